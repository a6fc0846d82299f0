"""Meet pages: their PDFs are offered on the form, whatever else is on it."""

from dataclasses import replace

from flask import Blueprint, current_app
from limits import RateLimitItemPerMinute
from werkzeug.wrappers import Response

from heatsync.intake.allowances import household
from heatsync.intake.links import cloud_drives, courtesy
from heatsync.intake.links.addresses import Address
from heatsync.intake.links.courtesy import AskedOften
from heatsync.intake.links.discovery import discover
from heatsync.intake.links.looked import known
from heatsync.intake.links.meet_page import Found, likely
from heatsync.intake.links.pasted import links_in
from heatsync.problems import Problem
from heatsync.web import doors, form
from heatsync.web.form import Sent

bp = Blueprint("discovery", __name__)

_LOOKS = RateLimitItemPerMinute(30)
_MOST_PAGES = 3
_OF_A_PAGE = frozenset({"NO_PDFS_FOUND", "PAGE_NEEDS_SCRIPT", "PAGE_NEEDS_LOGIN", "PAGE_TOO_LARGE"})


@bp.post("/discover")
def look() -> Response:
    """The form again, with the PDFs that its links lead to."""
    sent = form.sent()
    if not sent.links.strip():
        return form.page(sent, Problem("NO_PAGE", "links"))
    try:
        links = links_in(sent.links)
        return form.page(opened(sent, _doubtful(links) or links))
    except Problem as problem:
        return form.page(sent, problem)


def without_pages(sent: Sent) -> Sent:
    """The same, if all its links may be PDFs; else with the PDFs of its meet pages offered instead of these.

    Raises Problem for a page that offers none. Links that cannot be had now are left to those who fetch them.
    """
    doubtful = _doubtful(links_in(sent.links))
    return opened(sent, doubtful, strict=False) if doubtful else sent


def opened(sent: Sent, links: list[Address], *, strict: bool = True) -> Sent:
    """That form with the PDFs of these pages offered, the likely ones chosen; links to a PDF stay as they are."""
    found = dict[Address, list[Found]]()
    for link in links[:_MOST_PAGES]:
        if not doors.allowances().take(_LOOKS, "looks", household(form.visitor().client_ip)):
            raise Problem("TOO_MANY_LOOKS", "links")
        try:
            found[link] = known(current_app.extensions["redis"], current_app.config["SECRET_KEY"], link, _look_at)
        except AskedOften as problem:
            raise Problem("TOO_MANY_LOOKS", "links") from problem
        except Problem as problem:
            if strict or problem.code in _OF_A_PAGE:
                raise Problem(problem.code, "links", **problem.numbers) from problem
    pages = {link: pdfs for link, pdfs in found.items() if [one.url for one in pdfs] != [str(link)]}
    if not pages:
        return sent
    fresh = [one for pdfs in pages.values() for one in pdfs if one not in sent.offered]
    return replace(
        sent,
        links="\n".join(str(link) for link in links_in(sent.links) if link not in pages),
        offered=(*sent.offered, *fresh),
        chosen=sent.chosen | {one.url for one in likely(fresh)},
    )


def _look_at(page: Address) -> list[Found]:
    courtesy.ask_for_a_page(doors.allowances(), page.host)
    return discover(current_app.extensions["fetcher"], page)


def _doubtful(links: list[Address]) -> list[Address]:
    """Those that may lead to a page: neither called a PDF nor a file on a drive."""
    return [link for link in links if not link.filename and cloud_drives.direct(link) == link]
