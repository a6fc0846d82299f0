from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from heatsync.settings import Settings
from tests import mail_server
from tests.mail_server import MailServer

SENDER = "heatsync@sheets.example"
SITE = "http://sheets.example"


@pytest.fixture(scope="session")
def running_server() -> Iterator[MailServer]:
    """This run's mail server."""
    with mail_server.mail_server() as server:
        yield server


@pytest.fixture
def mail(running_server: MailServer) -> MailServer:
    """A mail server that has no mail."""
    running_server.clear()
    return running_server


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[MailServer]:
    """A mail server for a test that ends it."""
    with closing(MailServer(tmp_path)) as server:
        yield server


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """An installation that sends mail, by the server that the test asks for."""
    server = request.getfixturevalue("own_server" if "own_server" in request.fixturenames else "mail")
    return msgspec.structs.replace(settings, smtp_url=server.url, mail_from=SENDER, public_base_url=SITE)
