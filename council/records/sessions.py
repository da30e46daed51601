"""Sessions as a kind of record."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from council.filters import SessionFilter
from council.models import AgendaItem, DraftResolution, Meeting
from council.records import blocks
from council.searching.sessions import session_text
from watchdog.records import Block, Column, RecordType, register

SESSIONS = register(
    RecordType(
        kind="council.session",
        model=Meeting,
        singular=_("session"),
        plural=_("Sessions"),
        list_url="council:session-list",
        queryset=lambda: Meeting.objects.sessions().for_list().prefetch_related("agenda_items__draft"),
        filterset=SessionFilter,
        columns=(
            Column("term", _("term"), attrgetter("term.slug")),
            Column("number", _("number"), attrgetter("number")),
            Column("day", _("first day"), attrgetter("day")),
            Column("starts_at", _("starts at"), attrgetter("starts_at")),
            Column("venue", _("venue"), attrgetter("venue")),
            Column("recording", _("recording"), attrgetter("recording")),
            Column("present", _("present"), attrgetter("present")),
            Column("absent", _("absent"), attrgetter("absent")),
            Column("items", _("agenda items known"), attrgetter("items_known")),
            Column("votes", _("votes known"), attrgetter("votes_held")),
        ),
        search_text=session_text,
        key=lambda session: f"{session.term.slug}/{session.key}",
        order=("-term__starts", "-day", "-number"),
        sorts={"data": ("day", "number")},
        made_of={AgendaItem: "agenda_items", DraftResolution: "agenda_items__draft"},
        block=Block("sesja", "council/_session_block.html", blocks.sessions, "2018-2024/23"),
    )
)
