"""The systemd units, looked at by systemd itself where it is there."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
NAMES = sorted(path.name for path in UNITS.glob("*.service"))
EXPOSED = 15
"""The most that systemd may find open, of a hundred."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root folder in which the units are installed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine")
    for program in ("opt/heatsync/.venv/bin/python", "bin/kill"):
        (tmp_path / program).parent.mkdir(parents=True)
        (tmp_path / program).touch(mode=0o755)
    shutil.copytree(UNITS, tmp_path / "etc/systemd/system")
    return tmp_path


def _analyze(*arguments: str) -> str:
    done = subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_systemd_understands_every_line(root: Path) -> None:
    said = _analyze("verify", "--recursive-errors=no", f"--root={root}", *NAMES)

    assert "heatsync" not in said


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_is_locked(root: Path, name: str) -> None:
    _analyze("security", "--offline=true", f"--threshold={EXPOSED}", f"--root={root}", name)
