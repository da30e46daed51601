"""Typing resolutions, and correcting drafts that an agenda has brought."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from council.drafts import Initiator, ResolutionDraft, Validity
from council.forms.base import SourcedForm
from council.importers import store_resolution
from council.importers.resolutions import correct_resolution, normal_number
from council.models.resolutions import OF_PEOPLE
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

    def store(self, draft: Any, evidence: Evidence) -> Stored:
        return store_resolution(draft, evidence)

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_resolution(record, self.altered(), evidence))


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
