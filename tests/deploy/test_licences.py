"""The licences of what HeatSync needs to run."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = r"(0BSD|APACHE|BSD|CC0|ISC|MIT|MOZILLA PUBLIC|MPL|PSF|PYTHON SOFTWARE|ZLIB|ZPL|ZOPE)"
AS_WHEEL = r"(LESSER GENERAL PUBLIC|LGPL)"
OF_ITS_PARTS = "DEPENDENCY LICENSES"
"""What one wheel says beside its own licences; the table's reader finds the parts' licences in the wheel."""


def locked() -> list[str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE)))


def installed() -> dict[str, Distribution]:
    """The locked packages, but those that are for other systems or other Pythons."""
    found = {}
    for name in locked():
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
    return found


def licence_of(package: Distribution) -> str:
    about = package.metadata
    classified = [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    names = [line.rpartition("::")[2] for line in classified if line != "License :: OSI Approved"]
    said = about.get_all("License-Expression", []) or names or about.get_all("License", []) or ["unknown"]
    return ", ".join(said).strip().upper()


def is_allowed(licence: str) -> bool:
    """Each licence that has to be kept, and one of those that may be chosen from."""
    return all(
        any(
            re.search(rf"\b{ALLOWED}|{AS_WHEEL}", choice) or choice.strip() == OF_ITS_PARTS
            for choice in part.split(" OR ")
        )
        for part in re.split(r" AND |,", licence)
    )


@pytest.mark.parametrize("name", sorted(installed()))
def test_a_package_that_we_need_has_a_licence_that_asks_nothing_of_those_who_run_it(name: str) -> None:
    licence = licence_of(installed()[name])

    assert is_allowed(licence), licence


@pytest.mark.parametrize("licence", ["AGPL-3.0-ONLY", "GPL-2.0", "MIT AND GPL-3.0-ONLY", "UNKNOWN", "PROPRIETARY"])
def test_other_licences_are_refused(licence: str) -> None:
    assert not is_allowed(licence)


def test_the_table_of_licences_names_every_package_that_is_installed() -> None:
    rows = re.findall(r"^\| ([\w.-]+) +\| \S", (ROOT / "docs/licences.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = {re.sub(r"[-_.]+", "-", name).lower() for name in rows} - {"name"}

    assert listed >= set(installed()), "run make licences"
    assert listed <= set(locked()), "run make licences"
