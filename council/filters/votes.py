"""What the list of votes is filtered by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.filters.base import seat_is_lost, terms
from council.models import Person, Vote
from council.models.vote_choices import Choice, Kind
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.core.words import CHOICE_WORDS
from watchdog.search.filters import TextFilter

KINDS = {
    "uchwala": Kind.RESOLUTION,
    "poprawka": Kind.AMENDMENT,
    "wniosek": Kind.PROCEDURAL,
    "kworum": Kind.QUORUM,
    "protokol": Kind.MINUTES,
    "porzadek": Kind.AGENDA,
    "uwaga-do-planu": Kind.PLANNING_REMARK,
    "wybor": Kind.ELECTION,
    "pakiet": Kind.PACKAGE,
    "reasumpcja": Kind.REPEATED,
    "stanowisko": Kind.POSITION,
    "inne": Kind.OTHER,
}
RESULTS = {"przyjete": Vote.Result.PASSED.value, "odrzucone": Vote.Result.FAILED.value, "nieznany": ""}


class VoteForm(forms.Form):
    """Refuses a choice without the person whose choice it is."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("glos") and not cleaned.get("radny") and "radny" not in self.errors:
            self.add_error("radny", ValidationError(_("Whose choice? Name the person too."), code="contradiction"))
        return cleaned


class VoteFilter(ListFilterSet):
    q = TextFilter("subject", label=gettext_lazy("Words of the question"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="meeting__term", queryset=terms, label=gettext_lazy("Term"))
    organ = ChoiceFilter(
        method="by_body",
        choices=[("rada", gettext_lazy("the council")), ("komisje", gettext_lazy("committees"))],
        label=gettext_lazy("Who voted"),
    )
    rodzaj = ChoiceFilter(
        method="by_kind",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        label=gettext_lazy("Kind of question"),
    )
    wynik = ChoiceFilter(
        method="by_result",
        choices=[
            ("przyjete", gettext_lazy("adopted")),
            ("odrzucone", gettext_lazy("rejected")),
            ("nieznany", gettext_lazy("result not known")),
        ],
        label=gettext_lazy("Result"),
    )
    zapis = ChoiceFilter(
        method="by_record",
        choices=[
            ("imienny", gettext_lazy("by name")),
            ("sumy", gettext_lazy("totals only")),
            ("bez-liczb", gettext_lazy("no numbers")),
            ("tajne", gettext_lazy("secret")),
        ],
        label=gettext_lazy("What we know"),
    )
    podzial = ChoiceFilter(
        method="by_division",
        choices=[
            ("podzielone", gettext_lazy("somebody against or abstaining")),
            ("wyrownane", gettext_lazy("close: up to 3 votes apart")),
            ("jednomyslne", gettext_lazy("nobody against or abstaining")),
            ("kluby", gettext_lazy("people of one club voted differently")),
        ],
        label=gettext_lazy("How divided"),
    )
    uwagi = ChoiceFilter(
        method="by_doubt",
        choices=[
            ("watpliwosci", gettext_lazy("with a doubt")),
            ("inny-wynik", gettext_lazy("our count gives another result")),
            ("uwagi", gettext_lazy("with somebody's remark")),
        ],
        label=gettext_lazy("Doubts and remarks"),
    )
    radny = RecordFilter(
        method="by_person",
        queryset=lambda request: Person.objects.for_choice(),
        over=seat_is_lost,
        label=gettext_lazy("Vote of this person"),
    )
    glos = ChoiceFilter(
        method="by_choice",
        choices=[(choice.value, CHOICE_WORDS[choice.value]) for choice in Choice],
        label=gettext_lazy("Their choice"),
    )

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (VoteForm, form), {})

    def by_body(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        return votes.of_committees() if value == "komisje" else votes.of_council()

    def by_kind(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        return votes.filter(kind=KINDS[value])

    def by_doubt(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        kept = {
            "watpliwosci": votes.with_findings,
            "inny-wynik": votes.recomputed_otherwise,
            "uwagi": votes.with_remarks,
        }
        return kept[value]()

    def by_result(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        return votes.filter(result=RESULTS[value])

    def by_record(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        kept = {
            "imienny": votes.by_name,
            "sumy": votes.by_totals,
            "bez-liczb": votes.by_word,
            "tajne": votes.held_secretly,
        }
        return kept[value]()

    def by_division(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        kept = {"podzielone": votes.contested, "wyrownane": votes.close, "jednomyslne": votes.unanimous}
        kept |= {"kluby": votes.split}
        return kept[value]()

    def by_person(self, votes: Any, name: str, person: Person) -> QuerySet[Vote]:
        return votes.answered(person, self.form.cleaned_data.get("glos") or "")

    def by_choice(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        return votes  # asked together with the person, in by_person
