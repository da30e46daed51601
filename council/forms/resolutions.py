"""Typing resolutions, and correcting drafts that an agenda has brought."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from council.drafts import ResolutionDraft, Validity
from council.forms.base import SourcedForm
from council.importers import store_resolution
from council.importers.resolutions import normal_number
from watchdog.archive.writing import Evidence, Stored
from watchdog.core.dates import today
from watchdog.core.ids import resolution_number


class ResolutionForm(SourcedForm):
    """An adopted resolution: its number, day, title, publication and what supervision said of it."""

    def clean_number(self) -> str:
        return normal_number(self.cleaned_data["number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("adopted_on")
        if self.touched("number", "adopted_on", "year"):
            self._check_year(cleaned.get("year"))
        self._check_journal(cleaned.get("journal_year"), cleaned.get("year"))
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

    def draft(self) -> ResolutionDraft:
        cleaned = self.cleaned_data
        names = ("number", "adopted_on", "year", "title", "journal_year", "journal_position", "validity_note", "note")
        return ResolutionDraft(validity=Validity(cleaned["validity"]), **{name: cleaned[name] for name in names})

    def store(self, draft: Any, evidence: Evidence) -> Stored:
        return store_resolution(draft, evidence)


class DraftResolutionForm(SourcedForm):
    """A draft resolution; new ones come with the agenda items that bring them."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_outside(self.instance.term, "day")
        replaces = cleaned.get("replaces")
        if replaces and replaces.pk == self.instance.pk:
            self.add_error("replaces", _("A print cannot stand in for itself."))
        elif replaces and replaces.term_id != self.instance.term_id:
            self.add_error("replaces", _("This print belongs to another term."))
        return cleaned
