import json
from pathlib import Path

import pytest

from heatsync.batches.mail.address import checked_address
from heatsync.problems import Problem

HOSTILE = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[2] / "hostile" / "hostile_text.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(autouse=True)
def app_context() -> None:
    """Checking an address needs no application."""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ada@example.com", "ada@example.com"),
        (" ada.b+swim@mail.example.co.uk\n", "ada.b+swim@mail.example.co.uk"),
        ("Ada@EXAMPLE.com", "Ada@example.com"),
        ("o'neill@example.com", "o'neill@example.com"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_taken(typed: str, address: str) -> None:
    assert checked_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "ada", "ada@", "@example.com", "ada@example", "ada@@example.com", "ada@127.0.0.1", "ada@[127.0.0.1]"),
        *("a@b.example,c@d.example", "a@b.example c@d.example", "a@b.example;c@d.example", "Ada <ada@example.com>"),
        *('"x"@example.com', '"a\r\nBcc: b"@example.com', "a@example.com\r\nBcc: b@example.com", "ada@exa mple.com"),
        *("ada..b@example.com", ".ada@example.com", "ada@-example.com", "ada@example..com", "ada(b)@example.com"),
        *(
            "ädä@example.com",
            "ada@exam\u202eple.com",
            "a" * 65 + "@example.com",
            "ada@" + "b" * 300 + ".com",
            "ada\x00@example.com",
        ),
    ],
)
def test_anything_but_one_address_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_address(typed)
    assert (refused.value.code, refused.value.field) == ("INVALID_EMAIL", "email")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_is_an_address_nor_a_part_of_one(text: str) -> None:
    for typed in (text, f"{text}@example.com", f"ada@{text}", f"ada@{text}.com"):
        try:
            address = checked_address(typed)
        except Problem:
            continue
        assert address.isascii()
        assert address.isprintable()
        assert address.count("@") == 1
        assert not set(address) & set('<>()[],;: "\\')
