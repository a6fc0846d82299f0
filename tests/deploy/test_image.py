"""The image's recipe: what it takes in is there, is let through, and is all that HeatSync needs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
FRONT_PAGE = "import app; print(app.create_app().test_client().get('/').status_code)"


def copied() -> list[str]:
    """What comes out of the project's folder."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", RECIPE, re.MULTILINE)
    return [source for line in lines for source in line.split()]


def test_all_that_is_copied_is_let_through_and_nothing_else() -> None:
    let_through = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(copied()) == sorted(let_through)
    assert all((ROOT / source).exists() for source in copied())


def test_what_is_copied_migrates_a_database_and_serves_the_front_page(tmp_path: Path) -> None:
    image = tmp_path / "image"
    for source in copied():
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, image / source, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            image.mkdir(exist_ok=True)
            shutil.copy(ROOT / source, image)
    environment = {"PATH": os.defpath, "DATA_FOLDER": str(tmp_path / "data"), "PYTHONPATH": str(image)}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=image, env=environment, capture_output=True, text=True, check=True).stdout

    run("-m", "heatsync.cli", "db", "upgrade")
    assert run("-c", FRONT_PAGE) == "200\n"
    assert run("-c", "import heatsync; print(heatsync.__file__)").startswith(str(image))


def test_the_last_stage_installs_nothing_and_is_not_root() -> None:
    last = RECIPE.rpartition("\nFROM ")[2]

    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "pip install" not in last
    assert "apt-get" not in last


def test_packages_are_checked_against_the_lock() -> None:
    assert "--require-hashes -r requirements.lock" in RECIPE
    assert re.findall(r"^FROM (\S+)", RECIPE, re.MULTILINE) == ["python:${PYTHON}"] * 2
    assert re.search(r"^ARG PYTHON=3\.\d+\.\d+-slim-\w+$", RECIPE, re.MULTILINE)
