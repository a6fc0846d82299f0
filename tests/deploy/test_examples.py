"""The examples and the page about deploying say what is so."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from heatsync.settings import Settings, from_environment

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "deploy/example.env").read_text(encoding="utf-8")
ERROR_CODES = {"INVALID_PDF", "TOO_COMPLEX"}
PAGE = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")


def values(lines: str) -> dict[str, str]:
    return dict(re.findall(r"^(?:# )?([A-Z_]+)=(\S+)$", lines, re.MULTILINE))


def test_the_example_names_settings_only() -> None:
    assert {name.lower() for name in values(EXAMPLE)} <= set(Settings.__struct_fields__)


def test_each_secret_of_the_example_is_refused_until_it_is_changed() -> None:
    secrets = {name: value for name, value in values(EXAMPLE).items() if "change-me" in value}

    assert len(secrets) >= 6
    for name, value in secrets.items():
        with pytest.raises(msgspec.ValidationError, match=f"{name} is still an example"):
            from_environment({name: value})


def test_with_its_secrets_changed_the_example_is_taken() -> None:
    from_environment({name: value.replace("change-me", "k" * 32) for name, value in values(EXAMPLE).items()})


def test_the_numbers_to_watch_are_told() -> None:
    source = (ROOT / "heatsync/web/metrics.py").read_text(encoding="utf-8")
    watched = set(re.findall(r"`(heatsync_\w+?)(?:_total)?`", PAGE))

    assert watched
    assert watched <= set(re.findall(r'"(heatsync_\w+)"', source))


def test_the_page_names_settings_and_files_that_are_there() -> None:
    settings = {name.upper() for name in Settings.__struct_fields__}
    shouted = set(re.findall(r"`([A-Z]+_[A-Z_]+?)(?:=[^`]*)?`", PAGE))
    paths = re.findall(r"`((?:deploy|docs)/[\w./-]+)`", PAGE)

    assert {name for name in shouted if not name.endswith("_FILE")} - settings == ERROR_CODES
    assert all((ROOT / path).exists() for path in paths if path != "deploy/secrets")


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("caddy", ["caddy", "validate", "--adapter", "caddyfile", "--config", "deploy/Caddyfile"]),
        ("sh", ["sh", "-n", "deploy/make-secrets"]),
    ],
)
def test_who_reads_a_file_understands_it(program: str, command: list[str]) -> None:
    if not shutil.which(program):
        pytest.skip(f"no {program} on this machine")
    environment = {"PATH": "/usr/sbin:/usr/bin:/bin", "SITE": "heats.example", "HOME": "/nonexistent"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
