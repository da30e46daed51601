"""Minutes page by page, and recordings passage by passage, as kinds of records."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.filters import TextPieceFilter
from council.models import Meeting, MinutesPage, Passage
from council.searching.texts import minutes_text, passage_text
from watchdog.records import Column, RecordType, register

OF_THE_MEETING = (
    Column("body", _("body"), attrgetter("meeting.body.name")),
    Column("term", _("term"), attrgetter("meeting.term.slug")),
    Column("meeting", _("number"), attrgetter("meeting.number")),
    Column("day", _("day"), attrgetter("meeting.day")),
)
"""Which meeting a piece of text belongs to."""


def _key(piece: Any, tail: str) -> str:
    return f"{piece.meeting.path}/{tail}"


MINUTES = register(
    RecordType(
        kind="council.minutes",
        model=MinutesPage,
        singular=_("page of minutes"),
        plural=_("Minutes page by page"),
        list_url="council:minutes-list",
        queryset=lambda: MinutesPage.objects.for_list(),
        filterset=TextPieceFilter,
        columns=(
            *OF_THE_MEETING,
            Column("page", _("page"), attrgetter("number")),
            Column("text", _("text"), attrgetter("text")),
        ),
        search_text=minutes_text,
        key=lambda page: _key(page, f"protokol/{page.number}"),
        order=("-meeting__term__starts", "-meeting__day", "-meeting__pk", "number"),
        made_of={Meeting: "meeting"},
    )
)

PASSAGES = register(
    RecordType(
        kind="council.passage",
        model=Passage,
        singular=_("passage of a recording"),
        plural=_("Recordings word for word"),
        list_url="council:passage-list",
        queryset=lambda: Passage.objects.for_list(),
        filterset=TextPieceFilter,
        columns=(
            *OF_THE_MEETING,
            Column("starts", _("beginning, in seconds"), attrgetter("starts")),
            Column("ends", _("end, in seconds"), attrgetter("ends")),
            Column("text", _("text"), attrgetter("text")),
        ),
        search_text=passage_text,
        key=lambda passage: _key(passage, f"nagranie/{passage.starts}"),
        order=("-meeting__term__starts", "-meeting__day", "-meeting__pk", "starts"),
        made_of={Meeting: "meeting"},
    )
)
