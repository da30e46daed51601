"""
Everything that the pieces of a pack state, figure by figure, each under a key that stays.

Two states of the record with the same figures make the same pack. What differs between two of them is told by the same
words: „Głosowanie 12 („Budżet”), Jan Nowak: było „za”, jest „przeciw””.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from council.presenters.rows import Row, in_words_of, result_word
from newsletter.packs.session import Told
from newsletter.packs.words import short
from watchdog.archive.evidence import doubts
from watchdog.archive.models import Sourced
from watchdog.core.privacy import masked
from watchdog.core.typography import long_date
from watchdog.core.words import choice_words

LONGEST_LABEL = 90
Kept = list[list[str]]
"""Figures as they are kept: ``[key, label, value]``."""


@dataclass(frozen=True)
class Changed:
    """A figure that was one thing and is another; empty where there was none, or is none any more."""

    label: str
    before: str
    after: str


def figures_of(told: Told) -> Kept:
    """Give every figure of a session, in the order of its page, in the language of the moment; no private names."""
    return [[key, masked(label), masked(value)] for key, label, value in _figures(told)]


def digest_of(told: Told) -> str:
    """
    Give one sum of all figures: the same for the same figures, whatever the words for them are called.

    It is made of the record's own words. Tables quote them, so a name that is masked in the record makes another sum.
    """
    plain = json.dumps([[key, value] for key, _label, value in _figures(told)], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def changed(before: Kept, after: Kept) -> list[Changed]:
    """Tell the figures that differ, in the order of the record as it is now, those that are gone last."""
    old = {key: (label, value) for key, label, value in before}
    new = {key: (label, value) for key, label, value in after}
    keys = dict.fromkeys([*new, *old])
    return [
        Changed((new.get(key) or old[key])[0], old.get(key, ("", ""))[1], new.get(key, ("", ""))[1])
        for key in keys
        if old.get(key, ("", ""))[1] != new.get(key, ("", ""))[1]
    ]


def without_hidden(seen: Kept, now: Kept, hidden: Collection[str]) -> Kept:
    """
    Give figures that were seen without the words of records of which a moderator has hidden a change.

    ``hidden`` are beginnings of keys (``session.hidden_in``). The words that stand for a figure name the record too, so
    they become those of today.
    """
    present = {key: (label, value) for key, label, value in now}
    words = _("hidden, because it names a private person")
    kept = []
    for key, label, value in seen:
        if not key.startswith(tuple(hidden)):
            kept.append([key, label, value])
            continue
        label_now, value_now = present.get(key, (words, ""))
        kept.append([key, label_now, words if _is_text(key) and value != value_now else value])
    return kept


def _is_text(key: str) -> bool:
    """Tell whether a figure is in words of the office, which may name somebody."""
    return key.endswith((":title", "doubts")) or key.startswith("item:") or key == "venue"


Figure = tuple[str, str, str]


def _figures(told: Told) -> list[Figure]:
    found = [*_meeting(told), *_people(told), *(each for row in told.page.rows for each in _vote(told, row))]
    return [figure for figure in found if figure[2]]


def _meeting(told: Told) -> Iterator[Figure]:
    page, session = told.page, told.session
    yield "name", _("Session"), page.citation
    yield "days", _("Days on which it sat"), ", ".join(map(long_date, page.days))
    yield "start", _("Beginning"), f"{session.starts_at:%H:%M}" if session.starts_at else ""
    yield "venue", _("Place"), session.venue
    yield "recording", _("Recording"), session.recording
    yield "minutes", _("Pages of the minutes"), str(len(page.texts.pages) or "")
    yield "votes", _("Votes known"), str(len(page.rows))
    yield "named", _("Votes known by name"), str(sum(row.vote.named for row in page.rows))
    for sum_ in page.attendance:
        yield f"layer:{sum_.label}", str(sum_.label), f"{sum_.value} ({sum_.note})"
    for item in page.items:
        yield f"item:{item.item.label}", _("Agenda item %(item)s") % {"item": item.item.label}, item.item.title
    yield from _state("", "", session)


def _people(told: Told) -> Iterator[Figure]:
    for each in told.page.here:
        layers = (each.signed, each.checks, each.votes)
        said = "; ".join(f"{cell.value} {cell.note}".strip() for cell in layers)
        yield f"here:{each.url or each.name}", _("Attendance: %(name)s") % {"name": each.name}, said


def _vote(told: Told, row: Row) -> Iterator[Figure]:
    vote = row.vote
    key, name = f"vote:{vote.slug}", _name(row)
    yield f"{key}:title", _("%(vote)s: question") % {"vote": name}, vote.subject
    yield f"{key}:place", _("%(vote)s: agenda item") % {"vote": name}, vote.item
    yield f"{key}:result", _("%(vote)s: result") % {"vote": name}, result_word(vote)
    yield f"{key}:totals", _("%(vote)s: numbers") % {"vote": name}, in_words_of(vote)
    yield f"{key}:paper", _("%(vote)s: paper") % {"vote": name}, row.paper
    yield f"{key}:ours", _("%(vote)s: result computed by us") % {"vote": name}, vote.computed_result
    yield f"{key}:secret", _("%(vote)s: secret") % {"vote": name}, _("yes") if vote.secret else ""
    yield from _state(f"{key}:", f"{name}: ", vote)
    for place, each in enumerate(told.choices.get(vote.pk, ())):
        who = str(each.person or f"{place}:{each.name}")
        word = choice_words()[each.choice]
        yield f"{key}:of:{who}", f"{name}, {each.name}", f"{word} ({each.club})" if each.club else word


def _state(key: str, name: str, record: Sourced) -> Iterator[Figure]:
    """Say of a record what makes it doubtful, and from which document it was read."""
    said = " ".join(" ".join([doubt.meaning, *doubt.texts]) for doubt in doubts(record.findings))
    gone = long_date(record.withdrawn_at.date()) if record.withdrawn_at else ""
    for tail, label, value in (
        ("doubts", pgettext("figure of a pack", "doubts"), said.strip()),
        ("withdrawn", pgettext("figure of a pack", "removed by the office"), gone),
        ("inferred", pgettext("figure of a pack", "our inference"), _("yes") if record.is_inferred else ""),
        ("document", pgettext("figure of a pack", "document (SHA-256)"), _sum_of(record)),
    ):
        yield f"{key}{tail}", f"{name}{label}", value


def _sum_of(record: Sourced) -> str:
    return record.snapshot.sha256 if record.snapshot else ""


def _name(row: Row) -> str:
    title = short(row.title, LONGEST_LABEL)
    if row.vote.number:
        return _("Vote %(number)s (“%(title)s”)") % {"number": row.vote.number, "title": title}
    return _("Vote (“%(title)s”)") % {"title": title}


def as_kept(found: Sequence[Changed]) -> list[list[str]]:
    """Give changes in the form in which they are kept."""
    return [[each.label, each.before, each.after] for each in found]
