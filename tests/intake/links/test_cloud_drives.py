"""Links as cloud drives give them to parents, and the files they become. All ids are invented."""

import base64

import pytest

from heatsync.intake.links.addresses import parse
from heatsync.intake.links.cloud_drives import direct, past_the_warning
from heatsync.intake.storage import LocalStorage
from tests.intake.links.internet import PDF, SERVER, Internet, Script, always, answer

GOOGLE = "https://drive.usercontent.google.com/download?id=1aB-c_D&export=download&confirm=t"
LEGACY = "https://1drv.ms/b/s!Ab-c_D?e=xYz"
WARNING = b"""<html><title>Google Drive - Virus scan warning</title>
<form id="download-form" action="https://drive.usercontent.google.com/download" method="get">
<input type="submit" value="Download anyway"/><input type="hidden" name="id" value="1aB-c_D">
<input type="hidden" name="confirm" value="t"><input type="hidden" name="uuid" value="6f-1e"></form>"""


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("https://drive.google.com/file/d/1aB-c_D/view?usp=sharing", GOOGLE),
        ("https://drive.google.com/file/d/1aB-c_D/view", GOOGLE),
        ("https://drive.google.com/file/d/1aB-c_D/preview", GOOGLE),
        ("https://drive.google.com/file/d/1aB-c_D", GOOGLE),
        ("https://drive.google.com/file/u/0/d/1aB-c_D/edit", GOOGLE),
        ("https://drive.google.com/open?id=1aB-c_D&usp=drive_fs", GOOGLE),
        ("https://drive.google.com/uc?export=download&id=1aB-c_D", GOOGLE),
        ("https://docs.google.com/uc?id=1aB-c_D", GOOGLE),
        ("http://drive.google.com/open?id=1aB-c_D", GOOGLE),
        ("https://drive.google.com/file/d/1aB-c_D/view?resourcekey=0-x", GOOGLE + "&resourcekey=0-x"),
        (
            "https://docs.google.com/document/d/1aB-c_D/edit?usp=sharing",
            "https://docs.google.com/document/d/1aB-c_D/export?format=pdf",
        ),
        (
            "https://docs.google.com/spreadsheets/u/0/d/1aB-c_D/edit#gid=0",
            "https://docs.google.com/spreadsheets/u/0/d/1aB-c_D/export?format=pdf",
        ),
        (
            "https://docs.google.com/presentation/d/1aB-c_D/edit",
            "https://docs.google.com/presentation/d/1aB-c_D/export/pdf",
        ),
        ("https://www.dropbox.com/s/a1b2/heat.pdf?dl=0", "https://www.dropbox.com/s/a1b2/heat.pdf?dl=1"),
        ("https://www.dropbox.com/s/a1b2/heat.pdf", "https://www.dropbox.com/s/a1b2/heat.pdf?dl=1"),
        (
            "https://www.dropbox.com/scl/fi/a1b2/heat.pdf?rlkey=k9&st=x&dl=0",
            "https://www.dropbox.com/scl/fi/a1b2/heat.pdf?rlkey=k9&st=x&dl=1",
        ),
        (
            "https://club-my.sharepoint.com/:b:/g/personal/ada_club_org/Ea-b_C?e=xYz",
            "https://club-my.sharepoint.com/personal/ada_club_org/_layouts/15/download.aspx?share=Ea-b_C",
        ),
        (
            "https://club.sharepoint.com/:b:/s/Swim/Ea-b_C?e=xYz",
            "https://club.sharepoint.com/sites/Swim/_layouts/15/download.aspx?share=Ea-b_C",
        ),
        (
            "https://club.sharepoint.com/:b:/t/Swim/Ea-b_C",
            "https://club.sharepoint.com/teams/Swim/_layouts/15/download.aspx?share=Ea-b_C",
        ),
        (
            "https://1drv.ms/b/c/0a1b2c3d/Ea-b_C?e=xYz",
            "https://my.microsoftpersonalcontent.com/personal/0a1b2c3d/_layouts/15/download.aspx?share=Ea-b_C",
        ),
        (
            LEGACY,
            "https://api.onedrive.com/v1.0/shares/u!"
            + base64.urlsafe_b64encode(LEGACY.encode()).decode().rstrip("=")
            + "/root/content",
        ),
    ],
)
def test_a_link_to_a_cloud_drive_becomes_the_file(link: str, file: str) -> None:
    assert str(direct(parse(link))) == file
    assert direct(parse(file)) == parse(file)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/file/d/1aB-c_D/view",
        "https://drive.google.com/drive/folders/1aB-c_D",
        "https://drive.google.com/open",
        "https://www.dropbox.com/login",
        "https://club.sharepoint.com/sites/Swim/heat.pdf",
        "https://drive.google.com.evil.test/file/d/1aB-c_D/view",
    ],
)
def test_any_other_link_stays_as_it_is(link: str) -> None:
    assert str(direct(parse(link))) == link


def test_googles_warning_about_viruses_is_passed(storage: LocalStorage) -> None:
    def script(connection: object) -> None:
        asked = internet.requests[-1]
        play: Script = answer() if b"uuid=6f-1e" in asked else answer("Content-Type: text/html", body=WARNING)
        play(connection)  # type: ignore[arg-type]

    internet = Internet({"/download": script}, everywhere=always(SERVER))
    internet.certificate_for = ("drive.usercontent.google.com",)
    with internet.running():
        fetched = internet.fetcher().fetch("https://drive.google.com/file/d/1aB-c_D/view", storage)

    assert fetched.stored.size == len(PDF)
    assert [request.split(b" ")[1] for request in internet.requests] == [
        b"/download?id=1aB-c_D&export=download&confirm=t",
        b"/download?id=1aB-c_D&confirm=t&uuid=6f-1e",
    ]


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("https://example.org/download?id=1", WARNING),
        (GOOGLE, b"<form action='https://accounts.google.com/signin'><input type='hidden' name='id' value='1'></form>"),
        (GOOGLE, b"<html>You need access</html>"),
        (GOOGLE, b""),
    ],
)
def test_no_other_page_leads_anywhere(link: str, page: bytes) -> None:
    assert past_the_warning(parse(link), page) is None
