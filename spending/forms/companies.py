"""Typing what a document says of a municipal company: a form builds the same draft as a machine, and nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError as DraftError

from spending.drafts import BoardBody, BoardMemberDraft, CompanyDraft, LegalForm, span
from spending.importers import store_board_member, store_company
from spending.models import BoardMember, Company
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.core.text import squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Rejection

AS_OF = gettext_lazy("The day, month or year that the document speaks of: 2024-06-10, 2024-06, 2024.")


class StatementForm(forms.Form):
    """What one document says; the importer stores it while the form validates, so that a refusal is shown here."""

    user: ClassVar[User]
    """Who types; set by the admin for each request."""
    stored: Stored

    as_of = forms.CharField(label=gettext_lazy("As of"), max_length=10, required=False, help_text=AS_OF)
    address = forms.URLField(label=gettext_lazy("Address of the document"), assume_scheme="https", max_length=2000)
    place = forms.CharField(label=gettext_lazy("Page or place in the document"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Our note"), max_length=4000, required=False, widget=forms.Textarea)
    reason = forms.CharField(
        label=gettext_lazy("Reason of the correction"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Only where you type again what the portal has from the same document and day."),
    )

    def draft(self, told: dict[str, Any]) -> Any:
        """Build the draft of what was typed."""
        raise NotImplementedError

    def store(self, draft: Any, evidence: Evidence) -> Stored:
        """Store the draft through its importer."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        typed = {name: squash(value) if isinstance(value, str) else value for name, value in cleaned.items()}
        evidence = Evidence(
            user=self.user, address=typed.pop("address"), place=typed.pop("place"), reason=typed.pop("reason")
        )
        try:
            first, last = span(typed.pop("as_of"))
            told = {name: value for name, value in typed.items() if value not in ("", None)}
            draft = self.draft({**told, "as_of_first": first, "as_of_last": last})
            with transaction.atomic():
                self.stored = self.store(draft, evidence)
                if self.stored.outcome is Outcome.CHANGED and not evidence.reason:
                    raise ValueError(_("Say why you change it: every correction is shown with its reason."))
        except DraftError as error:
            raise ValidationError(polish(error)) from error
        except (Rejection, ValueError) as error:
            raise ValidationError(str(error)) from error
        return cleaned


class CompanyForm(StatementForm):
    """The city's share in a company; an unknown name makes a company."""

    name = forms.CharField(label=gettext_lazy("Name, with the legal form"), max_length=200)
    form = forms.ChoiceField(
        label=gettext_lazy("Legal form"),
        choices=[(LegalForm.UNKNOWN.value, gettext_lazy("not known")), *Company.Form.choices],
        required=False,
    )
    krs = forms.CharField(label="KRS", max_length=20, required=False)
    nip = forms.CharField(label="NIP", max_length=20, required=False)
    regon = forms.CharField(label="REGON", max_length=20, required=False)
    share_percent = forms.DecimalField(
        label=gettext_lazy("Share, percent"), min_value=0, max_value=100, decimal_places=4, required=False
    )
    share_words = forms.CharField(label=gettext_lazy("Share in words"), max_length=200, required=False)
    shares = forms.IntegerField(label=gettext_lazy("Number of shares"), min_value=0, required=False)
    value = forms.DecimalField(
        label=gettext_lazy("Value of the shares, zł"), min_value=0, decimal_places=2, max_digits=16, required=False
    )

    def draft(self, told: dict[str, Any]) -> CompanyDraft:
        return CompanyDraft(**told)

    def store(self, draft: Any, evidence: Evidence) -> Stored:
        return store_company(draft, evidence)


class BoardMemberForm(StatementForm):
    """Somebody in a body of a company that the portal knows."""

    company = forms.ModelChoiceField(label=gettext_lazy("Company"), queryset=Company.objects.all())
    name = forms.CharField(label=gettext_lazy("Name as printed"), max_length=160)
    body = forms.ChoiceField(label=gettext_lazy("Body"), choices=BoardMember.Body.choices)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=120, required=False)
    appointed_by = forms.CharField(label=gettext_lazy("Appointed by"), max_length=200, required=False)
    since = forms.DateField(label=gettext_lazy("Since"), required=False)
    until = forms.DateField(label=gettext_lazy("Until"), required=False)

    def draft(self, told: dict[str, Any]) -> BoardMemberDraft:
        return BoardMemberDraft(**{**told, "company": told["company"].name, "body": BoardBody(told["body"])})

    def store(self, draft: Any, evidence: Evidence) -> Stored:
        return store_board_member(draft, evidence)
