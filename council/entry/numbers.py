"""What the votes and the agenda of a bundle say so far: numbers taken, the question that comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from council.entry.occasions import AGENDA, ATTENDANCE, VOTES
from council.models import AgendaItem, Meeting, Vote
from watchdog.backroom.links import admin_url
from watchdog.backroom.models import Bundle, State, Submission


@dataclass(frozen=True)
class Item:
    """An item of the agenda, typed or stored."""

    label: str
    title: str
    print_number: str = ""


def votes_of(bundle: Bundle) -> list[Submission]:
    """Give the typed votes of a bundle, in their order."""
    typed = bundle.submissions.exclude(state=State.DROPPED).filter(position__gte=VOTES)
    return list(typed.select_related("author").order_by("position", "pk"))


def stored_votes(meeting: Meeting | None) -> list[Vote]:
    """Give the votes of the session that the portal knows already."""
    if meeting is None:
        return []
    return list(meeting.votes.order_by("number", "pk").only("pk", "number", "item", "subject", "day", "slug"))


def taken(bundle: Bundle, votes: list[Submission], stored: list[Vote], own: Submission | None) -> dict[int, str]:
    """Give the numbers that other votes of the session have, each with the address of its page."""
    numbers = {vote.number: admin_url(vote) for vote in stored if vote.number}
    for vote in votes:
        number = value_of(vote, "number")
        if number.isdecimal() and not (own and vote.pk == own.pk) and vote.state != State.PUBLISHED:
            numbers[int(number)] = reverse("entry:vote", args=[bundle.pk, vote.pk])
    return numbers


def value_of(submission: Submission, name: str) -> str:
    """Give what was typed into a field."""
    values = submission.typed.get(name) or [""]
    return str(values[0])


def agenda_of(bundle: Bundle, meeting: Meeting | None) -> list[Item]:
    """Give the items of the agenda: those stored, then those typed and not yet published."""
    stored = AgendaItem.objects.filter(meeting=meeting).select_related("draft") if meeting else []
    items = [Item(item.label, item.title, item.draft.number if item.draft else "") for item in stored]
    typed = bundle.submissions.open().filter(position__gte=AGENDA, position__lt=ATTENDANCE)
    drafts: list[dict[str, Any]] = [piece.draft for piece in typed if piece.draft]
    return items + [Item(draft["label"], draft["title"], draft["print_number"]) for draft in drafts]


def next_item(items: list[Item], labels: set[str]) -> Item | None:
    """Give the item that is voted on next: after the last one voted on, one with a print if there is any."""
    last = max((place for place, item in enumerate(items) if item.label in labels), default=-1)
    left = items[last + 1 :]
    return next((item for item in left if item.print_number), left[0] if left else None)


def labels_of(votes: list[Submission], stored: list[Vote]) -> set[str]:
    """Give the labels of the items on which there is a vote."""
    return set(_labels(votes, stored)) - {""}


def _labels(votes: list[Submission], stored: list[Vote]) -> Iterator[str]:
    yield from (vote.item for vote in stored)
    yield from (value_of(vote, "item") for vote in votes)
