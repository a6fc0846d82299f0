"""The compose file: what it names is there, and nobody in it may do more than need be."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from heatsync.settings import Settings, from_environment

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service.get("image") == "heatsync")


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The folder that make-secrets makes."""
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    _make(tmp_path)
    return tmp_path / "secrets"


def _make(folder: Path) -> None:
    subprocess.run(["sh", str(folder / "make-secrets")], check=True)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_web_worker_and_migration_are_one_image() -> None:
    assert OURS == ["migrate", "web", "worker"]


@pytest.mark.parametrize("service", OURS)
def test_every_setting_is_one_of_ours(service: str) -> None:
    names = {name.removesuffix("_FILE").lower() for name in SERVICES[service]["environment"]}

    assert names <= set(Settings.__struct_fields__)


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_may_write_or_gain_rights(service: str) -> None:
    asked = SERVICES[service]

    assert asked["read_only"] is True
    assert asked["cap_drop"] == ["ALL"]
    assert asked["security_opt"] == ["no-new-privileges:true"]
    assert "cap_add" not in asked
    assert "privileged" not in asked


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_is_root(service: str) -> None:
    asked = SERVICES[service]
    recipe = asked.get("build", {}).get("dockerfile_inline") or (DEPLOY / "Dockerfile").read_text(encoding="utf-8")

    assert asked.get("user", "root") not in {"root", "0", "0:0"} or "\nUSER 10001:10001\n" in recipe


@pytest.mark.parametrize("service", SERVICES)
def test_everybody_has_limits_and_is_started_again(service: str) -> None:
    asked = SERVICES[service]

    assert asked["mem_limit"]
    assert asked["pids_limit"]
    assert asked["restart"] == ("no" if service == "migrate" else "unless-stopped")


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == {"proxy", *OURS}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_every_secret_is_a_file_that_is_made(secrets: Path) -> None:
    named = {f"secrets/{path.name}" for path in secrets.iterdir()}

    assert {secret["file"] for secret in COMPOSE["secrets"].values()} == named
    assert {name for service in SERVICES.values() for name in service.get("secrets", [])} == set(COMPOSE["secrets"])


def test_made_secrets_are_taken_and_no_two_sites_share_them(secrets: Path, tmp_path: Path) -> None:
    given = {name: value for name, value in SERVICES["web"]["environment"].items() if name.endswith("_FILE")}
    here = {name: value.replace("/run/secrets", str(secrets)) for name, value in given.items()}
    settings = from_environment({**here, "PUBLIC_BASE_URL": "https://heats.example"})
    keys = [settings.secret_key, settings.admin_key, settings.metrics_token, settings.aws_secret_access_key]

    assert len({key for key in keys if len(key) == 64}) == len(keys)
    assert settings.database_url.endswith(f":{(secrets / 'database_password').read_text()}@database/heatsync")
    assert settings.aws_secret_access_key in (secrets / "storage_rights").read_text()


def test_secrets_that_are_there_stay(secrets: Path) -> None:
    before = _contents(secrets)
    (secrets / "admin_key").unlink()
    _make(secrets.parent)
    after = _contents(secrets)

    assert after.pop("admin_key") != before.pop("admin_key")
    assert after == before
