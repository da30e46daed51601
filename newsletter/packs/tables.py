"""The tables of a pack: its votes with the columns of every export, who chose what, and the layers of attendance."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from council.models import Vote
from council.records.votes import VOTES
from newsletter.packs.session import Told
from watchdog.core.words import choice_words
from watchdog.exports.columns import columns_of, records_of
from watchdog.exports.writers import About, guarded, write_csv


def votes(told: Told) -> bytes:
    """Give the votes of the session with the columns of the list of all votes."""
    rows = VOTES.queryset().filter(pk__in=[row.vote.pk for row in told.page.rows])
    columns = columns_of(VOTES, settings.SITE_URL.rstrip("/"))
    about = About(VOTES.kind, str(VOTES.plural), "", {})  # CSV has no place for it
    return "".join(write_csv(columns, records_of(rows.order_by("day", "number", "time", "pk")), about)).encode()


def choices(told: Told) -> bytes:
    """Give a row for each name in each vote: the vote, the person, the choice, the club of that day."""
    head = ["vote", "number", "day", "person", "club", "choice", "choice_pl"]
    return _table(head, (row for each in told.page.rows for row in _of(told, each.vote)))


def attendance(told: Told) -> bytes:
    """Give a row for each person and layer that names somebody: what the page of the session says of it."""
    head = ["person", "signed_list", "quorum_checks", "votes_cast"]
    if told.page.here:
        rows = [[each.name, each.signed.value, each.checks.value, each.votes.value] for each in told.page.here]
    else:
        silent = _("not recorded")
        rows = [[each.name, silent, silent, each.words] for each in told.page.taken]
    return _table(head, rows)


def _of(told: Told, vote: Vote) -> Iterable[Sequence[str]]:
    for each in told.choices.get(vote.pk, ()):
        word = choice_words()[each.choice]
        yield [vote.slug, str(vote.number or ""), f"{vote.day or ''}", each.name, each.club, each.choice, word]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode()
