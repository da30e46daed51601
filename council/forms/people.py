"""Typing people: a line of a roster, a name with its spellings, a mandate."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import PersonDraft
from council.importers.corrections import correct_person
from council.importers.places import city
from council.models import Club, Mandate, Person
from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Line, Lines, typed
from watchdog.backroom.forms import SourcedForm
from watchdog.cities import TermProfile
from watchdog.core.text import split_name

NAME_LENGTH = 160
PART_LENGTH = 80
"""How long given names, or a family name, can be."""
MANDATE_FIELDS = ["since", "until", "start_reason", "end_reason", "committee", "district", "votes_received", "function"]

MandateFields = type(
    "MandateFields", (forms.Form,), dict(forms.fields_for_model(Mandate, MANDATE_FIELDS, formfield_callback=typed))
)
"""The fields of a mandate, for the form that makes a person together with one."""


def terms_known() -> list[tuple[str, str]]:
    """Give the terms of the city's profile, the newest first, as choices."""
    terms = sorted(city().council.terms, key=lambda term: term.starts, reverse=True)
    return [(term.slug, f"{term.slug.replace('-', '–')} ({term.name})") for term in terms]


def term_known(slug: str) -> TermProfile | None:
    """Give the term of this name from the city's profile."""
    return next((term for term in city().council.terms if term.slug == slug), None)


class MandateForm(SourcedForm):
    """The days and circumstances of a mandate."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_end_before_start()
        slug = cleaned.get("term_slug", "") if self.adding else self.instance.term.slug
        self.refuse_outside(term_known(slug), "since", "until")
        return cleaned


class RosterForm(MandateForm):
    """A mandate somebody won, as a roster states it."""

    draft_fields = {"votes": "votes_received"}

    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)
    club = forms.ModelChoiceField(
        Club.objects.select_related("term"),
        label=gettext_lazy("club"),
        required=False,
        help_text=gettext_lazy("Of the same term. The club of councillors, not the election committee."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        club, term = cleaned.get("club"), cleaned.get("term_slug")
        if club and club.term.slug != term:
            self.add_error("club", _("This club belongs to another term."))
        return cleaned

    def line(self, name: str) -> PersonDraft:
        """Give the roster line of somebody who bears this name."""
        cleaned = self.cleaned_data
        fields = {field: cleaned[field] for field in MANDATE_FIELDS if field != "votes_received"}
        club = cleaned["club"].name if cleaned["club"] else ""
        return PersonDraft(
            term=cleaned["term_slug"],
            name=name,
            club=club,
            votes=cleaned["votes_received"],
            note=cleaned["note"],
            **fields,
        )


class PersonAddForm(RosterForm, MandateFields):  # type: ignore[misc,valid-type]  # made at run time from the model
    """A councillor new to the portal; a name that somebody bears already is that person's next mandate."""

    full_name = Line(
        label=gettext_lazy("given names and family name"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Given names first: Anna Maria Nowak-Lis."),
    )

    def clean_full_name(self) -> str:
        name = str(self.cleaned_data["full_name"])
        given, family = split_name(name)
        if not given:
            raise ValidationError(_("Give both: the given name and the family name."))
        if max(len(given), len(family)) > PART_LENGTH:
            raise ValidationError(_("Given names, like a family name, have at most 80 characters."))
        return name

    def draft(self) -> PersonDraft:
        return self.line(self.cleaned_data["full_name"])

    def record_of(self, stored: Stored) -> Sourced:
        return cast(Mandate, stored.record).person


class MandateAddForm(RosterForm):
    """One more mandate of somebody the portal knows."""

    def draft(self) -> PersonDraft:
        return self.line(self.cleaned_data["person"].name)

    def known(self) -> dict[str, Any]:
        return {"person": self.cleaned_data["person"].pk}


class PersonForm(SourcedForm):
    """A person's name, and every form under which documents name the person."""

    spellings = Lines(
        label=gettext_lazy("spellings of the name"),
        required=False,
        help_text=gettext_lazy(
            "One a line: a former family name, a second given name. A roll call finds the person by any of them; case, "
            "diacritics and the order of names do not matter."
        ),
    )

    def prepare(self) -> None:
        if isinstance(self.instance, Person):
            self.fields["spellings"].initial = [name.name for name in self.instance.names.order_by("pk")]

    def clean_spellings(self) -> list[str]:
        spellings: list[str] = self.cleaned_data["spellings"]
        if any(len(name) > NAME_LENGTH for name in spellings):
            raise ValidationError(_("A name has at most 160 characters."))
        return spellings

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        spellings = self.cleaned_data["spellings"] if "spellings" in self.corrections else None
        return Stored(record, correct_person(record, self.altered(), evidence, spellings))
