"""The PDFs on meets' pages, as teams' sites make them. All that the pages in pages/ say is invented."""

from pathlib import Path

import pytest

from heatsync.intake.links.addresses import parse
from heatsync.intake.links.discovery import discover
from heatsync.intake.links.hyperlinks import outline_of
from heatsync.intake.links.kinds import Kind, kind_of
from heatsync.intake.links.meet_page import Found, likely, pdfs_on
from heatsync.problems import Problem
from tests.intake.links.internet import Internet, Script, answer, endless, redirect, slowly

PAGES = Path(__file__).parent / "pages"
HEAT, PSYCH, TIMELINE, RESULTS, OTHER = Kind.HEAT_SHEET, Kind.PSYCH_SHEET, Kind.TIMELINE, Kind.RESULTS, Kind.OTHER
CLASSIC = "https://www.gomotionapp.example/team/azst/controller/cms/download"
POND = "https://millpond.example/wp-content/uploads/2026/03"


def found(page: str, address: str = "https://meet.example/meets/index.html") -> list[Found]:
    return pdfs_on(outline_of((PAGES / page).read_text(encoding="utf-8")), parse(address))


def kinds(page: str, address: str = "https://meet.example/meets/index.html") -> dict[str, Kind]:
    return {one.name: one.kind for one in found(page, address)}


def test_swimtopia() -> None:
    assert kinds("swimtopia.html") == {"Heat Sheet": HEAT, "Meet Information": OTHER, "Parking map": OTHER}
    sheet = found("swimtopia.html")[0]
    assert (sheet.size, "X-Amz-Signature=0a1b2c" in sheet.url) == (412_000, True)


def test_teamunify() -> None:
    files = found("teamunify.html", "https://www.teamunify.example/SubTabGeneric.jsp?team=ottr&_stabid_=1")

    folder = "https://www.teamunify.example/team/ottr/UserFiles/Documents"
    assert [(one.url, one.kind, one.size) for one in files] == [
        (f"{folder}/winter%20splash%20psych.pdf", PSYCH, 300_000),
        (f"{folder}/ws%20fri%20heats.pdf", HEAT, 1_200_000),
        (f"{folder}/ws_sat.PDF", HEAT, None),
        (f"{folder}/session-report.pdf", TIMELINE, None),
        (f"{folder}/ws_final.pdf", RESULTS, None),
    ]


def test_gomotion() -> None:
    files = found("gomotion.html", "https://www.gomotionapp.example/team/azst/page/meets")

    assert [(one.url, one.kind) for one in files] == [
        (f"{CLASSIC}?file=4471&name=SpringClassic_HeatSheet_Sat.pdf", HEAT),
        (f"{CLASSIC}?file=4472&name=SpringClassic_HeatSheet_Sun.pdf", HEAT),
        (f"{CLASSIC}?file=4474", HEAT),
    ]


def test_sportsengine() -> None:
    assert kinds("sportsengine.html") == {"Rays Open – Heat Sheet (PM)": HEAT, "Order of Events": OTHER}


def test_active() -> None:
    (sheet,) = found("active.html", "https://meets.active.example/event/20021/info.do?lang=en")

    assert sheet.url == "https://meets.active.example/event/20021/downloadFile.do?id=20021&fileType=1"
    assert (sheet.name, sheet.kind, sheet.size) == ("Heat sheets - Finals", HEAT, 740_000)


def test_swimconnection() -> None:
    files = found("swimconnection.html", "http://lists.swim.example/meets/lakeside/")

    assert [(one.url.rpartition("/")[2], one.kind) for one in files] == [
        ("lak_fri.pdf", HEAT),
        ("lak_sat.pdf", HEAT),
        ("lak_psych.pdf", PSYCH),
    ]


def test_wordpress() -> None:
    assert [(one.url, one.kind) for one in found("wordpress.html", "https://millpond.example/heat-sheets/")] == [
        (f"{POND}/Heat-Sheet-Session-1.pdf", HEAT),
        (f"{POND}/MPD-Timeline.pdf", TIMELINE),
        (f"{POND}/Heat-Sheet-Session-2.pdf", HEAT),
        (f"{POND}/Heat-Sheet-Session-3.pdf", HEAT),
        ("https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view?usp=sharing", PSYCH),
    ]


def test_a_plain_page_in_german() -> None:
    files = found("plain.html", "http://verein.example/fest/")

    assert [(one.name, one.kind, one.size) for one in files if "verein.example" in one.url] == [
        ("Meldeergebnis", HEAT, 350_000),
        ("Ausschreibung", OTHER, 1_100_000),
        ("Protokoll", RESULTS, None),
    ]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("Heat Sheets",), HEAT),
        (("meetprogram_v2.pdf",), HEAT),
        (("HEATSHEET-SAT.PDF",), HEAT),
        (("Session 3",), HEAT),
        (("Startliste",), HEAT),
        (("Psych Sheet",), PSYCH),
        (("Psych Sheet and Heat Sheet",), PSYCH),
        (("Timelines",), TIMELINE),
        (("SessionReport.pdf",), TIMELINE),
        (("Heat sheet results",), RESULTS),
        (("Meet Information",), OTHER),
        (("Time Standards",), OTHER),
        (("Volunteer sign-up",), OTHER),
        (("Saturday", "ws_heats.pdf"), HEAT),
        (("Wheat field", "theatre.pdf"), OTHER),
        ((), OTHER),
    ],
)
def test_words_for_the_kinds(texts: tuple[str, ...], kind: Kind) -> None:
    assert kind_of(*texts) is kind


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([HEAT, PSYCH, TIMELINE, RESULTS, OTHER], [HEAT, TIMELINE]),
        ([PSYCH, TIMELINE, RESULTS], [PSYCH, TIMELINE]),
        ([RESULTS, OTHER], []),
        ([OTHER], [OTHER]),
        ([RESULTS], []),
    ],
)
def test_the_likely_ones_are_chosen(given: list[Kind], expected: list[Kind]) -> None:
    assert [one.kind for one in likely([Found(str(number), "", kind) for number, kind in enumerate(given)])] == expected


# The page is fetched


def page(name: str, *headers: str) -> Script:
    return answer("Content-Type: text/html", *headers, body=(PAGES / name).read_bytes())


def discovered(scripts: dict[str, Script], url: str = "http://pub.test/meet") -> list[Found]:
    with Internet(scripts).running() as internet:
        return discover(internet.fetcher(), parse(url))


def code(scripts: dict[str, Script]) -> str:
    with pytest.raises(Problem) as raised:
        discovered(scripts)
    return raised.value.code


def test_links_are_relative_to_where_the_page_really_is() -> None:
    scripts = {"/meet": redirect("/club/fest/index.html"), "/club/fest/index.html": page("plain.html")}

    assert discovered(scripts)[0].url == "http://pub.test/club/fest/Meldeergebnis.pdf"


def test_pages_in_frames_are_looked_through() -> None:
    files = answer(body=b"<a href=sat.pdf>Heat sheet Saturday</a>")
    scripts = {"/meet": page("frames.html"), "/menu.html": answer(body=b"<a href=x>x</a>"), "/files.html": files}

    assert [(one.url, one.kind) for one in discovered(scripts)] == [("http://pub.test/sat.pdf", HEAT)]


def test_a_frame_that_leads_inside_is_not_followed() -> None:
    body = b"<iframe src='http://127.0.0.1/admin'></iframe><iframe src='file:///etc/passwd'></iframe>"
    with Internet({"/meet": answer(body=body + b"<a href=a.pdf>heat sheet</a>")}).running() as internet:
        assert [one.url for one in discover(internet.fetcher(), parse("http://pub.test/meet"))] == [
            "http://pub.test/a.pdf"
        ]
    assert internet.canary_calls == 0


def test_a_link_to_a_sheet_itself_is_that_sheet() -> None:
    assert discovered({"/meet": answer()})[0].url == "http://pub.test/meet"


def test_a_page_that_needs_script_says_so() -> None:
    assert code({"/meet": page("script_only.html")}) == "PAGE_NEEDS_SCRIPT"


@pytest.mark.parametrize("script", [page("login.html"), answer(status="401 Who"), answer(status="403 No")])
def test_a_page_that_needs_a_login_says_so(script: Script) -> None:
    assert code({"/meet": script}) == "PAGE_NEEDS_LOGIN"


def test_a_page_without_a_sheet_says_so() -> None:
    assert code({"/meet": answer(body=b"<p>" + b"Nothing here yet, come back later. " * 20)}) == "NO_PDFS_FOUND"


def test_a_page_that_is_too_large_says_so() -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    assert code({"/meet": endless(start, b"<p>" * 10_000)}) == "PAGE_TOO_LARGE"


def test_a_page_that_never_comes_is_given_up() -> None:
    with Internet({"/meet": slowly(b"HTTP/1.1 200 OK\r\n\r\n", b" ")}).running() as internet:
        fetcher = internet.fetcher()
        with pytest.raises(Problem, match="TIMEOUT"):
            discover(fetcher, parse("http://pub.test/meet"), seconds=1)


# The page is hostile


HOSTILE = {
    "open tags": "<a " * 600_000,
    "open comments": "<!--" * 400_000,
    "declarations": "<!" * 900_000,
    "instructions": "<?" * 900_000,
    "brackets": "<" * 1_900_000,
    "closing": "</" * 900_000,
    "one endless tag": "<a href='" + "x" * 1_900_000,
    "attributes without end": "<a " + "a=b " * 400_000,
    "quotes": "<a " + "a='\"" * 400_000,
    "slashes": "<a" + "/" * 1_900_000,
    "entities": "&" * 1_900_000,
    "numbers": "&#" * 900_000,
    "open scripts": "<script>" * 200_000,
    "script that never ends": "<script>" + "</scrip" * 200_000,
    "very many links": "<a href=a.pdf>a</a>" * 100_000,
    "very deep": "<div>" * 350_000,
    "NUL": "\0" * 1_900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_long_to_look_through(name: str) -> None:
    outline = outline_of(HOSTILE[name])

    assert len(outline.links) < 3000


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)//.pdf", "data:application/pdf;base64,JVBERi0.pdf", "http://user:pw@a.test/x.pdf",
             "http://a.test:22/x.pdf", "file:///x.pdf", "http://[::1/x.pdf", "//0x7f.1/x.pdf", "http://a\\@b.test/x.pdf"]
)  # fmt: skip
def test_an_address_that_no_link_may_have_is_not_offered(href: str) -> None:
    assert pdfs_on(outline_of(f'<a href="{href}">Heat sheet</a>'), parse("https://meet.example/")) == []


def test_what_a_link_is_called_is_shown_cleaned() -> None:
    (sheet,) = pdfs_on(
        outline_of("<a href=a.pdf>heat\u202e\0\tsheet &lt;script&gt;</a>"), parse("https://meet.example/")
    )

    assert sheet.name == "heat sheet <script>"
