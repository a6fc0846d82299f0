"""What the project says of itself is true."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from heatsync.settings import Settings, from_environment

ROOT = Path(__file__).parents[1]


def settings_table() -> dict[str, str]:
    """README's table of settings: name → default, as written there."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def test_the_readme_lists_every_setting_with_its_default() -> None:
    defaults = msgspec.structs.asdict(Settings())

    assert settings_table() == {name.upper(): _as_written(value) for name, value in defaults.items()}


def test_a_setting_is_read_from_the_environment() -> None:
    assert from_environment({"MAX_PDFS": "20", "MIGRATE_AT_START": "0"}) == Settings(
        max_pdfs=20, migrate_at_start=False
    )


def test_an_empty_variable_leaves_the_default() -> None:
    assert from_environment({"MAX_PDFS": ""}) == Settings()


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(msgspec.ValidationError, match="max_pdfs"):
        from_environment({"MAX_PDFS": "many"})


def test_make_lists_its_commands() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert re.findall(r"^  make (\w+)", said, re.MULTILINE) == [
        *("help", "setup", "run", "worker", "test", "check", "bench", "chaos", "screenshots"),
        *("translations", "lock", "audit", "licences", "sbom"),
    ]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-audit.lock"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = [line for line in re.sub(r"\\\n\s*", "", text).splitlines() if line]

    assert packages
    assert all(re.match(r"[\w.-]+==[\w.]+( ; [^#]+?)? *--hash=sha256:", package) for package in packages)
    assert "://" not in text


def test_the_reader_brings_no_web_no_database_and_no_queue_with_it() -> None:
    program = "import sys, heatsync.heatsheet; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "heatsync" in loaded.stdout.split()
    assert not {"flask", "sqlalchemy", "redis", "rq", "gevent"} & set(loaded.stdout.split())


def test_the_web_and_the_workers_never_load_a_pdf_library() -> None:
    program = "import sys, app, heatsync.serving.workers; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "flask" in loaded.stdout.split()
    assert not {"pypdfium2", "pypdfium2_raw", "pikepdf", "pdfplumber"} & set(loaded.stdout.split())


def _as_written(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text or "(empty)"
