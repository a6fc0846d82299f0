"""How the tests' mail server treats those to whom a mail goes: their address says so."""

from typing import Any

from aiosmtpd.handlers import Mailbox


class Moods(Mailbox):
    """Takes every mail, but for nobody@… (never), later@… (not now) and silent@… (taken, without a word)."""

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Whether a mail may go there."""
        if address.startswith("nobody@"):
            return "550 there is no such mailbox"
        if address.startswith("later@"):
            return "451 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the mail."""
        answer: str = await super().handle_DATA(server, session, envelope)
        if envelope.rcpt_tos[0].startswith("silent@"):
            server.transport.close()
        return answer
