"""Links to cloud drives, as parents copy them: each shows a page about a file, and is turned into the file itself.

Only shapes that are known are changed; whatever comes out is checked like any other address.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode

from heatsync.intake.links.addresses import Address, parse, redirected
from heatsync.problems import Problem

_GOOGLE_FILES = "drive.usercontent.google.com"
_GOOGLE_FILE = re.compile(r"/file/(?:u/\d+/)?d/([\w-]+)(?:/.*)?")
_GOOGLE_DOCUMENT = re.compile(r"(/(document|spreadsheets|presentation)/(?:u/\d+/)?d/[\w-]+)(?:/(?!export).*)?")
_SHAREPOINT = re.compile(r"/:\w:/([gst])/([^/]+)/(?:([^/]+)/)?([\w!-]+)")
_SHAREPOINT_SITES = {"g": "", "s": "/sites", "t": "/teams"}
_ONEDRIVE = re.compile(r"/\w/c/([0-9a-f]+)/([\w!-]+)", re.IGNORECASE)


def direct(address: Address) -> Address:
    """The file that this link to a cloud drive shows; any other address as it is."""
    for belongs, turn in _DRIVES.items():
        if belongs.fullmatch(address.host):
            return turn(address)
    return address


def past_the_warning(address: Address, page: bytes) -> Address | None:
    """Where Google's page leads that says a file is too large to be looked through for viruses; None for others."""
    if address.host != _GOOGLE_FILES:
        return None
    form = _Form()
    form.feed(page.decode("utf-8", "replace"))
    if not form.action or "id" not in form.fields:
        return None
    onward = replace(redirected(address, form.action), query=urlencode(form.fields))
    return onward if onward.host == _GOOGLE_FILES and onward != address else None


class _Form(HTMLParser):
    """The page's form: where it goes, and what it carries unseen."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = said.get("action", "")
        elif tag == "input" and said.get("type") == "hidden":
            self.fields[said.get("name", "")] = said.get("value", "")


def _google_drive(address: Address) -> Address:
    asked = _query(address)
    file = _GOOGLE_FILE.fullmatch(address.path)
    file_id = file[1] if file else asked.get("id", "")
    if not file_id or not (file or address.path in {"/open", "/uc"}):
        return address
    key = {"resourcekey": asked["resourcekey"]} if "resourcekey" in asked else {}
    query = urlencode({"id": file_id, "export": "download", "confirm": "t", **key})
    return parse(f"https://{_GOOGLE_FILES}/download?{query}")


def _google_docs(address: Address) -> Address:
    document = _GOOGLE_DOCUMENT.fullmatch(address.path)
    if not document:
        return _google_drive(address)
    if document[2] == "presentation":
        return parse(f"https://{address.host}{document[1]}/export/pdf")
    return parse(f"https://{address.host}{document[1]}/export?format=pdf")


def _dropbox(address: Address) -> Address:
    if not address.path.startswith(("/s/", "/scl/fi/")):
        return address
    return replace(address, query=urlencode({**_query(address), "dl": "1"}))


def _sharepoint(address: Address) -> Address:
    shared = _SHAREPOINT.fullmatch(address.path)
    if not shared:
        return address
    site = "/".join(filter(None, (_SHAREPOINT_SITES[shared[1]], shared[2], shared[3])))
    return _shared_file(f"{address.host}/{site.lstrip('/')}", shared[4])


def _onedrive(address: Address) -> Address:
    shared = _ONEDRIVE.fullmatch(address.path)
    if shared:
        return _shared_file(f"my.microsoftpersonalcontent.com/personal/{shared[1]}", shared[2])
    whole = base64.urlsafe_b64encode(str(address).encode()).decode().rstrip("=")
    return _or_as_it_is(address, f"https://api.onedrive.com/v1.0/shares/u!{whole}/root/content")


def _shared_file(site: str, share: str) -> Address:
    return parse(f"https://{site}/_layouts/15/download.aspx?{urlencode({'share': share})}")


def _or_as_it_is(address: Address, turned: str) -> Address:
    try:
        return parse(turned)
    except Problem:  # it has become too long
        return address


def _query(address: Address) -> dict[str, str]:
    return dict(parse_qsl(address.query or "", keep_blank_values=True))


_DRIVES: Mapping[re.Pattern[str], Callable[[Address], Address]] = {
    re.compile(r"drive\.google\.com"): _google_drive,
    re.compile(r"docs\.google\.com"): _google_docs,
    re.compile(r"(?:www\.|m\.)?dropbox\.com"): _dropbox,
    re.compile(r"[\w-]+\.sharepoint\.com"): _sharepoint,
    re.compile(r"1drv\.ms|onedrive\.live\.com"): _onedrive,
}
