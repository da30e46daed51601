"""What was written and said at a meeting, as its minutes and the subtitles of its recording give it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from council.drafts.base import Text
from council.drafts.sessions import MeetingRef
from watchdog.ingest.source import Draft

Seconds = Annotated[int, Field(ge=0, le=48 * 3600)]
"""From the beginning of a recording."""


class MinutesPageDraft(Draft):
    """One page of a meeting's minutes."""

    meeting: MeetingRef
    number: Annotated[int, Field(ge=1, le=2000)]
    """Of the page in the document, from 1; what is printed on the page may differ."""
    text: Text
    """Line by line, as it stands."""


class PassageDraft(Draft):
    """A minute or two of what was said, put together from subtitles."""

    meeting: MeetingRef
    starts: Seconds
    ends: Seconds
    text: Text

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> PassageDraft:
        if self.ends < self.starts:
            raise ValueError("koniec wypowiedzi przed jej początkiem")
        return self


class TimeCodeDraft(Draft):
    """Where in the recording a meeting took up an item of its agenda."""

    meeting: MeetingRef
    label: Text
    """``7``, ``9.2a`` as on the agenda."""
    starts: Seconds
