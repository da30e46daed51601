"""What the list of votes is filtered by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import Person, Vote
from council.models.votes import Choice
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.core.words import CHOICE_WORDS
from watchdog.search.filters import TextFilter

RESULTS = {"przyjete": Vote.Result.PASSED.value, "odrzucone": Vote.Result.FAILED.value, "nieznany": ""}


class VoteForm(forms.Form):
    """Refuses a choice without the person whose choice it is."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("glos") and not cleaned.get("radny") and "radny" not in self.errors:
            self.add_error("radny", _("Whose choice? Name the person too."))
        return cleaned


class VoteFilter(ListFilterSet):
    q = TextFilter("subject", label=gettext_lazy("Words of the question"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="meeting__term", queryset=terms, label=gettext_lazy("Term"))
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
        ],
        label=gettext_lazy("How divided"),
    )
    radny = RecordFilter(
        method="by_person",
        queryset=lambda request: Person.objects.for_choice(),
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
        return kept[value]()

    def by_person(self, votes: Any, name: str, person: Person) -> QuerySet[Vote]:
        return votes.answered(person, self.form.cleaned_data.get("glos") or "")

    def by_choice(self, votes: Any, name: str, value: str) -> QuerySet[Vote]:
        return votes  # asked together with the person, in by_person
