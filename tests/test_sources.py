"""What no source of ours may hold (WS36). Ruff's security rules see the rest."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [
    *sorted((ROOT / "heatsync").rglob("*.py")),
    *(ROOT / name for name in ("app.py", "worker.py", "gunicorn.conf.py")),
]
SCRIPTS = sorted((ROOT / "static").glob("*.js"))

IN_PYTHON = {
    "templates made of text": r"render_template_string|Environment\(\)\.from_string",
    "text that is marked as safe, with no reason": r"\bMarkup\((?!.*# noqa: S704 \(\w)|autoescape\s*=\s*False",
    "a shell's line": r"shell\s*=\s*True|os\.system\(|os\.popen\(",
    "objects out of bytes": r"\bpickle\b|\bmarshal\b|\bshelve\b|yaml\.load",
    "code out of text": r"(?<![.\w])(?:eval|exec|compile)\(",
    "certificates that are not checked": r"verify\s*=\s*False|CERT_NONE|check_hostname\s*=\s*False|_create_unverified",
    "secrets": r"-----BEGIN|AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9]{20,}",
}
IN_SCRIPT = {
    "markup out of text": r"(?:inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|document\.write",
    "code out of text": r"\beval\(|new Function\(",
    "a store of what is read": r"indexedDB|document\.cookie",
}


@pytest.mark.parametrize("what", IN_PYTHON)
def test_no_source_holds(what: str) -> None:
    assert [path.name for path in SOURCES if re.search(IN_PYTHON[what], path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("what", IN_SCRIPT)
def test_no_script_holds(what: str) -> None:
    assert [path.name for path in SCRIPTS if re.search(IN_SCRIPT[what], path.read_text(encoding="utf-8"))] == []


def test_there_are_sources_to_look_at() -> None:
    assert len(SOURCES) > 100
    assert SCRIPTS
