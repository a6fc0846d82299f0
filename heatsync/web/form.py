"""The form on the start page: what was sent with it, and the form again when something is missing."""

from collections.abc import Sequence

from flask import current_app, render_template, request
from werkzeug.datastructures import FileStorage

from heatsync.batches.creating import Visitor
from heatsync.problems import Problem
from heatsync.web.kept import KeptFile


def blank() -> str:
    """The form as it is first seen."""
    return _form("", "", (), None)


def again(swimmer: str, links: str, kept: Sequence[KeptFile], problem: Problem) -> str:
    """The form with all that was sent, and the problem beside its field."""
    return _form(swimmer, links, kept, problem)


def files_sent() -> list[FileStorage]:
    """The files of this request; a file field that was left empty sends one without a name."""
    return [file for file in request.files.getlist("sheets") if file.filename]


def visitor() -> Visitor:
    """Who is asking, as far as their browser says."""
    return Visitor(request.remote_addr, request.user_agent.string, request.referrer)


def _form(swimmer: str, links: str, kept: Sequence[KeptFile], problem: Problem | None) -> str:
    settings, lines = current_app.config["SETTINGS"], links.splitlines()
    return render_template(
        "start/start.html", swimmer=swimmer, links=lines, kept=kept, problem=problem, settings=settings
    )
