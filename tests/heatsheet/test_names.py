"""Names as people type them and as sheets print them."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatsync.heatsheet.names import Search, display_name, matches, matching, normalised

GIVEN = st.sampled_from(["Ada", "Bo", "Zoë", "Anne-Marie", "Łucja", "D'Arcy", "Jörg", "Ines", "Mary Kate"])
SURNAME = st.sampled_from(["Example", "O'Sample", "van der Muster", "Beispiel-Øst", "Groß", "Ejemplo", "Li"])
SUFFIX = st.sampled_from(["", " Jr", " Jr.", " III", ", Sr."])
INITIAL = st.sampled_from(["", " M", " M.", " K", " O"])
PRINTED = st.builds(
    "{} {} {}{}{}".format, GIVEN, st.sampled_from(["(Bo)", "O", "Ana", ", Ines", "J"]), SURNAME, INITIAL, SUFFIX
)


def same(text: str) -> str:
    return text


CASE = st.sampled_from([same, str.lower, str.upper])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Example, Ada", "Ada Example"),
        ("  Ada   Example ", "Ada Example"),
        ("Example, Jr., Bo", "Bo Example Jr."),
        ("Example, Bo W Jr", "Bo W Example Jr"),
        ("Example, Bo III", "Bo Example III"),
        ("Example, Bo, III", "Bo Example III"),
        ("Zoe\u0301 Example", "Zoé Example"),
        ("a\x07\x1b[31mb", "a [31mb"),
        ("\u202eAda\u200b Example", "Ada Example"),
        ("Ada\u2028Example", "Ada Example"),
        ("Example, JJ O", "JJ O Example"),
        ("Example, ADA", "Example, ADA"),
        (", ,", ""),
        ("", ""),
    ],
)
def test_a_name_is_shown_as_people_write_it(typed: str, shown: str) -> None:
    assert display_name(typed) == shown


@given(st.text())
def test_a_shown_name_holds_nothing_that_cannot_be_seen(text: str) -> None:
    shown = display_name(text)

    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert shown == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize(
    ("typed", "looked_up"),
    [
        ("Example, Ada", "ada example"),
        ("ADA  M.  EXAMPLE", "ada example"),
        ("Ada Example Jr.", "ada example"),
        ("Ada Example, Jr.", "ada example"),
        ("Zoë O’Sample-Øst", "zoe osample ost"),
        ("O Sample, Zoe", "zoe osample"),
        ("Zoe O Sample", "zoe o sample"),
        ("Łucja Groß", "lucja gross"),
        ("Işıl Örnek", "isil ornek"),
        ("VAN DER MUSTER Maria Ana", "maria ana van der muster"),
        ("Ada M EXAMPLE", "ada example"),
        ("JJ Example", "jj example"),
        ("Example, J P", "j p example"),
        ("JJ O Example", "jj o example"),
        ("Example, Bartholomew (Bo)", "bartholomew example (bo)"),
        ("李 小龙", "李 小龙"),
        ("%_%", "%_%"),
    ],
)
def test_a_name_is_looked_up_by_its_words_without_accents(typed: str, looked_up: str) -> None:
    assert normalised(typed) == looked_up


@given(PRINTED)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(PRINTED)
def test_a_name_copied_from_the_sheet_is_found(text: str) -> None:
    assert matches(text, text)


@given(GIVEN, SURNAME, INITIAL, SUFFIX, CASE)
def test_the_shown_name_finds_what_the_typed_one_finds(
    first: str, last: str, initial: str, suffix: str, typing: Callable[[str], str]
) -> None:
    typed = typing(f"{last}{suffix}, {first}{initial}")
    shown = display_name(typed)

    assert matches(shown, typed)
    assert "O" in initial or normalised(shown) == normalised(typed)


@given(GIVEN, SURNAME, INITIAL, SUFFIX, CASE, CASE, st.booleans())
def test_every_way_to_print_a_name_is_found(
    first: str,
    last: str,
    initial: str,
    suffix: str,
    typing: Callable[[str], str],
    printing: Callable[[str], str],
    comma: bool,
) -> None:
    printed = f"{last}{suffix}, {first}{initial}" if comma else f"{first}{initial} {last}{suffix}"

    assert matches(typing(f"{first} {last}"), printing(printed))
    assert matches(typing(f"{last}, {first}"), printing(printed))


@given(GIVEN, SURNAME, GIVEN, SURNAME, INITIAL)
def test_nobody_of_another_name_is_found(first: str, last: str, other: str, surname: str, initial: str) -> None:
    same_swimmer = (first, last) == (other, surname)

    assert matches(f"{first} {last}", f"{surname}, {other}{initial}") is same_swimmer


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ada Example", "Example Ada"),
        ("Ada Example", "EXAMPLE Ada"),
        ("EXAMPLE Ada", "EXAMPLE Ada"),
        ("Ada Example", "Example Ada M"),
        ("Maria Ana Example", "Example, Maria Ana"),
        ("Maria Ana van der Sample", "VAN DER SAMPLE Maria Ana"),
        ("Maria Ana van der Sample", "van der Sample Maria Ana"),
        ("Bo Example", "Example, Bartholomew (Bo)"),
        ("Bartholomew Example", "Example, Bartholomew (Bo)"),
        ("Bo Example", "Bartholomew “Bo” Example"),
        ("Bo Example", "Bartholomew Example (Bo)"),
        ("Bartholomew (Bo) Example", "Example, Bo"),
        ("Ra'el Sample", "Sample, Ra?el"),
        ("Joerg Mueller", "Müller, Jörg"),
        ("Zoe O Sample", "O'Sample, Zoe"),
        ("Ada Souza", "Ada D Souza"),
        ("Min O", "O, Min"),
        ("Annemarie Example", "Example, Anne-Marie"),
        ("Anne Marie van der Sample", "Vandersample, Annemarie"),
        ("Annemarie Example", "Anne Marie Example"),
        ("Naoki Ii", "Ii, Naoki"),
        ("Robert Example", "Example, J Robert"),
        ("J Example Sample", "Example Sample, J"),
        ("JJ O Example", "Example, JJ O"),
        ("J J Example", "Example, JJ O"),
        ("J J O Example", "Example, JJ O"),
        ("JJ Example", "Example, JJ O"),
        ("J.J. Example", "Example, JJ O"),
        ("J J Example", "Example, J J"),
        ("J P Example", "Example, J"),
        ("DE SA Ada", "DE SA Ada"),
        ("Ada Example", "Example S8sb8sm8, Ada"),
        ("Ada Example", "Example_S14SB14SM1, Ada"),
        ("Ada Example", "Ada Example S9 SB8 SM9"),
    ],
)
def test_a_name_is_found(typed: str, printed: str) -> None:
    assert matches(typed, printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Maria Example", "Example, Maria Ana"),
        ("Maria Ana Example", "Example, Maria"),
        ("Maria Ana Example", "Example, Maria A"),
        ("Jordan Taylor", "Jordan, Taylor"),
        ("Jordan Taylor", "JORDAN Taylor"),
        ("Ada Example", "Example-Sample, Ada"),
        ("Example", "J Example"),
        ("Ada Souza", "D Souza, Ada"),
        ("Joel Example", "Jol Example"),
        ("Jo Example", "Example, J O"),
        ("J O Example", "Example, Jo"),
        ("J J Example", "Example, Jj"),
        ("J J Example", "Example, JK O"),
        ("J J Example", "Example, J Jo"),
        ("Jo Anderson", "Derson, Joan"),
        ("Jo Anderson", "DERSON Joan"),
        ("Kim Ito", "To, Kimi"),
        ("Anne Lee", "Ann Elee"),
        ("Anne Lee", "Elee Ann"),
        ("Evan Agnew", "Nagnew, Eva"),
        ("Ann Abel", "Nabel, An"),
        ("", ""),
        ("%_%", "Ada Example"),
    ],
)
def test_another_name_is_not_found(typed: str, printed: str) -> None:
    assert not matches(typed, printed)


def test_a_name_is_read_turned_round_only_where_nobody_has_it_straight() -> None:
    assert matching("Jordan Taylor", ["Jordan Taylor", "Taylor Jordan"]) == {"Jordan Taylor"}
    assert matching("Jordan Taylor", ["Taylor Jordan", "Ada Example"]) == {"Taylor Jordan"}


@pytest.mark.parametrize("other", ["Example, Ada", "EXAMPLE Ada"])
def test_no_name_is_turned_round_where_the_sheet_tells_which_words_are_surnames(other: str) -> None:
    assert matching("Jordan Taylor", ["Taylor Jordan", other]) == frozenset()


def test_a_name_is_counted_where_a_class_stands_in_it() -> None:
    assert Search("Ada Example").count("12 Example S8sb8sm8, Ada 2 OTTR X1:32.85") == 1


def test_a_hostile_line_of_a_thousand_words_is_no_work() -> None:
    assert not matches("Ada Example", "x (Bo) " * 1000)
