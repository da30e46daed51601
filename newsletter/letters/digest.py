"""
What has come in since the last issue, as the draft of the next: what was wrong in earlier issues, for it was mailed and
goes to those who got it, sessions that have a pack, our articles, then a section for each kind of record.

It is a draft: an editor shortens it and says what it means. Nothing is cut silently: what is not listed is counted,
with the way to all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from newsletter.models import Article, Issue, SessionPack
from watchdog.core.dates import today
from watchdog.core.text import squash
from watchdog.core.typography import long_date
from watchdog.records import RecordType, record_types

LISTED = 8
"""So many records of a kind are named; the others are counted."""
COUNTED = 1000
"""Counts are exact up to here."""
LONGEST_TITLE = 160
FIRST = timedelta(days=14)
"""How far back the first issue looks."""
OURS = frozenset({"newsletter.article", "newsletter.issue"})
"""Kinds that are no section of the data: articles have one of their own, issues are what is written here."""

_SIGNS = re.compile(r"([\\`*_\[\]<>#!|~])")


@dataclass(frozen=True)
class Digest:
    """The draft of an issue, in Polish, as Markdown."""

    title: str
    lead: str
    body: str
    since: datetime
    until: datetime

    @property
    def is_empty(self) -> bool:
        return not self.body


def since_last_issue() -> datetime:
    """Give the moment up to which the last issue told what had come in; a withdrawn one told nobody."""
    told = Issue.objects.filter(withdrawn_at=None, published_at__isnull=False, gathered_at__isnull=False)
    last = told.order_by("-gathered_at").values_list("gathered_at", flat=True).first()
    return last or timezone.now() - FIRST


def digest(since: datetime | None = None) -> Digest:
    """Gather what came in after a moment (after the last issue's, without one), a section for each kind."""
    since, until = since or since_last_issue(), timezone.now()
    with override(settings.LANGUAGE_CODE):
        gathered = (_corrections, _packs, _articles, _records)
        sections = [part for gather in gathered for part in gather(since, until)]
        return Digest(
            title=_("What is new: %(day)s") % {"day": long_date(today())},
            lead=_("What came into the portal from %(since)s to %(until)s.")
            % {"since": long_date(timezone.localdate(since)), "until": long_date(timezone.localdate(until))},
            body="\n\n".join(sections),
            since=since,
            until=until,
        )


def _packs(since: datetime, until: datetime) -> Iterator[str]:
    """Give the section of each session whose pack was first asked for since then, in the order of the sessions."""
    made = SessionPack.objects.filter(made_at__isnull=False, begun_at__gt=since, begun_at__lte=until)
    yield from made.order_by("session__day", "pk").values_list("section", flat=True)


def _corrections(since: datetime, until: datetime) -> Iterator[str]:
    """Say what was changed in issues that had been mailed, in the words that their editors left for readers."""
    changed = Issue.objects.exclude(mailing=None).filter(updated_at__gt=since, updated_at__lte=until)
    lines = [_correction(issue, note) for issue in changed.order_by("published_at") for note in _notes(issue, since)]
    heading = _("Corrections of earlier issues")
    if lines:
        yield "\n".join([f"## {heading}", "", *lines])


def _notes(issue: Issue, since: datetime) -> list[str]:
    """Give the notes since a day, for they have no hour: one of the last issue's own day may have been told already."""
    notes = [each["note"] for each in issue.updates if each["day"] >= timezone.localdate(since).isoformat()]
    return [*notes, issue.withdrawn_note] if issue.withdrawn_at and issue.withdrawn_at > since else notes


def _correction(issue: Issue, note: str) -> str:
    return f"- [{_plain(issue.title)}]({issue.get_absolute_url()}): {_plain(note)}"


def _articles(since: datetime, until: datetime) -> Iterator[str]:
    found = Article.objects.public().filter(published_at__gt=since, published_at__lte=until).latest_first()
    lines = [f"- [{_plain(each.title)}]({each.get_absolute_url()}): {_plain(each.lead)}" for each in found]
    heading = _("Our articles")
    if lines:
        yield "\n".join([f"## {heading}", "", *lines])


def _records(since: datetime, until: datetime) -> Iterator[str]:
    for kind in record_types():
        if kind.kind not in OURS:
            news = kind.queryset().filter(**{f"{kind.learned}__gt": since, f"{kind.learned}__lte": until})
            if lines := [_line(kind, each) for each in news.order_by(f"-{kind.learned}", "-pk")[:LISTED]]:
                yield "\n".join([f"## {kind.plural}", "", *lines, *_rest(kind, news, len(lines))])


def _line(kind: RecordType, record: Any) -> str:
    text = kind.search_text(record)
    title = squash(text.title)
    shown = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    return f"- [{_plain(shown)}]({record.get_absolute_url()})"


def _rest(kind: RecordType, news: QuerySet[Any], listed: int) -> list[str]:
    """Count what is not listed, and lead to all of the kind."""
    number = news.order_by()[: COUNTED + listed + 1].count() - listed
    if not number:
        return []
    if number > COUNTED:
        words = _("and over %(number)s more") % {"number": COUNTED}
    else:
        words = ngettext("and %(number)s more", "and %(number)s more", number) % {"number": number}
    return [f"- [{words}]({reverse(kind.list_url)})"]


def _plain(text: str) -> str:
    """Take away from the words of a record what the editor would read as a sign."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
