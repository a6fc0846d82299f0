"""Pictures of a swimmer's printed lines, cut out while the sheet's file is there. No sheet fails for them."""

import uuid
from collections.abc import Sequence
from typing import BinaryIO, Protocol

import structlog
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from heatsync.database import insert_into
from heatsync.heatsheet.cuts import Place
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Found
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.models import ExtractionResult, LinePicture, transaction

_MOST, _AT_ONCE = 300, 60
"""Nobody swims so often; a hostile sheet may say so. The pixels of those that are asked for at once are one answer."""

log = structlog.get_logger(__name__)

Pictures = dict[Place, bytes]


class Scissors(Protocol):
    """What cuts lines out of a sheet."""

    def cut(self, sheet: BinaryIO, places: Sequence[Place]) -> Sequence[bytes | None]:
        """Those lines as PNGs; None where one cannot be cut. Raises Unreadable."""


def cut(scissors: Scissors, pdf: BinaryIO, pdf_id: uuid.UUID, name: str, program: Program, found: Found) -> Pictures:
    """The lines of what was found for that normalised name, unless they are kept already."""
    printed = [Place(swim.page, swim.box, swim.page in program.pictures) for swim in found.swims if min(swim.box) >= 0]
    places = list(dict.fromkeys(printed))[:_MOST]
    if not places or _are_kept(pdf_id, name):
        return {}
    pictures: Pictures = {}
    try:
        for start in range(0, len(places), _AT_ONCE):
            asked = places[start : start + _AT_ONCE]
            answered = zip(asked, scissors.cut(pdf, asked), strict=True)
            pictures |= {place: picture for place, picture in answered if picture}
    except (Unreadable, OSError) as error:
        log.warning("no_pictures", error=type(error).__name__)
    return pictures


def keep(session: Session, extraction_id: uuid.UUID, pictures: Pictures) -> None:
    """Keep those pictures with that extraction, and as long."""
    rows = [{"extraction_id": extraction_id, **where(place), "png": picture} for place, picture in pictures.items()]
    if rows:
        session.execute(insert_into(session, LinePicture).on_conflict_do_nothing(), rows)


def where(place: Place) -> dict[str, int]:
    """What the picture of that line is known by."""
    return {"page": place.page, "x": int(place.box[0]), "top": int(place.box[1])}


def _are_kept(pdf_id: uuid.UUID, name: str) -> bool:
    same = (ExtractionResult.pdf_id == pdf_id, ExtractionResult.swimmer_name_normalized == name)
    extraction = select(ExtractionResult.id).where(*same).scalar_subquery()
    with transaction() as session:
        return session.scalar(select(exists().where(LinePicture.extraction_id == extraction))) is True
