"""What the record of a session lacks, what in it is doubted, and from which documents it was read."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.presenters.rows import Row
from newsletter.packs.session import Told
from newsletter.packs.words import chapter, linked, plain, short
from watchdog.archive.evidence import doubts
from watchdog.archive.models import Snapshot, Sourced
from watchdog.core.text import squash
from watchdog.core.typography import long_date


def missing(told: Told) -> str:
    """Give the section of what is missing or disputed; it says so where we know of nothing."""
    lines = [*_gaps(told), *_doubts(told)]
    said = [f"- {each}" for each in lines] or [_("Nothing that we know of.")]
    return chapter(_("What is missing or disputed"), *said)


def sources(told: Told) -> str:
    """Give the section of the documents from which the session and its votes were read, each with its card."""
    session = told.session
    records: list[Sourced] = [session, *(row.vote for row in told.page.rows)]
    addresses = {each.snapshot_id: each.address for each in reversed(records) if each.snapshot_id}
    kept = Snapshot.objects.filter(pk__in=addresses).order_by("pk")
    lines = [_document(each, addresses[each.pk]) for each in kept] or [_("No document is kept for this session.")]
    page = linked(_("The page of the session"), session.get_absolute_url())
    report = linked(_("The same as PDF"), f"{session.get_absolute_url().rstrip('/')}.pdf")
    return chapter(_("Sources"), *(f"- {each}" for each in (*lines, page, report)))


def _document(snapshot: Snapshot, address: str) -> str:
    card = linked(_("document %(sum)s") % {"sum": snapshot.sha256[:12]}, snapshot.get_absolute_url())
    kept = _("kept since %(day)s") % {"day": long_date(snapshot.kept_at)}
    return ", ".join(part for part in (card, plain(squash(address)), kept) if part)


def _gaps(told: Told) -> Iterator[str]:
    page, session = told.page, told.session
    if not page.items:
        yield _("We do not have the agenda of this session.")
    if not page.rows:
        yield _("We do not have the votes of this session.")
    if not session.recording:
        yield _("The recording is not in our data.")
    if not page.texts.pages:
        yield _("The minutes are not in our data.")
    yield from _counted(told)


def _counted(told: Told) -> Iterator[str]:
    nameless = sum(not (row.vote.named or row.vote.secret) for row in told.page.rows)
    if nameless:
        yield ngettext(
            "We do not know who chose what in %(n)s vote that was not secret.",
            "We do not know who chose what in %(n)s votes that were not secret.",
            nameless,
        ) % {"n": nameless}
    secret = sum(row.vote.secret for row in told.page.rows)
    if secret:
        yield ngettext("%(n)s vote was secret.", "%(n)s votes were secret.", secret) % {"n": secret}
    loose = len(told.page.loose) if told.page.items else 0
    if loose:
        yield ngettext(
            "No document ties %(n)s vote to an agenda item.", "No document ties %(n)s votes to an agenda item.", loose
        ) % {"n": loose}


def _doubts(told: Told) -> Iterator[str]:
    session = told.session
    if session.withdrawn_at:
        yield _("The office has removed this session from its site.")
    for text in _texts(session):
        yield plain(text)
    for row in told.page.rows:
        yield from _doubts_of(row)


def _doubts_of(row: Row) -> Iterator[str]:
    vote, link = row.vote, linked(row.title, row.url)
    if vote.withdrawn_at:
        yield _("%(vote)s: the office has removed it from its site") % {"vote": link}
    if vote.result and vote.computed_result and vote.result != vote.computed_result:
        yield _("%(vote)s: our count gives another result than the record") % {"vote": link}
    for text in _texts(vote):
        yield f"{link}: {plain(text)}"


def _texts(record: Sourced) -> Iterator[str]:
    """Give each finding of a record as what it means and what it says of this record."""
    for doubt in doubts(record.findings):
        yield short(" ".join([doubt.meaning, *doubt.texts]), 400)
