import pytest

from heatsync.intake.links.pasted import links_in
from heatsync.problems import Problem


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        (" \n\r\n\t", []),
        ("https://example.org/a.pdf", ["https://example.org/a.pdf"]),
        ("https://example.org/a.pdf\r\nhttp://example.org/b.pdf\n", ["https://example.org/a.pdf", "http://example.org/b.pdf"]),
        ("https://example.org/a.pdf https://example.org/b.pdf", ["https://example.org/a.pdf", "https://example.org/b.pdf"]),
        ("<https://example.org/a.pdf>", ["https://example.org/a.pdf"]),
        ("https://example.org/a.pdf\nhttps://example.org/a.pdf#page=2", ["https://example.org/a.pdf"]),
        ("example.org/a.pdf", ["https://example.org/a.pdf"]),
        ("www.example.org", ["https://www.example.org/"]),
        ("HTTPS://Example.ORG/A.pdf", ["https://example.org/A.pdf"]),
    ],
)  # fmt: skip
def test_links_as_parents_paste_them(text: str, links: list[str]) -> None:
    assert [str(link) for link in links_in(text)] == links


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("heat sheet", "INVALID_URL"),
        ("https://example.org/Heat Sheet.pdf", "INVALID_URL"),
        ("sheet", "INVALID_URL"),
        ("javascript:alert(1)", "INVALID_URL"),
        ("ada@example.org", "INVALID_URL"),
        ("https://example.org/a.pdf\nnothing", "INVALID_URL"),
        ("https://example.org:8080/a.pdf", "BLOCKED_URL"),
    ],
)
def test_what_is_no_link_is_said_beside_the_field(text: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        links_in(text)
    assert (refused.value.code, refused.value.field) == (code, "links")
