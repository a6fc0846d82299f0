"""The same bytes are the same Program, whatever the interpreter that reads them is told of place and time."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from heatsync.heatsheet import read
from heatsync.samples.invent import Size
from heatsync.samples.layouts import LAYOUTS, sheet
from heatsync.samples.variants import VARIANTS
from tests.heatsheet.test_corpus import CORPUS

REAL = ("hytek-program-2col.pdf", "easywk-relays-masters.pdf", "hytek-psych-relay-names.pdf")
SMALL = Size(sessions=2, events=4, swimmers=20, ranked=True)
READ = """
import locale, sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from heatsync.heatsheet import read
with suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
for file in sorted(Path(sys.argv[1]).iterdir()):
    print(file.name, sha256(read(file.read_bytes()).to_json()).hexdigest())
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for layout in LAYOUTS:
        (folder / layout).write_bytes(sheet(layout, Random(12), SMALL).pdf)
    for variant, draw in VARIANTS.items():
        (folder / f"variant-{variant}").write_bytes(draw().pdf)
    for name in REAL:
        if (CORPUS / name).exists():
            shutil.copy(CORPUS / name, folder)
    return folder


@pytest.fixture(scope="module")
def read_here(papers: Path) -> list[str]:
    return [f"{file.name} {sha256(read(file.read_bytes()).to_json()).hexdigest()}" for file in sorted(papers.iterdir())]


@pytest.mark.parametrize(
    "told",
    [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"},
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda told: told["LC_ALL"],
)
def test_a_program_is_the_same_in_any_interpreter(papers: Path, read_here: list[str], told: dict[str, str]) -> None:
    child = subprocess.run(
        [sys.executable, "-c", READ, str(papers)], env=os.environ | told, check=True, capture_output=True, text=True
    )
    assert child.stdout.splitlines() == read_here
