"""The form on the start page: what was sent with it, and the form again with all of it, whatever was missing."""

import re
from dataclasses import dataclass, replace

from flask import current_app, make_response, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from heatsync.batches import creating
from heatsync.batches.creating import Visitor
from heatsync.intake.links.addresses import Address, parse
from heatsync.intake.links.meet_page import Found
from heatsync.intake.links.pasted import links_in
from heatsync.intake.uploads import Upload, each_once, take_in
from heatsync.problems import Problem
from heatsync.web import kept

_STATUSES = {"TOO_MANY_SHEETS": 429, "BUSY": 503}
_WAIT = "3600"
"""Seconds: what an address may bring is counted by the hour."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Sent:
    """What a parent has filled in: names and links as typed, files, and the PDFs of meet pages, some of them chosen."""

    swimmer: str = ""
    links: str = ""
    uploads: tuple[Upload, ...] = ()
    offered: tuple[Found, ...] = ()
    chosen: frozenset[str] = frozenset()

    @property
    def names(self) -> list[str]:
        """The swimmers, one a line, each once."""
        return list(dict.fromkeys(name for line in self.swimmer.splitlines() if (name := line.strip())))

    @property
    def addresses(self) -> list[Address]:
        """All sheets that are to be fetched. Raises Problem for a line that is no link."""
        chosen = [parse(one.url) for one in self.offered if one.url in self.chosen]
        return list(dict.fromkeys([*links_in(self.links), *chosen]))


def sent() -> Sent:
    """The form of this request, its files stored."""
    settings, storage = current_app.config["SETTINGS"], current_app.extensions["storage"]
    before = kept.brought_back(request.form.getlist("kept"))
    uploads = each_once(before, take_in(_files(), storage, settings), storage)
    offered = kept.offered_before(request.form.get("offered", ""))
    chosen = {offered[int(number)].url for number in request.form.getlist("found") if _is_one_of(number, offered)}
    return Sent(
        request.form.get("swimmer", ""),
        request.form.get("links", ""),
        tuple(uploads),
        offered,
        frozenset(chosen),
    )


def shared() -> Sent:
    """What another app on the phone has handed over: files, or a text with links in it."""
    text = " ".join(request.form.get(name, "") for name in ("url", "text", "title"))
    return replace(sent(), links="\n".join(dict.fromkeys(_LINK.findall(text))))


def problems_of(sent: Sent) -> list[Problem]:
    """All that is missing or wrong at first sight, so that a parent has to look at the form only once more."""
    links: list[Problem] = []
    try:
        sheets = len(sent.uploads) + len(sent.addresses)
    except Problem as problem:
        links, sheets = [problem], len(sent.uploads) + 1
    return [*creating.problems_of(sent.swimmer, sheets), *links]


def page(sent: Sent, *problems: Problem) -> Response:
    """The form with what was sent, and each problem beside its field."""
    template = "start/_links.html" if request.headers.get("HX-Request") else "start/start.html"
    settings = current_app.config["SETTINGS"]
    html = render_template(
        template,
        sent=sent,
        kept=kept.keep(sent.uploads),
        offer=kept.offer(sent.offered),
        problems={problem.field or "swimmer": problem for problem in problems},
        settings=settings,
    )
    response = make_response(html, status_of(problems[0]) if problems else 200)
    if response.status_code in {429, 503}:
        response.headers["Retry-After"] = _WAIT
    response.vary.add("HX-Request")
    return response


def status_of(problem: Problem) -> int:
    """What a form is answered with that cannot be taken as it is."""
    return _STATUSES.get(problem.code, 422)


def visitor() -> Visitor:
    """Who is asking, as far as their browser says."""
    return Visitor(request.remote_addr, request.user_agent.string, request.referrer)


def _files() -> list[FileStorage]:
    # A file field that was left empty sends a file without a name.
    return [file for file in request.files.getlist("sheets") if file.filename]


def _is_one_of(number: str, offered: tuple[Found, ...]) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(offered)
