"""A PDF becomes pages of words. Only this file and ``marking`` know a PDF library (pdfium)."""

import ctypes
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from typing import TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from heatsync.heatsheet.page import Page
from heatsync.heatsheet.program import Box
from heatsync.heatsheet.unreadable import Unreadable

_HYPHEN_AT_LINE_END = "\x02"
"""What pdfium writes for a hyphen that ends a line."""

_STAND_INS = {_HYPHEN_AT_LINE_END: "-", "\0": " ", "\ufffe": "-", "\uffff": " "}
_LETTERS = {0x03D0: "f", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xAD: None}
"""What fonts call their ligatures, Cambria's "f" before "i" and "l" among them, and what letters they stand for."""
_UNUSUAL = [chr(code) for code in _LETTERS]
_DOUBLES = ("nñ", "NÑ", "aá", "AÁ", "eé", "EÉ", "ií", "IÍ", "oó", "OÓ", "uú", "UÚ", "uü", "UÜ")
"""A letter without its accent and with it: one letter, if both are drawn at one place."""
_DROPPED = "\xad"

_A_CAPTION = 20
"""Words that programs for scanning write beside a picture, at most."""
_PIXELS_A_POINT = 200 / 72
"""200 dots an inch: the smallest print is just high enough to be read."""
_MOST_PIXELS = 8_000_000
"""Of a page's picture, however large the paper; A4 has four million."""

_LINE_STEP = 2
"""Points from one row of words to the next, at least; within a row bold words may stand a little deeper."""

Document: TypeAlias = pdfium.PdfDocument
Boxes = NDArray[np.float32]
Picture = NDArray[np.uint8]
"""Grey pixels, rows from the top."""

_char_box = ctypes.PYFUNCTYPE(None)(ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0)
"""Keeps the interpreter's lock and converts nothing: a page needs a thousand calls, each of them far shorter than what
pypdfium2's own does around it. So the boxes it fills are made once, and their addresses too."""
_text_object = ctypes.PYFUNCTYPE(ctypes.c_void_p)(ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)
_render_mode = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p).value or 0
)
_BOXES = (raw.FS_RECTF * 2048)()
_ADDRESSES = [ctypes.byref(box) for box in _BOXES]
_FILLED = np.frombuffer(_BOXES, dtype=np.float32).reshape(-1, 4)


def open_pdf(pdf: bytes, max_pages: int) -> pdfium.PdfDocument:
    """The document of those bytes. Raises Unreadable: INVALID_PDF, ENCRYPTED_PDF or TOO_MANY_PAGES."""
    try:
        document = pdfium.PdfDocument(pdf)
        count = len(document)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Unreadable("ENCRYPTED_PDF" if locked else "INVALID_PDF") from error
    if count == 0:
        raise Unreadable("INVALID_PDF")
    if count > max_pages:
        raise Unreadable("TOO_MANY_PAGES")
    return document


def pages(document: pdfium.PdfDocument) -> Iterator[Page | None]:
    """Each page's words, one page in memory at a time; None for a page that pdfium cannot load."""
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            yield None
            continue
        try:
            yield _words(page, index + 1)
        finally:
            page.close()


def picture(document: Document, number: int) -> tuple[Picture, int, float]:
    """That page (from 1) as it looks, its number, and how many points a pixel of it is wide."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        pixels_a_point = min(_PIXELS_A_POINT, (_MOST_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=pixels_a_point, grayscale=True, may_draw_forms=False)
        return bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy(), number, 1 / pixels_a_point
    finally:
        page.close()


def part(document: Document, number: int, box: Box, pixels_a_point: float) -> Picture:
    """What is to be seen in that box of the page (from 1), upright as its words are; less where the page ends."""
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        turns = _turns(*_printed(page)[1:])
        x0, y0, x1, y1 = _unturned(box, turns, width, height)
        if min(x1, width) - max(x0, 0) < 1 or min(y1, height) - max(y0, 0) < 1:
            return np.zeros((0, 0), np.uint8)
        bitmap = page.render(
            scale=pixels_a_point,
            rotation=-page.get_rotation() % 360,
            grayscale=True,
            may_draw_forms=False,
            crop=tuple(max(margin, 0) for margin in (x0, height - y1, width - x1, y0)),
        )
        seen: Picture = np.rot90(bitmap.to_numpy().reshape(bitmap.height, bitmap.width), turns).copy()
        return seen
    finally:
        page.close()


def _words(page: pdfium.PdfPage, number: int) -> Page:
    text, first, last = _printed(page)
    read = _upright(number, _words_of(text), first, last, page.get_bbox())
    return replace(read, is_picture=True) if _is_picture(page, len(read.texts)) else read


def _printed(page: pdfium.PdfPage) -> tuple[str, Boxes, Boxes]:
    """The page's text, and the boxes of the first and of the last character of each of its words."""
    text_page = page.get_textpage()
    try:
        text = _without_doubles(_text(text_page), text_page)
        edges = _word_edges(text)
        boxes = _boxes(text_page, edges)
        if _draws_unseen(text_page, edges[::2], boxes[::2]) and _holds_only_text(page):
            text = _without_unseen(text, text_page, edges)
            boxes = _boxes(text_page, _word_edges(text))
        return text, boxes[::2], boxes[1::2]
    finally:
        text_page.close()


def _draws_unseen(text_page: pdfium.PdfTextPage, starts: NDArray[np.int64], first: Boxes) -> bool:
    """Whether a row of words is drawn that nobody sees; of each row only its first word is looked at."""
    moves = np.concatenate(((True,), np.abs(first[1:, 1] - first[:-1, 1]) > _LINE_STEP))[: len(starts)]
    return raw.FPDF_TEXTRENDERMODE_INVISIBLE in _render_modes(text_page, starts[moves])


def _render_modes(text_page: pdfium.PdfTextPage, characters: NDArray[np.int64]) -> Iterator[int]:
    """How each of those characters is drawn; none of pdfium's modes for one that it has made up."""
    handle = ctypes.byref(text_page.raw.contents)
    return map(_render_mode, map(_text_object, repeat(handle), characters.tolist()))


def _holds_only_text(page: pdfium.PdfPage) -> bool:
    """Else words that are not drawn may say what a picture or outlines show: a scan as another program has read it."""
    return all(drawn.type == raw.FPDF_PAGEOBJ_TEXT for drawn in page.get_objects(max_depth=1))


def _without_unseen(text: str, text_page: pdfium.PdfTextPage, edges: NDArray[np.int64]) -> str:
    """The text, of as many characters, with blanks for the words that are not to be seen."""
    modes = _render_modes(text_page, edges[::2])
    for (start, end), mode in zip(edges.reshape(-1, 2).tolist(), modes, strict=True):
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            text = text[:start] + " " * (end + 1 - start) + text[end + 1 :]
    return text


def _is_picture(page: pdfium.PdfPage, words: int) -> bool:
    """Whether it shows anything and has no text, or has little text beside a picture of half the page and more."""
    if words > _A_CAPTION:
        return False
    if not words:
        return bool(raw.FPDFPage_CountObjects(page) > 0)
    half = page.get_width() * page.get_height() / 2
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    return any(_area(image.get_bounds()) > half for image in images)


def _area(box: tuple[float, ...]) -> float:
    left, bottom, right, top = box
    return (right - left) * (top - bottom)


def _text(text_page: pdfium.PdfTextPage) -> str:
    """One character for each of pdfium's, so that an index into the text is an index into the page."""
    count = text_page.count_chars()
    codes = np.empty(count + 1, dtype=np.uint16)  # an array of ctypes would be a type of its own for each length
    written = raw.FPDFText_GetText(text_page, 0, count, ctypes.byref(ctypes.c_ushort.from_buffer(codes.data))) - 1
    text = codes[: max(written, 0)].tobytes().decode("utf-16-le", "replace")
    if len(text) != count:  # characters without Unicode, or outside of 16 bits: the indices have drifted
        text = "".join(chr(_scalar(raw.FPDFText_GetUnicode(text_page, index))) for index in range(count))
    for mark, printed in _STAND_INS.items():
        text = text.replace(mark, printed)
    return text


def _without_doubles(text: str, text_page: pdfium.PdfTextPage) -> str:
    """The text, of as many characters, with a soft hyphen for each letter that is drawn under itself with an accent."""
    for double in _DOUBLES:
        at = text.find(double) if double[1] in text else -1  # a letter alone is found far faster than two
        while at >= 0:
            plain, accented = _boxes(text_page, np.array((at, at + 1)))
            if accented[0] < (plain[0] + plain[2]) / 2:
                text = text[:at] + _DROPPED + text[at + 1 :]
            at = text.find(double, at + 1)
    return text


def _scalar(code: int) -> int:
    return 0xFFFD if 0xD800 <= code < 0xE000 or code > 0x10FFFF else code


def _words_of(text: str) -> list[str]:
    if any(map(text.__contains__, _UNUSUAL)):
        return [word.translate(_LETTERS) for word in text.split()]
    return text.split()


def _word_edges(text: str) -> NDArray[np.int64]:
    """The index of the first and of the last character of each word that ``text.split()`` gives, in turns."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    blank = np.concatenate(((True,), _IS_BLANK.take(codes, mode="clip"), (True,)))
    edges: NDArray[np.int64] = (blank[1:] != blank[:-1]).nonzero()[0]
    edges[1::2] -= 1
    return edges


_IS_BLANK = np.array([chr(code).isspace() for code in range(0x3002)])
"""Up to the last blank of Unicode, and one more character for all that come after."""


def _boxes(text_page: pdfium.PdfTextPage, characters: NDArray[np.int64]) -> Boxes:
    """left, top, right, bottom of each of those characters, in PDF space."""
    boxes = np.zeros((len(characters), 4), dtype=np.float32)
    handle = ctypes.byref(text_page.raw.contents)
    for start in range(0, len(boxes), len(_BOXES)):
        some = characters[start : start + len(_BOXES)].tolist()
        deque(map(_char_box, repeat(handle), some, _ADDRESSES), maxlen=0)
        boxes[start : start + len(some)] = _FILLED[: len(some)]
    return boxes


def _upright(number: int, texts: list[str], first: Boxes, last: Boxes, page: tuple[float, ...]) -> Page:
    """The page turned so that its text runs from left to right, whatever its /Rotate says: it is for reading."""
    left, bottom, right, top = page
    width, height = right - left, top - bottom
    x0, x1 = np.minimum(first[:, 0], last[:, 0]) - left, np.maximum(first[:, 2], last[:, 2]) - left
    y0, y1 = top - np.maximum(first[:, 1], last[:, 1]), top - np.minimum(first[:, 3], last[:, 3])
    turns = _turns(first, last)
    if turns == 0:
        return Page(number, width, height, texts, x0, y0, x1, y1)
    if turns == 2:
        return Page(number, width, height, texts, width - x1, height - y1, width - x0, height - y0)
    if turns == 3:
        return Page(number, height, width, texts, height - y1, x0, height - y0, x1)
    return Page(number, height, width, texts, y0, width - x1, y1, width - x0)


def _turns(first: Boxes, last: Boxes) -> int:
    """How many quarters of a turn to the left make the text run from left to right."""
    across, up = float((last[:, 0] - first[:, 0]).sum()), float((last[:, 1] - first[:, 1]).sum())
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 2
    return 3 if up > 0 else 1


def _unturned(box: Box, turns: int, width: float, height: float) -> Box:
    """Where that box of the upright page lies on the page itself, of that size."""
    x0, top, x1, bottom = box
    if turns == 0:
        return box
    if turns == 2:
        return width - x1, height - bottom, width - x0, height - top
    if turns == 3:
        return top, height - x1, bottom, height - x0
    return width - bottom, x0, width - top, x1
