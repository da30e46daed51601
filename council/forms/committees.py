"""Typing committees, functions and memberships, and opinions on drafts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import BodyMembershipDraft, BodyRole, CommitteeDraft, OpinionDraft, Verdict
from council.forms.people import term_known, terms_known
from council.importers.committees import correct_opinion
from council.models import Body
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Line
from watchdog.backroom.forms import SourcedForm
from watchdog.core.text import slugify

COUNTERS = {"za": "votes_for", "przeciw": "votes_against", "wstrzymal_sie": "votes_abstaining"}


def committees() -> QuerySet[Body]:
    """Offer every committee; the council itself is none."""
    return Body.objects.filter(kind=Body.Kind.COMMITTEE)


class CommitteeForm(SourcedForm):
    """A committee in one term, and between which days all its members are known."""

    committee = Line(label=gettext_lazy("full name"), max_length=200, required=False)
    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)

    def prepare(self) -> None:
        if not self.adding:
            del self.fields["committee"], self.fields["term_slug"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.adding and "committee" not in self.errors and not slugify(cleaned.get("committee") or ""):
            self.add_error("committee", _("Write letters or figures."))
        since, until = cleaned.get("members_known_since"), cleaned.get("members_known_until")
        if (since is None) != (until is None):
            self.add_error("members_known_until", _("Give both days, or neither."))
        elif since and until and until < since:
            self.add_error("members_known_until", _("The end is before the start."))
        slug = cleaned.get("term_slug", "") if self.adding else self.instance.term.slug
        self.refuse_outside(term_known(slug), "members_known_since", "members_known_until")
        return cleaned

    def draft(self) -> CommitteeDraft | None:
        if not self.adding:
            return None
        names = ("committee", "members_known_since", "members_known_until", "note")
        typed = {name: self.cleaned_data[name] for name in names}
        return CommitteeDraft(term=self.cleaned_data["term_slug"], **typed)


class BodyMembershipForm(SourcedForm):
    """From when to when somebody had a function in the council, or sat in a committee."""

    committee = forms.ModelChoiceField(
        committees(),
        label=gettext_lazy("committee"),
        required=False,
        empty_label=gettext_lazy("the council itself"),
        help_text=gettext_lazy("A committee that is not on the list is added under “Committees” first."),
    )
    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)

    def prepare(self) -> None:
        if not self.adding:
            del self.fields["committee"], self.fields["term_slug"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_end_before_start()
        slug = cleaned.get("term_slug", "") if self.adding else self.instance.term.slug
        self.refuse_outside(term_known(slug), "since", "until")
        return cleaned

    def draft(self) -> BodyMembershipDraft | None:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        names = ("since", "until", "start_reason", "end_reason", "note")
        return BodyMembershipDraft(
            term=cleaned["term_slug"],
            committee=cleaned["committee"].name if cleaned["committee"] else "",
            name=cleaned["person"].name,
            role=BodyRole(cleaned["role"]),
            **{name: cleaned[name] for name in names},
        )

    def known(self) -> dict[str, Any]:
        return {"person": self.cleaned_data["person"].pk}


class OpinionForm(SourcedForm):
    """What a committee said of a print, with the numbers that its document prints."""

    draft_fields = COUNTERS

    def prepare(self) -> None:
        if "committee" in self.fields:
            self.fields["committee"].queryset = committees()  # type: ignore[attr-defined]  # a field of records

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("day")
        paper = cleaned.get("draft") if self.adding else self.instance.draft
        self.refuse_outside(paper and term_known(paper.term.slug), "day")
        return cleaned

    def draft(self) -> OpinionDraft | None:
        if not self.adding:
            return None
        cleaned = self.cleaned_data
        counters = {official: cleaned[typed] for official, typed in COUNTERS.items()}
        return OpinionDraft(
            term=cleaned["draft"].term.slug,
            committee=cleaned["committee"].name,
            print_number=cleaned["draft"].number,
            day=cleaned["day"],
            verdict=Verdict(cleaned["verdict"]),
            label=cleaned["label"],
            note=cleaned["note"],
            **counters,
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_opinion(record, self.altered(), evidence))
