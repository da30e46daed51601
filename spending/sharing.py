"""What the share pictures of the city's money say: an amount with what it is, never one added to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.drafts import Side, Stage
from spending.models import Contract
from spending.presenters.budget_asking import Asked
from spending.presenters.budget_totals import Totals
from spending.presenters.budget_words import side_title
from spending.presenters.budget_year import year_page
from spending.presenters.contracts import ContractPage, contract_page
from spending.presenters.days import signed_words
from spending.presenters.parties import Named
from watchdog.cities import profile
from watchdog.reports.sharing.fitting import cut
from watchdog.reports.sharing.introducing import Said, Shared, introduce

NAME = 90
"""Letters of a party's name."""

STAGES = (Stage.ADOPTED, Stage.AMENDED, Stage.EXECUTED)


def contract_picture(slug: str) -> Shared:
    """State the amount as its page does, who with whom, and when; a private person stands under the mask."""
    page = contract_page(get_object_or_404(Contract.objects.for_page(), slug=slug))
    return Shared(
        title=page.heading,
        kicker=page.kicker,
        answer=page.answer,
        deck=page.deck,
        said=tuple(_of_contract(page)),
    )


def _of_contract(page: ContractPage) -> Iterator[Said]:
    for label, parties in ((_("Who ordered"), page.buyers), (_("Who delivers"), page.suppliers)):
        if parties:
            yield Said(label, *_named(parties))
    if day := signed_words(page.contract):
        yield Said(_("Day"), day)


def _named(parties: Sequence[Named]) -> tuple[str, str]:
    others = len(parties) - 1
    more = ngettext("and %(n)s other", "and %(n)s others", others) % {"n": others} if others else ""
    return cut(parties[0].name, NAME), more


def budget_picture(year: int) -> Shared:
    """State plan and execution of a year side by side, each as its document labels it."""
    page = year_page(year, Asked())
    if page is None:
        raise Http404
    city = profile(settings.CITY).name.genitive
    return Shared(
        title=_("The budget of %(city)s for %(year)s") % {"city": city, "year": year},
        answer="",
        deck="" if page.answer else page.deck,
        said=tuple(_of_totals(page.totals)),
    )


def _of_totals(totals: Totals) -> Iterator[Said]:
    for side in (Side.EXPENDITURE, Side.REVENUE):
        for stage in STAGES:
            stated = totals.of(side, stage)
            if stated:
                label = f"{side_title(side.value)}, {stated.stage_title.lower()}"
                yield Said(label, stated.short, stated.when)


def introduce_pictures() -> None:
    introduce("spending:contract", contract_picture)
    introduce("spending:budget-year", budget_picture)
