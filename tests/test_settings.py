"""What is read from the environment and from files, and what is refused."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from heatsync.settings import Settings, from_environment

ROOT = Path(__file__).parents[1]
LONG = "k" * 32


def test_any_setting_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{LONG}\n", encoding="utf-8")
    (tmp_path / "pdfs").write_text("20", encoding="utf-8")

    settings = from_environment({"ADMIN_KEY_FILE": str(tmp_path / "key"), "MAX_PDFS_FILE": str(tmp_path / "pdfs")})

    assert settings == Settings(admin_key=LONG, max_pdfs=20)


def test_a_file_that_is_not_there_is_named_by_its_setting(tmp_path: Path) -> None:
    with pytest.raises(msgspec.ValidationError, match="SMTP_URL_FILE cannot be read: No such file"):
        from_environment({"SMTP_URL_FILE": str(tmp_path / "nothing")})


def test_two_values_for_one_setting_are_refused(tmp_path: Path) -> None:
    with pytest.raises(msgspec.ValidationError, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        from_environment({"SECRET_KEY": LONG, "SECRET_KEY_FILE": str(tmp_path / "key")})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "change-me"),
        ("METRICS_TOKEN", "Change_Me"),
        ("ADMIN_KEY", f"changeme-{LONG}"),
        ("DATABASE_URL", "postgresql://heatsync:change-me@db/heatsync"),
        ("AWS_SECRET_ACCESS_KEY", "CHANGE-ME"),
    ],
)
def test_a_secret_that_was_left_at_its_example_is_refused(name: str, value: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=f"{name} is still an example"):
        from_environment({name: value})


def test_a_short_secret_key_is_for_a_machine_at_home_only() -> None:
    assert from_environment({"SECRET_KEY": "short"}).secret_key == "short"
    with pytest.raises(msgspec.ValidationError, match="SECRET_KEY must have at least 32 characters"):
        from_environment({"SECRET_KEY": "short", "PUBLIC_BASE_URL": "https://heats.example"})


def test_a_site_without_a_secret_key_makes_its_own() -> None:
    assert from_environment({"PUBLIC_BASE_URL": "https://heats.example"}).secret_key == ""


@pytest.mark.parametrize(
    "program",
    [
        ["app.py"],
        ["worker.py"],
        ["-m", "gunicorn", "--config", "gunicorn.conf.py"],
        ["-m", "heatsync.cli", "db", "upgrade"],
    ],
    ids=["everything", "workers", "web", "migration"],
)
def test_no_program_starts_with_an_example_and_each_says_so_in_one_line(program: list[str], tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "DATA_FOLDER": str(tmp_path), "SECRET_KEY": "change-me"}
    command = [sys.executable, *program]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    sentence = "HeatSync does not start. SECRET_KEY is still an example: put a value of your own in its place\n"
    assert (ended.returncode, ended.stderr) == (1, sentence)
