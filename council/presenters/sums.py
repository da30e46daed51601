"""The key figures of a list: of exactly the selection that is shown."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.models import Vote
from council.presenters.figures import Sum, of_votes

ALL_NUMBERS = Q(tally_for__isnull=False, tally_against__isnull=False, tally_abstain__isnull=False)


def vote_sums(votes: QuerySet[Any]) -> list[Sum]:
    """Count a selection of votes by result and by what is known of them, in one query."""
    counted = votes.order_by().aggregate(
        n=Count("pk"),
        passed=Count("pk", filter=Q(result=Vote.Result.PASSED)),
        failed=Count("pk", filter=Q(result=Vote.Result.FAILED)),
        by_name=Count("pk", filter=Q(named=True)),
        numbers=Count("pk", filter=ALL_NUMBERS),
    )
    note = of_votes(counted["n"])
    return [
        _of_results(_("Adopted"), counted["passed"], counted),
        _of_results(_("Rejected"), counted["failed"], counted),
        Sum(_("With names"), str(counted["by_name"]), note),
        Sum(_("With all numbers"), str(counted["numbers"]), note),
    ]


def _of_results(label: str, count: int, counted: dict[str, int]) -> Sum:
    """Give a number of results among the results that are known; where none is, there is no number either."""
    known = counted["passed"] + counted["failed"]
    if not known:
        return Sum(label, _("not known"), _("the sources give no results"), missing=True)
    if known == counted["n"]:
        return Sum(label, str(count), of_votes(known))
    return Sum(label, str(count), _("of %(known)s with a known result") % {"known": known})


def session_sums(sessions: QuerySet[Any]) -> list[Sum]:
    """Count a selection of sessions by what is known of them, in one query."""
    counted = sessions.order_by().aggregate(
        n=Count("pk"),
        agendas=Count("pk", filter=Q(items_known__gt=0)),
        votes=Count("pk", filter=Q(votes_held__gt=0)),
        first=Min("day"),
        last=Max("day"),
    )
    note = ngettext("of %(n)s session", "of %(n)s sessions", counted["n"]) % {"n": counted["n"]}
    return [
        Sum(_("Years"), _years(counted["first"], counted["last"]), missing=counted["first"] is None),
        Sum(_("With an agenda"), str(counted["agendas"]), note),
        Sum(_("With votes"), str(counted["votes"]), note),
    ]


def _years(first: Any, last: Any) -> str:
    if first is None:
        return _("not known")
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
