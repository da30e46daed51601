"""Typing resolutions and draft resolutions, and correcting them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import DraftStageDraft, Initiator, ResolutionDraft, Stage, Validity
from council.forms.people import term_known, terms_known
from council.importers.places import term_named
from council.importers.resolutions import correct_resolution, known_draft, normal_number
from council.models import DraftStage
from council.models.resolutions import OF_PEOPLE
from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.forms import SourcedForm
from watchdog.backroom.links import admin_url
from watchdog.core.dates import today
from watchdog.core.ids import resolution_number


class ResolutionForm(SourcedForm):
    """An adopted resolution: its number, day, title, publication and what supervision said of it."""

    helps: ClassVar = {
        "eli": gettext_lazy("The address of the act in the official journal, as the journal gives it."),
        "validity": gettext_lazy("What the latest ruling says; empty where there was none."),
        "validity_note": gettext_lazy("The ruling in the words of the document: who, when, and its sign."),
    }

    def clean_number(self) -> str:
        return normal_number(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("adopted_on")
        if self.touched("number", "adopted_on", "year"):
            self._check_year(cleaned.get("year"))
        self._check_journal(cleaned.get("journal_year"), cleaned.get("year"))
        self._check_days(cleaned.get("journal_on"), cleaned.get("adopted_on"))
        if self.touched("validity", "validity_note") and cleaned.get("validity_note") and not cleaned.get("validity"):
            self.add_error("validity", _("Say what the ruling decided."))
        return cleaned

    def _check_year(self, year: int | None) -> None:
        day, number = self.cleaned_data.get("adopted_on"), resolution_number(self.cleaned_data.get("number") or "")
        if year and year > today().year:
            self.add_error("year", _("This year has not come yet."))
        elif day and year and day.year != year:
            self.add_error("year", _("The year is not that of the day of adoption."))
        elif number and year and number.year != year:
            self.add_error("year", _("The year is not that of the number."))

    def _check_journal(self, journal: int | None, year: int | None) -> None:
        if not journal or not self.touched("journal_year", "year"):
            return
        if journal > today().year:
            self.add_error("journal_year", _("This year has not come yet."))
        elif year and journal < year:
            self.add_error("journal_year", _("No resolution is published before its year."))

    def _check_days(self, published: date | None, adopted: date | None) -> None:
        self.refuse_future("journal_on")
        year = self.cleaned_data.get("journal_year")
        if published and self.touched("journal_on", "journal_year") and year and published.year != year:
            self.add_error("journal_on", _("The day is not in the year of the journal."))
        elif published and adopted and self.touched("journal_on", "adopted_on") and published < adopted:
            self.add_error("journal_on", _("No resolution is published before it is adopted."))

    def draft(self) -> ResolutionDraft:
        cleaned = self.cleaned_data
        names = ("number", "adopted_on", "year", "title", "journal_year", "journal_position", "validity_note", "note")
        told = {name: cleaned[name] for name in (*names, "journal_on", "in_force_on", "eli")}
        return ResolutionDraft(validity=Validity(cleaned["validity"]), **told)

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_resolution(record, self.altered(), evidence))


class DraftResolutionForm(SourcedForm):
    """A draft resolution; most new ones come with the agenda items that bring them."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_outside(self.instance.term, "day")
        replaces = cleaned.get("replaces")
        if replaces and replaces.pk == self.instance.pk:
            self.add_error("replaces", _("A print cannot stand in for itself."))
        elif replaces and replaces.term_id != self.instance.term_id:
            self.add_error("replaces", _("This print belongs to another term."))
        self._check_mover(cleaned)
        return cleaned

    def _check_mover(self, cleaned: dict[str, Any]) -> None:
        """Refuse a name of a resident, and a club, committee or person that is not of the mover's kind."""
        kind = cleaned.get("initiator") or ""
        if kind in ("", Initiator.RESIDENTS) and cleaned.get("initiator_name"):
            private = _("Residents are private people: leave the name out.")
            self.add_error("initiator_name", private if kind else _("Say first what kind of mover it is."))
        kinds = {"initiator_club": (Initiator.CLUB,), "initiator_body": (Initiator.COMMITTEE,)}
        for name, fitting in {**kinds, "initiator_person": OF_PEOPLE}.items():
            if cleaned.get(name) and kind not in fitting:
                self.add_error(name, _("This does not go with the kind of mover."))
        club = cleaned.get("initiator_club")
        if club and club.term_id != self.instance.term_id:
            self.add_error("initiator_club", _("This club belongs to another term."))


class DraftResolutionAddForm(SourcedForm):
    """A draft that no agenda has brought yet: what was tabled, when and by whom; people and clubs are found by name."""

    draft_fields = {"print_number": "number"}

    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)

    def prepare(self) -> None:
        self.fields["day"].label = _("day of tabling")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("day")
        self.refuse_outside(term_known(cleaned.get("term_slug", "")), "day")
        kind = cleaned.get("initiator")
        if cleaned.get("initiator_name") and kind in ("", Initiator.RESIDENTS):
            private = _("Residents are private people: leave the name out.")
            self.add_error("initiator_name", private if kind else _("Say first what kind of mover it is."))
        self._refuse_known(cleaned.get("term_slug"), cleaned.get("number"))
        return cleaned

    def _refuse_known(self, term: str | None, number: str | None) -> None:
        known = known_draft(term_named(term), number) if term and number else None
        if known is not None:
            message = _('The portal knows this print already: <a href="{url}">correct it there</a>.')
            refusal = ValidationError(format_html(message, url=admin_url(known)), code="already_known")
            self.add_error("number", refusal)

    def draft(self) -> DraftStageDraft:
        cleaned = self.cleaned_data
        return DraftStageDraft(
            term=cleaned["term_slug"],
            print_number=cleaned["number"],
            stage=Stage.TABLED,
            initiator=Initiator(cleaned["initiator"]),
            **{name: cleaned[name] for name in ("title", "day", "initiator_name", "note")},
        )

    def record_of(self, stored: Stored) -> Sourced:
        return cast(DraftStage, stored.record).draft
