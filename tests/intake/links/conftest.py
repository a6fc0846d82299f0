from pathlib import Path

import pytest

from heatsync.intake.storage import LocalStorage


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    """An empty storage."""
    return LocalStorage(tmp_path / "uploads")
