"""Committees, functions and opinions as documents state them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from council.drafts.base import Count, Text
from watchdog.ingest.source import Draft


class BodyRole(StrEnum):
    """What a person is in a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SENIOR = "senior"
    """Radny senior: the oldest one, who opens the first session."""
    MEMBER = "member"


class Verdict(StrEnum):
    """What a committee said of a draft."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NONE = "none"
    """The committee dealt with the draft and gave no opinion (bez opinii)."""


class CommitteeDraft(Draft):
    """The council had this committee in this term."""

    council: str = ""
    term: Text
    committee: Text
    """The full name."""
    members_known_since: date | None = None
    """The first day on which the document lists its members in full; empty where it does not list them."""
    members_known_until: date | None = None

    @model_validator(mode="after")
    def _members_known_for_some_days(self) -> CommitteeDraft:
        since, until = self.members_known_since, self.members_known_until
        if (since is None) != (until is None):
            raise ValueError("pełny skład ma tylko jeden z dwóch dni: pierwszy albo ostatni")
        if since and until and until < since:
            raise ValueError("ostatni dzień pełnego składu jest wcześniejszy niż pierwszy")
        return self


class BodyMembershipDraft(Draft):
    """A person had a function in the council, or sat in a committee."""

    council: str = ""
    term: Text
    committee: str = ""
    """The committee's full name; empty for the council."""
    name: Text
    """Given names first, as shown."""
    role: BodyRole
    since: date | None = None
    until: date | None = None
    start_reason: str = ""
    end_reason: str = ""

    @model_validator(mode="after")
    def _can_be(self) -> BodyMembershipDraft:
        if self.since and self.until and self.until < self.since:
            raise ValueError("koniec jest wcześniejszy niż początek")
        if not self.committee and self.role is BodyRole.MEMBER:
            raise ValueError("kto zasiada w radzie, ma mandat; tu wpisuje się funkcje w radzie")
        if self.committee and self.role is BodyRole.SENIOR:
            raise ValueError("radny senior jest w radzie, a nie w komisji")
        return self


class OpinionDraft(Draft):
    """A committee's opinion on a draft resolution, with the counters that the document prints."""

    council: str = ""
    term: Text
    committee: Text
    print_number: Text
    day: date | None = None
    verdict: Verdict
    label: str = ""
    """The opinion as the document words it."""
    za: Count | None = None
    przeciw: Count | None = None
    wstrzymal_sie: Count | None = None
