"""The meeting that a bundle of work is about, and how its pieces stand on one another before anybody publishes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from council.drafts import BodyKind, MeetingRef
from council.importers.places import find_meeting, meeting_of
from council.models import Meeting
from watchdog.archive.writing import Evidence
from watchdog.backroom import submitting
from watchdog.backroom.models import Bundle, Submission
from watchdog.core.ids import int_to_roman
from watchdog.core.text import slugify

SESSION, AGENDA, ATTENDANCE, VOTES = 0, 100, 1000, 10_000
"""Where each part of a session begins in its bundle: what comes later stands on what comes before."""


@dataclass(frozen=True)
class Occasion:
    """Which meeting it is, and the document that it is typed from."""

    term: str
    number: int | None
    days: tuple[date, ...]
    committee: str = ""
    address: str = ""
    note: str = ""

    @classmethod
    def of(cls, bundle: Bundle) -> Occasion:
        """Read what a bundle keeps."""
        data = bundle.data
        days = tuple(date.fromisoformat(day) for day in data["days"])
        words = {name: data.get(name, "") for name in ("committee", "address", "note")}
        return cls(data["term"], data["number"], days, **words)

    @classmethod
    def at(cls, meeting: Meeting) -> Occasion:
        """Give what is known of a stored meeting."""
        days = tuple(sitting.day for sitting in meeting.sittings.all()) or ((meeting.day,) if meeting.day else ())
        committee = "" if meeting.is_session else meeting.body.name
        return cls(meeting.term.slug, meeting.number, days, committee, meeting.address)

    @property
    def day(self) -> date | None:
        return self.days[0] if self.days else None

    @property
    def ref(self) -> MeetingRef:
        """Say which meeting it is, as a draft does."""
        kind = BodyKind.COMMITTEE if self.committee else BodyKind.COUNCIL
        return MeetingRef(kind=kind, committee=self.committee, term=self.term, number=self.number, day=self.day)

    @property
    def key(self) -> str:
        """What the bundle is found by: two people who come for the same meeting come to the same work."""
        if self.committee:
            return f"komisja/{slugify(self.committee, 100)}/{self.day or self.number}"
        return f"sesja/{self.term}/{self.number or self.day}"

    @property
    def title(self) -> str:
        name = int_to_roman(self.number) if self.number else f"{self.day:%d.%m.%Y}"
        term = self.term.replace("-", "–")
        day = f" ({self.day:%d.%m.%Y})" if self.day and self.number else ""
        if self.committee:
            return f"{self.committee}: {name}{day}"
        return _("Session %(name)s of the term %(term)s%(day)s") % {
            "name": name,
            "term": term,
            "day": day,
        }

    @property
    def data(self) -> dict[str, Any]:
        """Give what the bundle keeps of it."""
        days = [day.isoformat() for day in self.days]
        words = {"committee": self.committee, "address": self.address, "note": self.note}
        return {"term": self.term, "number": self.number, "days": days, **words}

    def known(self) -> Meeting | None:
        """Give the meeting if the portal knows it already; raise ``Rejection`` where it can be no meeting of ours."""
        found = find_meeting(self.ref)
        return found if found.pk else None


def bundle_for(occasion: Occasion, user: User) -> tuple[Bundle, bool]:
    """Give the bundle of a meeting and whether it was only now begun."""
    values = {"title": occasion.title, "data": occasion.data, "started_by": user}
    bundle, is_new = Bundle.objects.get_or_create(key=occasion.key, defaults=values)
    if is_new:
        bundle.page = reverse("entry:workspace", args=[bundle.pk])
        bundle.save(update_fields=["page"])
    return bundle, is_new


@contextmanager
def standing(bundle: Bundle, user: User, submission: Submission | None = None) -> Iterator[Meeting]:
    """
    Give the bundle's meeting with what a vote stands on: its prints, who was absent, the vote before; then undo it.

    What is still a draft is stored for as long as the page is made, so that every form and check sees it as it will be
    once it is published. Only what others can stand on is stored, so that the fortieth vote is as quick as the first.
    """
    with submitting.standing_on(_ground(bundle, submission)):
        meeting = meeting_of(Occasion.of(bundle).ref, Evidence(user=user))
        if meeting is None:
            raise ValueError("a bundle is about a meeting with a number or a day")
        yield Meeting.objects.select_related("body", "term").get(pk=meeting.pk)


def _ground(bundle: Bundle, submission: Submission | None) -> list[Submission]:
    pieces = [each for each in bundle.submissions.open().order_by("position", "pk") if each.draft]
    end = submission.position if submission and submission.pk else 2**31
    votes = [each for each in pieces if VOTES <= each.position < end]
    return [each for each in pieces if each.position < VOTES and _bears(each)] + votes[-1:]


def _bears(piece: Submission) -> bool:
    """Tell whether a vote's form asks for this piece: the session, items with prints, people who were absent."""
    if piece.draft is None or piece.position < AGENDA:
        return piece.draft is not None
    return bool(piece.draft.get("print_number")) or piece.draft.get("state", "present") != "present"
