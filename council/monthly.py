"""The council's parts of a month's report: sessions, votes, drafts; and the latest sessions as reports."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.models import DraftResolution, Meeting, Vote
from council.presenters.rows import Row, row
from council.presenters.sessions import name_of
from council.titles import draft_title, print_name
from watchdog.core.dates import today
from watchdog.reports.months.registry import Line, Month, Offer, Part, Told, by_month, introduce, offer

MOST = 20
"""Records that a part names; the others are on their list."""


def _sessions() -> Any:
    return Meeting.objects.sessions()


def _votes() -> Any:
    return Vote.objects.of_council().questions()


def _of_sessions(month: Month) -> Told:
    found = list(_sessions().filter(day__range=month.days).for_list().order_by("day", "number"))
    return Told(
        n=len(found),
        words=ngettext("%(n)s session", "%(n)s sessions", len(found)) % {"n": len(found)},
        method=_("Sessions of the council by their first day; committees are not counted."),
        lines=tuple(Line(name_of(each), each.get_absolute_url(), each.day, _held(each)) for each in found),
        url=_of_year("council:session-list", month),
    )


def _held(session: Any) -> str:
    """Say how many votes we know of a session."""
    held = session.votes_held
    return ngettext("%(n)s vote known", "%(n)s votes known", held) % {"n": held} if held else _("no vote known")


def _of_votes(month: Month) -> Told:
    """Count the votes of a month and name the close ones, the closest first."""
    rows = _votes().filter(day__range=month.days)
    n, close = rows.count(), rows.close()
    near = close.count()
    votes = ngettext("%(n)s vote", "%(n)s votes", n) % {"n": n}
    said = ngettext("%(n)s of them close", "%(n)s of them close", near) % {"n": near} if n else ""
    return Told(
        n=n,
        words=f"{votes}, {said}" if said else votes,
        method=_(
            "Votes of the whole council. Close: somebody was against or abstained, and three votes would turn it."
        ),
        lines=tuple(_vote(row(each)) for each in close.for_list().nearest()[:MOST]),
        named=gettext_lazy("Close votes"),
        url=_of_year("council:vote-list", month),
    )


def _vote(said: Row) -> Line:
    vote = said.vote
    tally = _("%(yes)s for, %(no)s against") % {"yes": vote.tally_for, "no": vote.tally_against}
    return Line(said.title, said.url, vote.day, f"{said.word}: {tally}" if said.word else tally)


def _of_drafts(month: Month) -> Told:
    rows = DraftResolution.objects.filter(day__range=month.days).select_related("term")
    n = rows.count()
    return Told(
        n=n,
        words=ngettext("%(n)s draft resolution", "%(n)s draft resolutions", n) % {"n": n},
        method=_("Draft resolutions by the day of the first agenda on which they stood."),
        lines=tuple(
            Line(
                draft_title(each.title) or print_name(each.number),
                each.get_absolute_url(),
                each.day,
                print_name(each.number),
            )
            for each in rows.order_by("day", "pk")[:MOST]
        ),
        url=reverse("council:draft-list"),
    )


def _of_year(name: str, month: Month) -> str:
    return f"{reverse(name)}?rok={month.first.year}"


def _latest() -> list[Line]:
    """Lead to the reports of the latest sessions that have been held."""
    found = _sessions().filter(day__lte=today()).for_list().order_by("-day", "-number")[:8]
    return [Line(name_of(each), f"{each.get_absolute_url()[:-1]}.pdf", each.day, _held(each)) for each in found]


introduce(
    Part("sesje", gettext_lazy("Sessions"), lambda: by_month(_sessions(), "day"), _of_sessions),
    Part("glosowania", gettext_lazy("Votes"), lambda: by_month(_votes(), "day"), _of_votes),
    Part(
        "projekty",
        gettext_lazy("Draft resolutions"),
        lambda: by_month(DraftResolution.objects.all(), "day"),
        _of_drafts,
    ),
)
offer(Offer(gettext_lazy("Reports of the latest sessions"), _latest))
