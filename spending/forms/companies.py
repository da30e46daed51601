"""Typing what a document says of a municipal company: a form builds the same draft as a machine, and nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError as DraftError

from spending.drafts import BoardBody, BoardMemberDraft, CompanyDraft, LegalForm, span
from spending.models import BoardMember, Company
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.backroom.drafts import kind_of, store_typed
from watchdog.backroom.forms import TITLE_LENGTH
from watchdog.backroom.links import may_change
from watchdog.backroom.models import Submission
from watchdog.core.privacy import masked
from watchdog.core.text import squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Rejection

AS_OF = gettext_lazy("The day, month or year that the document speaks of: 2024-06-10, 2024-06, 2024.")


class StatementForm(forms.Form):
    """What one document says; its importer takes it while the form validates, so that a refusal is shown here."""

    user: ClassVar[User]
    """Who types; set by the admin for each request."""
    stored: Stored
    submission: Submission | None = None
    """What goes to review, where it is new."""

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        typed = {name: masked(squash(value)) if isinstance(value, str) else value for name, value in cleaned.items()}
        evidence = Evidence(
            user=self.user, address=typed.pop("address"), place=typed.pop("place"), reason=typed.pop("reason")
        )
        try:
            first, last = span(typed.pop("as_of"))
            told = {name: value for name, value in typed.items() if value not in ("", None)}
            self._take_in(self.draft({**told, "as_of_first": first, "as_of_last": last}), evidence)
        except DraftError as error:
            raise ValidationError(polish(error)) from error
        except (Rejection, ValueError) as error:
            raise ValidationError(str(error)) from error
        return cleaned

    def _take_in(self, draft: Any, evidence: Evidence) -> None:
        """Let the importer take what was typed; what is new is undone and goes to review, what corrects stays."""
        with transaction.atomic():
            self.stored = store_typed(draft, evidence, {})
            if self.stored.outcome is Outcome.STORED:
                self.submission = self._submission(draft, evidence)
                transaction.set_rollback(True)
            elif self.stored.outcome is Outcome.CHANGED:
                self._refuse_correction(evidence)

    def _submission(self, draft: Any, evidence: Evidence) -> Submission:
        return Submission(
            kind=kind_of(draft),
            title=Truncator(str(self.stored.record)).chars(TITLE_LENGTH),
            draft=draft.model_dump(mode="json"),
            address=evidence.address,
            place=evidence.place,
            author=self.user,
        )

    def _refuse_correction(self, evidence: Evidence) -> None:
        """Refuse, by a ``ValueError``, to change a published record without the right or without a reason."""
        if not may_change(self.user, self.stored.record):
            raise ValueError(_("The portal knows this and says something else of it; a reviewer may correct it."))
        if not evidence.reason:
            raise ValueError(_("Say why you change it: every correction is shown with its reason."))


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
