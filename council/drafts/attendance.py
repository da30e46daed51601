"""Attendance as documents record it by name."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from pydantic import model_validator

from council.drafts.base import Text
from council.drafts.sessions import MeetingRef
from watchdog.ingest.source import Draft


class Layer(StrEnum):
    """Which record of attendance a name stands in; votes taken are a layer too, and are counted from roll calls."""

    LIST = "list"
    """The signed list (lista obecności)."""
    QUORUM = "quorum"
    """The check of who is present (sprawdzenie kworum)."""


class Presence(StrEnum):
    """What a layer says of a person."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    """Absent, and the document says that the absence is excused (usprawiedliwiona)."""


class AttendanceDraft(Draft):
    """One name in one layer of a meeting's attendance."""

    meeting: MeetingRef
    layer: Layer = Layer.LIST
    name: Text
    """As printed."""
    state: Presence
    came_at: time | None = None
    """When the person came, where the document says that it was late."""
    left_at: time | None = None
    """When the person left, where the document says that it was early."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> AttendanceDraft:
        if self.meeting.number is None and self.meeting.day is None:
            raise ValueError("posiedzenie bez numeru i bez daty")
        if self.state is not Presence.PRESENT and (self.came_at or self.left_at):
            raise ValueError("osoba nieobecna nie ma godziny przyjścia ani wyjścia")
        if self.came_at and self.left_at and self.left_at < self.came_at:
            raise ValueError("godzina wyjścia jest wcześniejsza niż godzina przyjścia")
        return self
