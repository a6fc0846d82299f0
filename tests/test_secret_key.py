"""The kept key."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from heatsync.secret_key import secret_key


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    assert secret_key(tmp_path) == secret_key(tmp_path)


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    assert secret_key(tmp_path) != secret_key(tmp_path / "other")


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    secret_key(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 32))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
