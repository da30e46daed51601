"""What is missing of sessions: minutes, agenda, votes, attendance, recording, the day itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import Layer
from council.missing.filters import OfTerm
from council.missing.wholes import SESSIONS, held_sessions
from council.models import AgendaItem, Attendance, Meeting, Vote
from council.models.relations import has
from council.presenters.sessions import name_of
from watchdog.backroom.links import add_url, admin_url
from watchdog.missing.registry import Held, Lack, Words, register, register_held

FROM_SESSION = gettext_lazy("from the day of the session")
ON_THE_SITE = gettext_lazy("the office's page of sessions (BIP)")


def known_of(session: Any) -> str:
    """Say what of a session we do have."""
    parts = [
        _("agenda") if session.items_known else "",
        _("votes") if session.votes_held else "",
        _("recording") if session.recording else "",
    ]
    return ", ".join(filter(None, parts)) or _("only that it was held")


def session_lack(
    code: str,
    title: Words,
    why: Words,
    lacking: Callable[[QuerySet[Meeting]], QuerySet[Meeting]],
    mend: Callable[[Any], str],
    permission: str,
    where: Words = ON_THE_SITE,
) -> Lack:
    """Introduce one lack of sessions, which all look alike in lists."""
    return register(
        Lack(
            code=code,
            title=title,
            why=why,
            where=where,
            clock=FROM_SESSION,
            whole=SESSIONS,
            records=lambda: lacking(held_sessions().for_list()).annotate(lacking_since=F("day")),
            label=name_of,
            url=lambda session: session.get_absolute_url(),
            known=known_of,
            mend=mend,
            permission=permission,
            filterset=OfTerm,
        )
    )


def without_list(sessions: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Keep the sessions of which no signed list of attendance is known by name."""
    listed = Attendance.objects.filter(meeting=OuterRef("pk"), layer=Layer.LIST.value, withdrawn_at=None)
    return sessions.filter(~Exists(listed))


MINUTES = session_lack(
    "sesje-bez-protokolu",
    gettext_lazy("Sessions without minutes"),
    gettext_lazy("Minutes say what was discussed and who was there; without them a vote has no story."),
    lambda sessions: sessions.filter(~has(Meeting, "minutes_pages")),
    admin_url,
    "council.change_session",
)
AGENDAS = session_lack(
    "sesje-bez-porzadku",
    gettext_lazy("Sessions without an agenda"),
    gettext_lazy("The agenda says what the council was to decide, also what it did not come to."),
    lambda sessions: sessions.filter(~has(Meeting, "agenda_items")),
    lambda session: add_url(AgendaItem, meeting=session.pk),
    "council.add_agendaitem",
)
NO_VOTES = session_lack(
    "sesje-bez-glosowan",
    gettext_lazy("Sessions without any vote"),
    gettext_lazy("What was decided there, and by whom, stands on no page of the portal."),
    lambda sessions: sessions.filter(~has(Meeting, "votes")),
    lambda session: add_url(Vote, meeting=session.pk),
    "council.add_vote",
)
NO_LIST = session_lack(
    "sesje-bez-listy-obecnosci",
    gettext_lazy("Sessions without a list of attendance"),
    gettext_lazy("Without the list nobody can be said to have been present or absent."),
    without_list,
    lambda session: add_url(Attendance, meeting=session.pk),
    "council.add_attendance",
    gettext_lazy("an appendix to the minutes"),
)
NO_RECORDING = session_lack(
    "sesje-bez-nagrania",
    gettext_lazy("Sessions without a recording"),
    gettext_lazy("The recording lets everybody hear what the minutes only sum up."),
    lambda sessions: sessions.filter(recording=""),
    admin_url,
    "council.change_session",
    gettext_lazy("the office's page of sessions, or the channel with its broadcasts"),
)
NO_DAY = session_lack(
    "sesje-bez-dnia",
    gettext_lazy("Sessions whose day we do not know"),
    gettext_lazy("A session without a day cannot be set beside mandates and clubs of that day."),
    lambda sessions: sessions.filter(day=None),
    admin_url,
    "council.change_session",
)
DATED = register_held(
    Held(
        gettext_lazy("Sessions with a day and a number that documents state"),
        lambda: held_sessions().filter(certainty="stated").exclude(day=None).exclude(number=None).count(),
        SESSIONS,
    )
)
