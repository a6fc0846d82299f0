"""Every setting, its type, default and meaning. Read once, from the environment: MAX_PDFS=20 sets ``max_pdfs``.

ADMIN_KEY_FILE=/run/secrets/admin_key reads ``admin_key`` from that file; so it is with every setting.
"""

import os
import re
import sys
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

import msgspec

_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]+[a-z0-9](/|$|\?)")
_MAIL_SERVER = re.compile(r"smtps?://([^@/]+@)?(\[[0-9a-f:]+\]|[^@/:]+)(:\d{1,5})?/?")
_MAIL_ADDRESS = re.compile(r"[!-~]+@[a-zA-Z0-9.-]+")
_SHORTEST_KEY = 32
_EXAMPLE = re.compile(r"change[-_ ]?me", re.IGNORECASE)
"""Stands where `deploy/example.env` leaves a secret to be chosen."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that may differ from one installation to another."""

    secret_key: str = ""
    """Signs cookies and forms. Empty: made at random and kept in the data folder."""
    data_folder: str = "data"
    """Where the SQLite file and the uploads lie by default."""
    database_url: str = ""
    """Empty: SQLite in the data folder. Else postgresql+psycopg://…"""
    redis_url: str = ""
    """Empty: the embedded server, on a socket in the data folder. Else redis://…"""
    storage_url: str = ""
    """Where uploads lie. Empty: in the data folder. Else s3://bucket/prefix?endpoint=https://…&region=…"""
    aws_access_key_id: str = ""
    """Who we are to the server of STORAGE_URL. Empty: the role of the machine."""
    aws_secret_access_key: str = ""
    """The secret that proves it."""
    public_base_url: str = ""
    """https://… as parents see it, for links that leave the site. Empty: the request's own."""
    trusted_proxies: int = 0
    """Proxies that stand before the web, each of which adds to X-Forwarded-For. 0: that header is not believed."""
    proxy_addresses: str = "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7"
    """Networks the last of them calls from; from elsewhere its headers are not believed."""
    trusted_hosts: str = ""
    """Names the site is asked by, with commas. Empty: that of PUBLIC_BASE_URL, else those of a home."""
    blocked_addresses: str = ""
    """Addresses and networks that get no answer but 403, with commas."""
    host: str = "127.0.0.1"
    """The address the web listens on. 0.0.0.0: all of this machine's, so that phones on the same wifi reach it."""
    port: int = 8000
    """The port the web listens on."""
    web_processes: int = 2
    """Processes that answer browsers; each holds hundreds of live pages."""
    live_pages: int = 1000
    """Streams that one process holds; browsers beyond are told to ask now and then."""
    live_pages_of_an_address: int = 100
    """Streams that one process holds for one address: a pool's wifi has many families behind one."""
    worker_processes: int = 0
    """Processes that read sheets. 0: one for each core, at most 4."""
    migrate_at_start: bool = True
    """Bring the database's tables up to date whenever `python app.py` starts."""
    max_pdfs: int = 15
    """Sheets in one batch."""
    max_pdf_megabytes: int = 50
    """Size of one file."""
    max_request_megabytes: int = 100
    """Size of one upload."""
    upload_seconds: int = 300
    """Clock time for a browser to send its form."""
    posts_per_minute: int = 300
    """Forms that are taken from one address; a pool's wifi is hundreds of families."""
    new_sheets_per_hour: int = 40
    """Sheets from one address that nobody has read yet. Sheets that are read already are not counted."""
    max_waiting_sheets: int = 2000
    """Sheets that may wait to be read; while there are more no form is taken."""
    max_pages: int = 400
    """Pages of one sheet."""
    read_cpu_seconds: int = 20
    """Processor time to read one sheet."""
    read_wall_seconds: int = 30
    """Clock time to read one sheet."""
    read_memory_megabytes: int = 1024
    """Memory to read one sheet."""
    max_scanned_pages: int = 10
    """Pages of one sheet that are read from their pictures, where they have no text. 0: none, and no photos."""
    scan_cpu_seconds: int = 30
    """Processor time to read one of them."""
    scan_memory_megabytes: int = 2048
    """Memory to read a sheet with such pages, or a photo."""
    jobs_per_batch: int = 3
    """Sheets of one batch that are read at once."""
    jobs_at_once: int = 10
    """Sheets that are read at once in all."""
    download_seconds: int = 30
    """Clock time to fetch one sheet from a link."""
    watch_minutes: float = 15
    """How often a link is looked at for a newer sheet, until its meet is over. 0: never."""
    lease_seconds: float = 45
    """How long a job belongs to a worker that does not say it is alive."""
    heartbeat_seconds: float = 10
    """How often a worker says so."""
    reconcile_seconds: float = 5
    """How often lost work is looked for."""
    batch_timeout_minutes: int = 30
    """A batch that takes longer has failed."""
    free_megabytes: int = 200
    """Workers begin nothing while the disk of the data folder has less space left."""
    keep_days: int = 30
    """How long a batch and its results are kept."""
    openai_api_key: str = ""
    """Opens a language model's endpoint to sheets that our own reader does not understand. Empty: nothing leaves."""
    openai_base_url: str = "https://api.openai.com/v1"
    """The endpoint: OpenAI's, or any that speaks as it does. https, unless it is on this machine."""
    openai_model: str = "gpt-4.1-mini"
    """The language model that is asked."""
    model_below_coverage: float = 0.8
    """Sheets of which our own reader understood a smaller part of the lines are shown to the language model."""
    model_wall_seconds: int = 60
    """Clock time for the language model's endpoint, each time that a sheet is tried."""
    smtp_url: str = ""
    """The mail server, for one mail when a batch is done: smtp://user:password@host:587 or smtps://… Empty: no mail."""
    mail_from: str = ""
    """Whom those mails come from: heatsync@example.com."""
    admin_key: str = ""
    """Opens /admin to `X-Admin-Key: <key>`, 32 characters at least. Empty: there is no such page."""
    metrics_token: str = ""
    """Opens /metrics to `Authorization: Bearer <token>`, 32 characters at least. Empty: there is no such page."""
    reminder_minutes: int = 10
    """The calendar's reminder: 5, 10 or 15 minutes before a race."""

    def __post_init__(self) -> None:
        """Refuse what could only fail later. Raises ValueError."""
        for name in self.__struct_fields__:
            if _EXAMPLE.search(str(getattr(self, name))):
                raise ValueError(f"{name.upper()} is still an example: put a value of your own in its place")
        if self.public_base_url.startswith("https:") and 0 < len(self.secret_key) < _SHORTEST_KEY:
            raise ValueError("SECRET_KEY must have at least 32 characters, or none at all, which makes one at random")
        for name in ("blocked_addresses", "proxy_addresses"):
            if not _are_networks(getattr(self, name)):
                raise ValueError(f"{name.upper()} must be like 203.0.113.7, 198.51.100.0/24, 2001:db8::/32")
        if self.storage_url and not _BUCKET.match(self.storage_url):
            raise ValueError("STORAGE_URL must be like s3://bucket/prefix?endpoint=https://storage.example.com")
        if short := [name for name in ("admin_key", "metrics_token") if 0 < len(getattr(self, name)) < _SHORTEST_KEY]:
            raise ValueError(f"{short[0].upper()} must have at least 32 characters")
        if self.smtp_url and not _MAIL_SERVER.fullmatch(self.smtp_url):
            raise ValueError("SMTP_URL must be like smtp://user:password@mail.example.com:587")
        if self.smtp_url and not (_MAIL_ADDRESS.fullmatch(self.mail_from) and self.public_base_url):
            raise ValueError("SMTP_URL needs MAIL_FROM, a mail address, and PUBLIC_BASE_URL for the link in the mail")

    @property
    def sends_mail(self) -> bool:
        """Whether parents may ask for a mail."""
        return bool(self.smtp_url)

    @property
    def mail_domain(self) -> str:
        """The domain that mails come from."""
        return self.mail_from.rpartition("@")[2]

    @property
    def asks_a_language_model(self) -> bool:
        """Whether sheets may leave this machine."""
        return bool(self.openai_api_key)

    @property
    def scan_wall_seconds(self) -> int:
        """Clock time to read a sheet with scanned pages."""
        return self.read_wall_seconds + 2 * self.max_scanned_pages * self.scan_cpu_seconds

    @property
    def longest_read_seconds(self) -> int:
        """Clock time after which whoever reads a sheet is no longer reading it."""
        with_model = self.read_wall_seconds + self.model_wall_seconds if self.asks_a_language_model else 0
        return self.read_wall_seconds + self.scan_wall_seconds + with_model


def _are_networks(text: str) -> bool:
    try:
        return all(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        return False


def of_this_process() -> Settings:
    """The settings of this process. Ends the program with a sentence where one of them is wrong."""
    try:
        return from_environment(os.environ)
    except msgspec.ValidationError as problem:
        sys.exit(f"HeatSync does not start. {problem}")


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings of that environment; raises msgspec.ValidationError that names the one that is wrong."""
    given = {name: value for name in Settings.__struct_fields__ if (value := _given(name.upper(), environment))}
    return msgspec.convert(given, Settings, strict=False)


def _given(name: str, environment: Mapping[str, str]) -> str | None:
    path = environment.get(f"{name}_FILE")
    if not path:
        return environment.get(name)
    if environment.get(name):
        raise msgspec.ValidationError(f"{name} and {name}_FILE are both set: which of them counts?")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise msgspec.ValidationError(f"{name}_FILE cannot be read: {problem.strerror}") from None
