import io
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from heatsync.intake.storage import LocalStorage
from heatsync.intake.uploads import Upload, shown_filename, take_in
from heatsync.settings import Settings

PDF = b"%PDF-1.7\n" + b"." * 2000


def file(content: bytes = PDF, name: str = "sheet.pdf") -> FileStorage:
    return FileStorage(io.BytesIO(content), name)


def taken(tmp_path: Path, *files: FileStorage, megabytes: int = 50) -> list[Upload]:
    return take_in(files, LocalStorage(tmp_path), Settings(max_pdf_megabytes=megabytes))


def test_a_pdf_is_stored_whole(tmp_path: Path) -> None:
    (upload,) = taken(tmp_path, file())
    assert (upload.filename, upload.size, upload.error_code) == ("sheet.pdf", len(PDF), None)
    assert (tmp_path / str(upload.key)).read_bytes() == PDF


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    uploads = taken(tmp_path, file(PDF, "sheet.docx"), file(b"PK\x03\x04 a Word file", "sheet.pdf"))
    assert [upload.error_code for upload in uploads] == [None, "INVALID_PDF"]


@pytest.mark.parametrize(("before", "code"), [(1019, None), (1020, "INVALID_PDF")])
def test_the_signature_may_stand_anywhere_in_the_first_1024_bytes(
    tmp_path: Path, before: int, code: str | None
) -> None:
    (upload,) = taken(tmp_path, file(b" " * before + PDF))
    assert upload.error_code == code


def test_an_empty_file_is_no_pdf(tmp_path: Path) -> None:
    assert taken(tmp_path, file(b"")) == [Upload("sheet.pdf", error_code="INVALID_PDF")]


def test_a_field_in_which_nothing_was_chosen_is_no_file(tmp_path: Path) -> None:
    assert taken(tmp_path, file(b"", "")) == []


def test_one_file_that_is_too_large_does_not_harm_the_others(tmp_path: Path) -> None:
    uploads = taken(tmp_path, file(PDF + bytes(1_000_000), "large.pdf"), file(PDF, "small.pdf"), megabytes=1)
    assert [upload.error_code for upload in uploads] == ["PDF_TOO_LARGE", None]
    assert uploads[0].key is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\sheet.pdf", "sheet.pdf"),
        ("日本.pdf", "日本.pdf"),
        ("a\0b.pdf", "a b.pdf"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("gpj.\u202efdp.exe", "gpj. fdp.exe"),
        ("  Meet   Program .pdf ", "Meet Program .pdf"),
        ("Mu\u0308llersiel.pdf", "Müllersiel.pdf"),
        ('"; filename="x', '"; filename="x'),
        (".hidden.pdf", "hidden.pdf"),
        ("...", "sheet.pdf"),
        ("\u200b", "sheet.pdf"),
        ("uploads/", "sheet.pdf"),
    ],
)
def test_a_file_name_is_shown_cleaned(given: str, shown: str) -> None:
    assert shown_filename(given) == shown


def test_a_file_name_of_4096_letters_is_cut_and_keeps_its_ending() -> None:
    assert shown_filename("日" * 4092 + ".pdf") == "日" * 251 + ".pdf"
    assert len(shown_filename("x." + "y" * 4096)) == 255


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic"])
def test_a_photo_is_stored_as_a_sheet_is(tmp_path: Path, beginning: bytes) -> None:
    (upload,) = taken(tmp_path, file(beginning + bytes(100), "posted.jpg"))
    assert upload.error_code is None
    assert upload.key
