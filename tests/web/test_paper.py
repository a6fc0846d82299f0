"""One page to print, and a table for a spreadsheet."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from heatsync.database import now
from heatsync.heatsheet.names import visible
from heatsync.heatsheet.program import Program
from tests.web import shelf
from tests.web.test_hostile_text import TEXTS, everywhere


def rows(client: FlaskClient, code: str | None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/r/{code}.csv").data.decode("utf-8-sig"), newline="")))


def test_the_paper_has_all_facts_and_blanks_for_time_and_place(client: FlaskClient) -> None:
    page = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/print").text

    for fact in ("9:40", "Girls 9-10 100 Freestyle", "1:12.34", "Saturday, 14 March 2026"):
        assert fact in page
    assert page.count('<td class="blank"></td>') == 2


def test_the_paper_leads_back_to_the_live_page(client: FlaskClient) -> None:
    page = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/print").text

    assert '<img src="data:image/svg+xml' in page


def test_brothers_and_sisters_share_a_page_in_order_of_time(client: FlaskClient) -> None:
    for swimmer, time in ((shelf.SWIMMER, "09:40"), ("Otto Abbernock", "08:10")):
        races = [shelf.swim(starts_at=time)]
        sheet = shelf.job("completed", races, program=Program("heat_sheet", None, 1, 1.0))
        shelf.batch(sheet, status="completed", swimmer=swimmer, completed_at=now(), family_code="f" * 12)
    page = client.get(f"/f/{'f' * 12}/print").text

    assert re.findall(r"<td><b>(\w+)</b></td>", page) == ["Otto", "Ada"]
    assert client.get("/f/unknown/print").status_code == 404


def test_two_addresses_have_two_codes(client: FlaskClient) -> None:
    pages = [client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/print").text for _ in range(2)]
    codes = {match[1] for page in pages if (match := re.search(r'<img src="(data:[^"]+)"', page))}

    assert len(codes) == 2


def test_the_table_has_a_row_for_each_race(client: FlaskClient) -> None:
    (row,) = rows(client, shelf.finished(shelf.swim(relay="A", leg=2)).result_code)

    assert row["swimmer"] == "Ada Abbernock"
    assert [row[name] for name in ("date", "time", "event", "heat", "lane", "leg", "seed")] == [
        *("2026-03-14", "09:40", "12", "3", "4", "2", "1:12.34")
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(client: FlaskClient, text: str) -> None:
    (row,) = rows(client, shelf.finished(shelf.swim(team=text, event_name=text)).result_code)

    assert row["team"] == row["race"] == f"'{text.strip()}"


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_stays_in_its_cell(client: FlaskClient, name: str) -> None:
    (row,) = rows(client, everywhere(TEXTS[name]).result_code)
    shown = visible(TEXTS[name].encode("utf-8", "replace").decode().replace("\0", "\x01")[:200])

    assert row["team"].removeprefix("'") == shown.removeprefix("'")
    assert not row["team"].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_lines_end_as_the_format_says(client: FlaskClient) -> None:
    table = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}.csv").data

    assert table.count(b"\r\n") == table.count(b"\n") == 2


@pytest.mark.parametrize("page", ["/print", ".csv"])
def test_an_unknown_choice_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get(f"/r/{shelf.finished(shelf.swim()).result_code}{page}?who=0123456789ab").status_code == 404


def test_the_head_of_the_page_names_no_child(client: FlaskClient) -> None:
    head = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/print").text.split("</head>")[0]

    assert not re.search("Ada|Abbernock", head)


def test_a_tables_head_is_in_the_readers_language(client: FlaskClient) -> None:
    code = shelf.finished(shelf.swim(estimated=True)).result_code
    head, row = client.get(f"/r/{code}.csv?lang=de").data.decode("utf-8-sig").splitlines()

    assert head.startswith("Name,Veranstaltung,Datum,Uhrzeit,etwa,")
    assert ",ja," in row


@pytest.mark.parametrize(
    ("session", "heading"),
    [("Sunday", "Sonntag, 15. März 2026"), ("Abschnitt 2", "Abschnitt 2 · Sonntag, 15. März 2026")],
)
def test_a_session_that_is_called_by_its_day_is_not_named_twice(
    client: FlaskClient, session: str, heading: str
) -> None:
    code = shelf.finished(shelf.swim(session=session, date=shelf.SATURDAY.replace(day=15))).result_code

    for way in ("", "/print", "/calendar"):
        assert f">{heading}<" in client.get(f"/r/{code}{way}?lang=de").text


def test_sessions_without_names_are_told_apart(client: FlaskClient) -> None:
    swims = [shelf.swim(event=str(at), session=None, session_index=at) for at in range(2)]

    page = client.get(f"/r/{shelf.finished(*swims).result_code}?lang=es").text
    for heading in ("Sesión 1 · sábado 14 de marzo de 2026", "Sesión 2 · sábado 14 de marzo de 2026"):
        assert f"<h2>{heading}</h2>" in page
