"""Brothers and sisters, another name in the same sheets, and a team: who may see and do what."""

import io
import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from heatsync.database import now
from heatsync.heatsheet.program import Entry, Event, Heat, Program
from heatsync.models import ProcessingBatch
from tests.browser import sheets_in_states as states
from tests.web import shelf

ENTRIES = (
    Entry("Abbernock, Ada", page=1, line="1", box=(0, 0, 1, 1), lane=1, team="OTTR"),
    Entry("Garrowby, Nell", page=1, line="2", box=(0, 0, 1, 1), lane=2, team="HILL"),
)
PROGRAM = Program("heat_sheet", None, 1, 1.0, events=(Event("Girls 100 Free", "1", heats=(Heat(1, entries=ENTRIES),)),))
CODE = "f" * 12


def read(swimmer: str = shelf.SWIMMER, **facts: str) -> ProcessingBatch:
    """A batch whose one sheet is read, and kept."""
    sheet = shelf.job("completed", [shelf.swim(**facts)], program=PROGRAM)
    return shelf.batch(sheet, status="completed", swimmer=swimmer, completed_at=now(), family_code=CODE)


def team_address(client: FlaskClient, batch: ProcessingBatch, name: str) -> str:
    page = client.get(f"/batches/{batch.id}/teams").text
    found = re.search(rf'href="([^"]+)">{name}<', page)
    assert found
    return found[1]


def test_several_names_lead_to_the_familys_page_with_a_token_for_each_childs_page(client: FlaskClient) -> None:
    sheet = (io.BytesIO(b"%PDF-1.7"), "saturday.pdf")

    answer = shelf.post(client, "/batches", swimmer="Ada Abbernock\nNell Garrowby", sheets=[sheet])

    assert re.fullmatch("/f/[A-Za-z0-9]{12}", answer.location)
    paths = re.findall(r"manage-[^;]+;.*?Path=([^;]+)", "\n".join(answer.headers.getlist("Set-Cookie")))
    assert Counter(path.split("/")[1] for path in set(paths)) == {"batches": 2, "r": 2, "f": 1}


def test_the_familys_page_shows_everybodys_races_in_order_of_time(client: FlaskClient) -> None:
    read()
    read("Otto Abbernock", starts_at="08:10", event_name="Boys 200 Medley")

    page = client.get(f"/f/{CODE}").text

    assert page.index("Boys 200 Medley") < page.index("Girls 9-10 100 Freestyle")
    assert ">O</span>" in page
    assert ">A</span>" in page


def test_races_of_a_sheet_that_names_neither_session_nor_meet_are_shown(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)
    shelf.post(client, f"/batches/{batch.id}/another", swimmer="Nell Garrowby")

    assert "Girls 100 Free" in client.get(f"/f/{CODE}").text


def test_races_close_together_are_marked_in_words(client: FlaskClient) -> None:
    read()
    read("Otto Abbernock", event="13", starts_at="09:51")

    page = client.get(f"/f/{CODE}").text

    assert "11 minutes after Ada Abbernock" in page
    assert "1 pair of races is close together" in page


def test_a_sheet_that_could_not_be_read_is_told_once_for_all_of_them(client: FlaskClient) -> None:
    for swimmer in ("Ada Abbernock", "Otto Abbernock"):
        sheet = shelf.job("completed", [shelf.swim()], program=PROGRAM)
        letter = shelf.job("failed", filename="letter.pdf", error_code="INVALID_PDF", error_message="No PDF.")
        shelf.batch(sheet, letter, status="partial", swimmer=swimmer, completed_at=now(), family_code=CODE)

    page = client.get(f"/f/{CODE}").text

    assert page.count("letter.pdf: this sheet could not be read") == 1


def test_nothing_read_at_all_is_told_too(client: FlaskClient) -> None:
    letter = shelf.job("failed", filename="letter.pdf", error_code="INVALID_PDF", error_message="No PDF.")
    shelf.batch(letter, status="failed", completed_at=now(), family_code=CODE)

    assert "his sheet could not be read" in client.get(f"/f/{CODE}").text


def test_how_far_each_childs_sheets_are_is_told_while_they_are_read(client: FlaskClient) -> None:
    shelf.batch(shelf.job("completed", [shelf.swim()], program=PROGRAM), shelf.job(), family_code=CODE)

    assert "1 of 2 sheets read" in client.get(f"/f/{CODE}").text


def test_what_a_newer_sheet_changed_is_told_on_the_familys_page_too(client: FlaskClient) -> None:
    states.changed(family_code=CODE)

    page = client.get(f"/f/{CODE}").text

    assert "Changed: was heat 3" in page
    assert "New on the newer sheet" in page
    assert "<b>Off:</b> 16 Girls 9-10 100 Freestyle" in page


def test_each_child_has_a_link_of_its_own(client: FlaskClient) -> None:
    ada, otto = read(), read("Otto Abbernock")

    page = client.get(f"/f/{CODE}").text

    assert f'href="/r/{ada.result_code}"' in page
    assert f'href="/r/{otto.result_code}"' in page


def test_only_the_maker_is_led_to_the_pages_where_things_can_be_changed(client: FlaskClient) -> None:
    ada = read()
    client.set_cookie(f"manage-{str(ada.id)[:8]}", shelf.TOKEN, path=f"/f/{CODE}")

    assert f'href="/batches/{ada.id}"' in client.get(f"/f/{CODE}").text


def test_the_maker_may_change_things_after_another_name_was_looked_up_too(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)
    shelf.post(client, f"/batches/{batch.id}/another", swimmer="Nell Garrowby")

    assert f'href="/batches/{batch.id}"' in client.get(f"/f/{CODE}").text


def test_the_maker_deletes_all_children_at_once_and_nobody_else_does(client: FlaskClient) -> None:
    ada, otto = read(), read("Otto Abbernock")

    assert shelf.post(client, f"/f/{CODE}/delete").status_code == 404
    assert "Delete now" not in client.get(f"/f/{CODE}").text
    client.set_cookie(f"manage-{str(ada.id)[:8]}", shelf.TOKEN, path=f"/f/{CODE}")
    assert "Delete now" in client.get(f"/f/{CODE}").text
    shelf.post(client, f"/f/{CODE}/delete")

    assert [client.get(address).status_code for address in (f"/f/{CODE}", f"/r/{otto.result_code}")] == [404, 404]


def test_a_family_whose_sheets_are_still_read_looks_again_without_script_too(client: FlaskClient) -> None:
    shelf.batch(shelf.job(), family_code=CODE)

    page = client.get(f"/f/{CODE}").text

    assert '<noscript><meta http-equiv="refresh"' in page
    assert "data-waits" in page


@pytest.mark.parametrize("code", ["g" * 12, "%20", "F" * 12])
def test_an_unknown_family_is_not_found(client: FlaskClient, code: str) -> None:
    read()

    assert client.get(f"/f/{code}").status_code == 404


def test_another_name_is_one_form_away_for_the_maker(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)

    answer = shelf.post(client, f"/batches/{batch.id}/another", swimmer="Nell Garrowby")

    page = client.get(answer.location).text
    assert "Nell Garrowby" in page
    assert "Girls 100 Free" in page
    assert f'href="/f/{CODE}"' in page


def test_nobody_else_may_look_up_another_name(client: FlaskClient) -> None:
    batch = read()

    assert shelf.post(client, f"/batches/{batch.id}/another", swimmer="Nell Garrowby").status_code == 404
    assert "/another" not in client.get(f"/batches/{batch.id}").text


def test_no_name_is_said_so_with_a_way_back(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)

    answer = shelf.post(client, f"/batches/{batch.id}/another", swimmer=" ")

    assert answer.status_code == 422
    assert f'href="/batches/{batch.id}"' in answer.text


def test_a_team_is_shown_by_time_and_by_name_to_the_maker(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)
    address = team_address(client, batch, "HILL")

    for order in ("", "?order=name"):
        page = client.get(address + order).text
        assert "Garrowby, Nell" in page
        assert "Abbernock" not in page


def test_the_link_to_one_swimmers_races_opens_no_team(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)
    address = team_address(client, batch, "HILL")
    client.delete_cookie(f"manage-{str(batch.id)[:8]}", path=f"/batches/{batch.id}")

    assert client.get(address).status_code == 404
    assert client.get(f"/batches/{batch.id}/teams").status_code == 404


def test_teams_and_families_are_for_no_search_engine_and_no_cache(client: FlaskClient) -> None:
    batch = read()
    shelf.become_maker(client, batch)

    for address in (f"/f/{CODE}", f"/batches/{batch.id}/teams"):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]


def test_in_a_timeline_there_is_no_name_to_look_up(client: FlaskClient) -> None:
    report = shelf.job("completed", program=Program("session_report", None, 1, 1.0))
    batch = shelf.batch(report, status="completed")
    shelf.become_maker(client, batch)

    page = client.get(f"/batches/{batch.id}").text

    assert "This is a timeline" in page
    assert "/another" not in page
