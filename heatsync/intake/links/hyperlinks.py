"""The links of a web page, as its text says them. The page is hostile: it is read in pieces, within bounds."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser

_PIECE = 4096
_LONGEST_TAG = 1 << 15
"""Characters that the parser may hold back, waiting for an end: it looks at them again with every piece."""
_SECONDS = 2.0
_MOST_LINKS = 2000
_LONGEST_TEXT = 300
_SILENT = frozenset({"script", "style", "template", "noscript"})
_LINES = frozenset({"tr", "li", "p", "div", "section", "article", "br", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that begin and end a line; the cells of a row are one."""
_ADDRESSES = {"a": "href", "area": "href", "object": "data", "embed": "src", "iframe": "src", "frame": "src"}
_FRAMES = frozenset({"iframe", "frame", "object", "embed"})


@dataclass
class Hyperlink:
    """An address as it stands in the page, the text that is clicked, what leads up to it, and the whole line."""

    href: str
    text: str = ""
    lead: str = ""
    line: str = ""
    is_frame: bool = False


@dataclass
class Outline:
    """What matters of a page. ``words`` are the letters that a reader sees without running its scripts."""

    links: list[Hyperlink] = field(default_factory=list)
    base: str | None = None
    words: int = 0
    scripts: int = 0
    asks_for_password: bool = False


def outline_of(html: str) -> Outline:
    """What that page links to. What comes late, or after something that never ends, is left out."""
    reader, until = _Reader(), time.monotonic() + _SECONDS
    # Never closed: only at the end would the parser try again, piece by piece, what it could make no sense of.
    for start in range(0, len(html), _PIECE):
        reader.feed(html[start : start + _PIECE])
        too_long = len(reader.rawdata) > _LONGEST_TAG or time.monotonic() > until
        if too_long or len(reader.outline.links) > _MOST_LINKS:
            break
        time.sleep(0)  # the others in this process have their turn
    reader.end_line()
    return reader.outline


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outline = Outline()
        self._silent: str | None = None
        self._link: Hyperlink | None = None
        self._in_line: list[Hyperlink] = []
        self._line = self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent = self._silent or tag
            self.outline.scripts += tag == "script"
        if tag in _LINES:
            self.end_line()
        if tag == "base" and self.outline.base is None:
            self.outline.base = given.get("href")
        if tag == "input" and given.get("type", "").lower() == "password":
            self.outline.asks_for_password = True
        if address := given.get(_ADDRESSES.get(tag, ""), "").strip():
            self._note(tag, address, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        if tag in _LINES:
            self.end_line()
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = " ".join(data[:_LONGEST_TEXT].split())
        self.outline.words += len(text)
        self._line = f"{self._line} {text}"[-_LONGEST_TEXT:]
        if self._link:
            self._link.text = f"{self._link.text} {text}".strip()[:_LONGEST_TEXT]

    def end_line(self) -> None:
        """What was read since the last line ended is one."""
        if line := self._line.strip():
            for link in self._in_line:
                link.line = line
            self._before = line
            self._in_line.clear()
        self._line = ""

    def _note(self, tag: str, address: str, given: dict[str, str]) -> None:
        label = given.get("title") or given.get("aria-label") or given.get("download") or ""
        link = Hyperlink(
            address, label[:_LONGEST_TEXT], lead=self._line.strip() or self._before, is_frame=tag in _FRAMES
        )
        self.outline.links.append(link)
        self._in_line.append(link)
        self._link = link if tag == "a" else None
