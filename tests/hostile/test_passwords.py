"""PD19: a PDF that needs a password is refused as such; one that only forbids to print is read."""

import io
from random import Random
from typing import Literal, TypeAlias

import pikepdf
import pytest

from heatsync.intake.reading import ReadingRoom
from heatsync.samples.invent import Size
from heatsync.samples.layouts import sheet
from heatsync.settings import Settings
from tests.hostile.outcomes import outcome

Revision: TypeAlias = Literal[2, 3, 4, 5, 6]
REVISIONS: tuple[Revision, ...] = (2, 3, 4, 5, 6)


def locked(revision: Revision, user: str) -> bytes:
    paper = sheet("table", Random(7), Size(events=1, swimmers=4))
    is_new = revision > 3
    how = pikepdf.Encryption(user=user, owner="otter", R=revision, aes=is_new, metadata=is_new)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        pdf.save(out, encryption=how)
    return out.getvalue()


@pytest.mark.parametrize("revision", REVISIONS)
def test_pd19_a_password_to_open_it_is_asked_for(revision: Revision) -> None:
    with ReadingRoom(Settings()) as room:
        assert outcome(room, locked(revision, user="beaver")) == "refuse:ENCRYPTED_PDF"


@pytest.mark.parametrize("revision", REVISIONS)
def test_pd19_a_password_of_the_owner_only_keeps_nobody_from_reading(revision: Revision) -> None:
    with ReadingRoom(Settings()) as room:
        assert outcome(room, locked(revision, user="")).startswith("accept:")
