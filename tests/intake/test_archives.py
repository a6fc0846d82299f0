"""Zip archives of sheets, and those that were made to fill our disk or our memory."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from heatsync.intake.storage import LocalStorage
from heatsync.intake.uploads import Upload, each_once, take_in
from heatsync.settings import Settings

PDF = b"%PDF-1.7\n" + b"." * 2000


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return made.getvalue()


def taken(tmp_path: Path, *contents: bytes, megabytes: int = 1) -> list[Upload]:
    files = [FileStorage(io.BytesIO(content), "meet.zip") for content in contents]
    return take_in(files, LocalStorage(tmp_path), Settings(max_pdf_megabytes=megabytes, max_request_megabytes=2))


def kept(tmp_path: Path) -> int:
    return len(list(tmp_path.iterdir()))


def test_each_sheet_in_it_becomes_an_upload_under_its_own_name(tmp_path: Path) -> None:
    uploads = taken(tmp_path, archive({"meet/friday.pdf": PDF, "meet/saturday.PDF": PDF + b"2"}))

    assert [(upload.filename, upload.error_code) for upload in uploads] == [
        ("friday.pdf", None),
        ("saturday.PDF", None),
    ]
    assert (tmp_path / str(uploads[1].key)).read_bytes() == PDF + b"2"


def test_what_else_is_in_it_is_left_there(tmp_path: Path) -> None:
    others = {"read me.txt": b"hello", "__MACOSX/._friday.pdf": PDF, ".hidden.pdf": PDF, "empty/": b""}

    assert [upload.filename for upload in taken(tmp_path, archive({"friday.pdf": PDF, **others}))] == ["friday.pdf"]
    assert kept(tmp_path) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\x.pdf", "a/../../b.pdf"])
def test_names_in_it_are_no_paths(tmp_path: Path, name: str) -> None:
    (upload,) = taken(tmp_path / "uploads", archive({name: PDF}))

    assert upload.filename in {"passwd", "x.pdf", "b.pdf"}
    assert [path.name for path in tmp_path.iterdir()] == ["uploads"]


def test_a_word_file_is_no_sheet(tmp_path: Path) -> None:
    word = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})

    assert taken(tmp_path, word) == [Upload("meet.zip", error_code="INVALID_PDF")]


def test_an_archive_in_an_archive_stays_closed(tmp_path: Path) -> None:
    assert taken(tmp_path, archive({"inner.zip": archive({"a.pdf": PDF})}))[0].error_code == "ARCHIVE_REFUSED"


def test_a_file_in_it_that_is_too_large_does_not_harm_the_others(tmp_path: Path) -> None:
    large = PDF + bytes(range(256)) * 4000
    uploads = taken(tmp_path, archive({"large.pdf": large, "small.pdf": PDF}, zipfile.ZIP_STORED))

    assert [upload.error_code for upload in uploads] == ["PDF_TOO_LARGE", None]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = archive({"bomb.pdf": PDF + bytes(1_000_000)})

    assert taken(tmp_path, bomb)[0].error_code == "ARCHIVE_REFUSED"
    assert kept(tmp_path) == 0


def test_all_archives_of_a_form_together_hold_no_more_than_the_form_may(tmp_path: Path) -> None:
    noise = PDF + bytes(range(256)) * 3500  # 0.9 MB each
    three = [archive({f"{number}.pdf": noise + bytes([number])}, zipfile.ZIP_STORED) for number in range(3)]

    assert [upload.error_code for upload in taken(tmp_path, *three)] == [None, None, "ARCHIVE_REFUSED"]


def test_a_directory_of_very_many_files_is_refused_unread(tmp_path: Path) -> None:
    crowd = archive({f"{number}.pdf": b"" for number in range(201)})

    assert taken(tmp_path, crowd)[0].error_code == "ARCHIVE_REFUSED"


@pytest.mark.parametrize("count", [1, 200])
def test_a_directory_that_lies_about_its_length_is_not_believed(tmp_path: Path, count: int) -> None:
    crowd = bytearray(archive({f"{'x' * 1000}{number}.pdf": PDF for number in range(201)}))
    struct.pack_into("<HH", crowd, len(crowd) - 14, count, count)

    assert taken(tmp_path, bytes(crowd))[0].error_code == "ARCHIVE_REFUSED"


def test_a_locked_one_says_so(tmp_path: Path) -> None:
    locked = bytearray(archive({"a.pdf": PDF}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1

    assert taken(tmp_path, bytes(locked))[0].error_code == "ARCHIVE_REFUSED"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_ways_of_packing_are_known(tmp_path: Path, method: int) -> None:
    assert taken(tmp_path, archive({"a.pdf": PDF}, method))[0].error_code == "ARCHIVE_REFUSED"


def test_a_damaged_one_keeps_nothing(tmp_path: Path) -> None:
    whole = archive({"a.pdf": PDF, "b.pdf": PDF + bytes(range(256))}, zipfile.ZIP_STORED)
    damaged = whole.replace(bytes(range(256)), bytes(256))

    for content in (damaged, whole[:-30], whole[:200], b"PK\x03\x04", b"PK\x05\x06" + bytes(18)):
        assert taken(tmp_path, content)[0].error_code == "INVALID_PDF"
    assert kept(tmp_path) == 0


def test_the_same_sheet_twice_is_one(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    before = taken(tmp_path, archive({"friday.pdf": PDF}))
    again = taken(tmp_path, archive({"copy of friday.pdf": PDF, "saturday.pdf": PDF + b"2"}))

    assert [upload.filename for upload in each_once(before, again, storage)] == ["friday.pdf", "saturday.pdf"]
    assert kept(tmp_path) == 2
