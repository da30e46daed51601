"""Typing what happened to drafts and resolutions: stages, rulings, and what one resolution does to another."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import DraftStageDraft, RelationKind, ResolutionRelationDraft, RulingDraft, RulingEffect, Stage
from council.importers.resolutions import normal_number
from council.importers.rulings import correct_relation, correct_ruling
from council.models import Body
from council.models.stages import OF_COMMITTEES
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.forms import SourcedForm
from watchdog.core.dates import today
from watchdog.core.ids import resolution_number


class DraftStageForm(SourcedForm):
    """One event on a draft's way; its draft and its kind are what it is, and are not corrected."""

    helps: ClassVar = {"body": gettext_lazy("The committee, where the event is a committee's.")}

    def prepare(self) -> None:
        if "body" in self.fields:
            self.fields["body"].queryset = Body.objects.filter(kind=Body.Kind.COMMITTEE)  # type: ignore[attr-defined]  # a field of records

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("day")
        draft = cleaned.get("draft") or (None if self.adding else self.instance.draft)
        stage = cleaned.get("stage") or self.instance.stage
        if stage in OF_COMMITTEES and not cleaned.get("body"):
            self.add_error("body", _("Say which committee."))
        if draft and draft.term.ends and cleaned.get("day") and cleaned["day"] > draft.term.ends:
            self.refuse_outside(draft.term, "day")
        return cleaned

    def draft(self) -> DraftStageDraft | None:
        if not self.adding:
            return None
        cleaned, print_, body = self.cleaned_data, self.cleaned_data["draft"], self.cleaned_data["body"]
        return DraftStageDraft(
            term=print_.term.slug,
            print_number=print_.number,
            stage=Stage(cleaned["stage"]),
            day=cleaned["day"],
            committee=body.name if body else "",
            words=cleaned["words"],
            note=cleaned["note"],
        )


class RulingForm(SourcedForm):
    """A ruling of supervision or a court, on a resolution named by its number or only by its subject."""

    draft_fields = {"resolution": "resolution_number"}
    helps: ClassVar = {
        "resolution_number": gettext_lazy(
            "Like II/24/2018; a resolution that is not known yet is joined when it comes."
        ),
        "subject": gettext_lazy("What the resolution was about, where the document does not give its number."),
    }

    def clean_resolution_number(self) -> str:
        number = normal_number(self.cleaned_data["resolution_number"])
        if number and self.touched("resolution_number") and resolution_number(number) is None:
            self.add_error("resolution_number", _("This is not the number of a resolution, like II/24/2018."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("ruled_on")
        day, year = cleaned.get("ruled_on"), cleaned.get("year")
        if year and self.touched("year") and year > today().year:
            self.add_error("year", _("This year has not come yet."))
        elif day and year and day.year != year:
            self.add_error("year", _("The year is not that of the day of the ruling."))
        if not cleaned.get("resolution_number") and not cleaned.get("subject") and not cleaned.get("resolution"):
            self.add_error("resolution_number", _("Name the resolution by its number, or by its subject."))
        return cleaned

    def draft(self) -> RulingDraft | None:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        names = ("subject", "authority_name", "number", "ruled_on", "year", "final", "words", "note")
        told = {name: cleaned[name] for name in (*names, "journal_year", "journal_position")}
        effect = RulingEffect(cleaned["effect"])
        return RulingDraft(resolution=cleaned["resolution_number"], effect=effect, **told)

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_ruling(record, self.altered(), evidence))


class ResolutionRelationForm(SourcedForm):
    """What one resolution does to another; what a title says follows the title, and is corrected there."""

    draft_fields = {"target": "target_number"}

    def clean_target_number(self) -> str:
        number = normal_number(self.cleaned_data["target_number"])
        if self.touched("target_number") and resolution_number(number) is None:
            self.add_error("target_number", _("This is not the number of a resolution, like II/24/2018."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        acting = cleaned.get("resolution") or (None if self.adding else self.instance.resolution)
        if self.adding and acting and not acting.number:
            self.add_error("resolution", _("This resolution has no number yet; give it one first."))
        if acting and acting.number and acting.number == cleaned.get("target_number"):
            self.add_error("target_number", _("A resolution cannot change itself."))
        if self.instance.from_title and self.touched("kind", "target_number"):
            self.add_error(None, _("This was read from the official title and follows it: correct the title."))
        return cleaned

    def draft(self) -> ResolutionRelationDraft | None:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        return ResolutionRelationDraft(
            resolution=cleaned["resolution"].number,
            kind=RelationKind(cleaned["kind"]),
            target=cleaned["target_number"],
            words=cleaned["words"],
            note=cleaned["note"],
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_relation(record, self.altered(), evidence))
