"""Which votes a page of figures is made of: a term, days inside it, all votes or the divided ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.models import Ballot, Term
from council.stats import EMPTY, Roll, VoteSet, roll_of
from watchdog.core.filters import NOT_A_CHOICE, DayField, ListForm
from watchdog.core.parameters import check_parameters
from watchdog.core.typography import long_date


def named_terms() -> QuerySet[Term]:
    """Give the terms with at least one vote by name, the newest first."""
    return Term.objects.filter(Exists(Ballot.objects.filter(vote__meeting__term=OuterRef("pk"))))


class PeriodForm(ListForm):
    """A term and days inside it; where no term is chosen, the page takes the newest one that it has."""

    kadencja = forms.ModelChoiceField(
        queryset=Term.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("the newest"),
        label=gettext_lazy("Term"),
        error_messages=NOT_A_CHOICE,
    )
    od = DayField(required=False, label=gettext_lazy("From"))
    do = DayField(required=False, label=gettext_lazy("To"))

    def __init__(self, data: Any, terms: list[Term]) -> None:
        super().__init__(data)
        field = self.fields["kadencja"]
        field.queryset = Term.objects.filter(pk__in=[term.pk for term in terms])  # type: ignore[attr-defined]  # a field of records
        field.choices = [("", field.empty_label), *((term.slug, str(term)) for term in terms)]  # type: ignore[attr-defined]  # likewise


class DivisionForm(PeriodForm):
    """Besides, whether votes without anybody against or abstaining count."""

    glosowania = forms.ChoiceField(
        choices=[("", gettext_lazy("divided ones")), ("wszystkie", gettext_lazy("all"))],
        required=False,
        label=gettext_lazy("Votes"),
        error_messages=NOT_A_CHOICE,
    )


@dataclass(frozen=True)
class Period:
    """The term of a page, its roll, and the votes of the days asked for."""

    form: PeriodForm
    unknown: list[str]
    """Parameters of the address that nothing reads."""
    term: Term | None
    roll: Roll
    among: VoteSet

    @property
    def is_valid(self) -> bool:
        return not self.unknown and self.form.is_valid()

    @property
    def contested(self) -> VoteSet:
        return self.among & self.roll.contested

    @property
    def all_votes(self) -> bool:
        """Whether votes without anybody against or abstaining were asked for too."""
        return self.is_valid and self.form.cleaned_data.get("glosowania") == "wszystkie"

    @property
    def words(self) -> str:
        """Say from which day to which the votes were held; one day is said once."""
        days = self.roll.days_of(self.among)
        if not days:
            return ""
        first, last = (long_date(day) for day in days)
        return _("%(first)s – %(last)s") % {"first": first, "last": last} if first != last else first


def period_of(
    params: QueryDict, terms: list[Term], form: type[PeriodForm] = PeriodForm, besides: tuple[str, ...] = ()
) -> Period:
    """
    Read the period from an address and the votes from the database, in five queries at most.

    ``besides`` are parameters that the page reads itself. An address that does not hold has no votes.
    """
    bound = form(params, terms)
    unknown = check_parameters(bound, params, besides)
    if unknown or not bound.is_valid():
        return Period(bound, unknown, None, EMPTY, 0)
    chosen = bound.cleaned_data
    term = chosen["kadencja"] or next(iter(terms), None)
    if term is None:
        return Period(bound, unknown, None, EMPTY, 0)
    roll = roll_of(term)
    return Period(bound, unknown, term, roll, roll.between(chosen["od"], chosen["do"]))
