"""Typing petitions; a private person is masked before anything is stored."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import PetitionDraft, PetitionerKind, PetitionOutcome
from council.importers.petitions import correct_petition
from council.importers.resolutions import normal_number, resolution_numbered
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Line
from watchdog.backroom.forms import SourcedForm
from watchdog.core.dates import today
from watchdog.core.privacy import NATURAL_PERSON

LINKED = {"session": "meeting", "resolution_number": "resolution"}
"""Fields by which another record is named, and the record's own field that leads to it."""


class PetitionForm(SourcedForm):
    """A petition: when it came, from whom and to whom, for what, and what became of it."""

    draft_fields: ClassVar = {"resolution": "resolution_number"}

    resolution_number = Line(label=gettext_lazy("number of the resolution"), required=False)
    session = forms.IntegerField(
        label=gettext_lazy("number of the session"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=gettext_lazy("The session of the day on which it was decided, in ordinary figures."),
    )

    def prepare(self) -> None:
        if not self.adding:
            self.fields["session"].initial = self.instance.meeting.number if self.instance.meeting else None
            self.fields["resolution_number"].initial = str(self.instance.resolution or "")

    def clean_resolution_number(self) -> str:
        number = normal_number(self.cleaned_data["resolution_number"])
        if self.touched("resolution_number") and number and resolution_numbered(number) is None:
            raise forms.ValidationError(_("The portal does not know this resolution. Enter it first."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("received_on", "decided_on"):
            self.refuse_future(name)
        if self.touched("year") and (cleaned.get("year") or 0) > today().year:
            self.add_error("year", _("This year has not come yet."))
        self._mask(cleaned)
        if cleaned.get("received_on") and not cleaned.get("month"):
            cleaned["month"] = cleaned["received_on"].month
        return cleaned

    def _mask(self, cleaned: dict[str, Any]) -> None:
        """Put the mask where only a kind was chosen; a private person's name is refused and not repeated."""
        kind, petitioner = cleaned.get("petitioner_kind"), cleaned.get("petitioner")
        if kind == PetitionerKind.PERSON and petitioner not in ("", None, NATURAL_PERSON):
            self.add_error("petitioner", _("A private person is not named here. Leave this empty."))
        elif kind == PetitionerKind.PERSON:
            cleaned["petitioner"] = NATURAL_PERSON
        elif petitioner and not kind:
            self.add_error("petitioner_kind", _("Say who it is: a firm, an organisation or a group."))
        elif kind and not petitioner and "petitioner" not in self.errors:
            self.add_error("petitioner", _("Name it, or choose that the petitioner is not known."))

    def draft(self) -> PetitionDraft:
        cleaned = self.cleaned_data
        names = (
            *("year", "month", "received_on", "petitioner", "to_council", "to_mayor", "subject", "outcome_words"),
            *("decided_on", "committee", "committee_opinion", "session", "reasons", "note"),
        )
        return PetitionDraft(
            petitioner_kind=PetitionerKind(cleaned["petitioner_kind"]),
            outcome=PetitionOutcome(cleaned["outcome"]),
            resolution=cleaned["resolution_number"],
            **{name: cleaned[name] for name in names},
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        own = self.altered().keys() & {"address", "place"}
        fields = {LINKED.get(name, name) for name in self.corrections} | {"petitioner", "month"}
        values = {name: self.cleaned_data[name] for name in own}
        return Stored(record, correct_petition(record, draft, evidence, fields=fields, values=values))
