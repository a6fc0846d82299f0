"""How a letter reaches the server, and how a password does not reach anybody else."""

import socket
import threading
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from heatsync.batches.mail.handing_over import NotTaken, hand_over
from tests.mail_server import MailServer


@pytest.fixture(autouse=True)
def app_context() -> None:
    """Letters are handed over without an application."""


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "us@sheets.example", "parent@mail.example"
    message.set_content("Read.")
    return message


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """Files of a certificate for this machine: "cert", "key", and "ca" who signed it."""
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    paths = {name: str(tmp_path / f"{name}.pem") for name in ("cert", "key", "ca")}
    issued.cert_chain_pems[0].write_to_path(paths["cert"])
    issued.private_key_pem.write_to_path(paths["key"])
    authority.cert_pem.write_to_path(paths["ca"])
    return paths


@pytest.mark.parametrize(("scheme", "option"), [("smtp", "tls"), ("smtps", "smtps")])
def test_a_server_that_proves_its_name_gets_the_letter_over_tls(
    scheme: str, option: str, certificate: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate["ca"])
    options = (f"--{option}cert", certificate["cert"], f"--{option}key", certificate["key"])
    with closing(MailServer(tmp_path, *options)) as server:
        hand_over(letter(), server.url.replace("smtp", scheme))
        assert len(server.mails()) == 1


@pytest.mark.parametrize(("scheme", "option"), [("smtp", "tls"), ("smtps", "smtps")])
def test_one_that_does_not_gets_nothing(scheme: str, option: str, certificate: dict[str, str], tmp_path: Path) -> None:
    options = (f"--{option}cert", certificate["cert"], f"--{option}key", certificate["key"])
    with closing(MailServer(tmp_path, *options)) as server:
        with pytest.raises(NotTaken, match="SSLCertVerificationError"):
            hand_over(letter(), server.url.replace("smtp", scheme))
        assert server.mails() == []


def test_a_password_never_goes_without_tls_to_a_machine_that_is_not_called_ours() -> None:
    heard = list[bytes]()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_greet, args=(server, heard))
        thread.start()
        with pytest.raises(NotTaken):
            hand_over(letter(), f"smtp://user:password@127.1:{server.getsockname()[1]}")
        thread.join()

    assert heard[0].startswith(b"ehlo")
    assert not [line for line in heard if line.upper().startswith((b"AUTH", b"MAIL"))]


def _greet(server: socket.socket, heard: list[bytes]) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as lines:
        lines.write(b"220 here\r\n")
        lines.flush()
        while line := lines.readline():
            heard.append(line)
            lines.write(b"250-here\r\n250 AUTH PLAIN LOGIN\r\n")
            lines.flush()
