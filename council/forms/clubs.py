"""Typing clubs of councillors, and who stood in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import ClubMembershipDraft
from council.forms.people import term_known, terms_known
from council.importers.places import term_named
from council.models import Club
from watchdog.backroom.forms import SourcedForm
from watchdog.core.text import slugify

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Club]
else:
    ModelForm = forms.ModelForm


SLUG_LENGTH = 80


class ClubForm(ModelForm):
    """A club of one term; two clubs of a term have two names."""

    term_slug = forms.ChoiceField(label=capfirst(gettext_lazy("term")), choices=terms_known)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["term_slug"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, club = cleaned.get("name"), self.instance
        if self.errors or not name:
            return cleaned
        if club.pk is None:
            club.term, club.slug = term_named(cleaned["term_slug"]), slugify(name, SLUG_LENGTH)
            if not club.slug:
                self.add_error("name", _("Write letters or figures."))
        others = Club.objects.filter(term=club.term).exclude(pk=club.pk)
        if others.filter(name=name).exists() or others.filter(slug=club.slug).exists():
            self.add_error("name", _("This term has a club of this name already."))
        return cleaned


class MembershipForm(SourcedForm):
    """From when to when a person stood in a club."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_end_before_start()
        club = cleaned.get("club")
        self.refuse_outside(club and term_known(club.term.slug), "since", "until")
        return cleaned

    def draft(self) -> ClubMembershipDraft | None:
        if not self.adding:
            return None
        cleaned, club = self.cleaned_data, self.cleaned_data["club"]
        days = {"since": cleaned["since"], "until": cleaned["until"]}
        return ClubMembershipDraft(
            term=club.term.slug, name=cleaned["person"].name, club=club.name, note=cleaned["note"], **days
        )

    def known(self) -> dict[str, Any]:
        return {"person": self.cleaned_data["person"].pk}
