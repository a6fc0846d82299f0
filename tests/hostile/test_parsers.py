"""PD20: whatever opens a stranger's file is at least the version whose flaws were last looked through."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

OPENS_STRANGERS_FILES = {"pypdfium2": "5.15", "pillow": "12.0", "pi-heif": "1.1"}
"""The oldest versions without a known flaw that runs code or never ends."""
PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("package", OPENS_STRANGERS_FILES)
def test_pd20_a_parser_is_new_enough_here_and_wherever_the_project_is_installed(package: str) -> None:
    oldest = OPENS_STRANGERS_FILES[package]
    asked_for = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["scans"]]
    (wanted,) = (one for one in map(Requirement, asked_for) if one.name.lower() == package)
    assert Version(version(package)) >= Version(oldest)
    assert not list(wanted.specifier.filter([f"{Version(oldest).major - 1}.99"]))
