"""Deciding who is who: two organizations are one, or two; some spellings are another's; one is a private person."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spending.importers.identity import merge, say_different, split
from spending.importers.masking import mask
from spending.importers.rows_of import count_rows, rows_by_spelling
from spending.models import Organization, OrganizationDecision, Spelling
from watchdog.backroom.fields import Text
from watchdog.ingest.source import Rejection

logger = logging.getLogger(__name__)


class PairForm(forms.Form):
    """Which two organizations are compared; both are links of a page, nobody types their keys."""

    zostaje = forms.ModelChoiceField(Organization.objects.standing())
    drugi = forms.ModelChoiceField(Organization.objects.standing())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("zostaje") and cleaned.get("zostaje") == cleaned.get("drugi"):
            raise forms.ValidationError(_("Choose two different records."), code="same")
        return cleaned


class DecisionForm(forms.Form):
    """Something that is decided of organizations with a reason, and only of what the page has shown."""

    reason = Text(label=gettext_lazy("Reason"), help_text=gettext_lazy("How you know. It will be public."))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["seen"] = self.fingerprint()
        self.done: OrganizationDecision | None = None

    def shown(self) -> list[Any]:
        """Give what the page shows and what must not have changed meanwhile."""
        raise NotImplementedError

    def carry_out(self) -> OrganizationDecision:
        raise NotImplementedError

    def fingerprint(self) -> str:
        """Give a mark of what the page shows."""
        return hashlib.sha256(repr(self.shown()).encode()).hexdigest()[:16]

    def decide(self) -> bool:
        """Carry it out and tell whether it was possible; if not, the form says why and nothing is stored."""
        try:
            with transaction.atomic():
                if self.cleaned_data["seen"] != self.fingerprint():
                    raise Rejection(_("Something has changed meanwhile. Look at the page again, then confirm."))
                self.done = self.carry_out()
        except Rejection as refusal:
            self.add_error(None, str(refusal))
        except (DataError, IntegrityError):
            logger.exception("the database refused a decision on organizations")
            self.add_error(None, _("Somebody is writing of this organization just now. Try again in a moment."))
        return not self.errors


class MergeForm(DecisionForm):
    """Two records of one organization, made one; or two that are two."""

    def __init__(self, *args: Any, kept: Organization, gone: Organization, **kwargs: Any) -> None:
        self.kept, self.gone = kept, gone
        self.moves = count_rows(list(gone.spellings.all()))
        super().__init__(*args, **kwargs)

    def shown(self) -> list[Any]:
        return [self.kept.pk, self.gone.pk, self.moves]

    def carry_out(self) -> OrganizationDecision:
        decide = say_different if "different" in self.data else merge
        return decide(self.kept, self.gone, self.user, self.cleaned_data["reason"])


class SplitForm(DecisionForm):
    """Some spellings of an organization, made one of their own."""

    chosen = forms.ModelMultipleChoiceField(
        Spelling.objects.none(),
        label=gettext_lazy("spellings of the other organization"),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["chosen", "reason", "seen"]

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        self.organization = organization
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.queryset = organization.spellings.all()
        words = dict(spellings_in_words(organization))
        field.label_from_instance = lambda spelling: words[spelling.pk]

    def shown(self) -> list[Any]:
        return [self.organization.pk, *self.organization.spellings.order_by("pk").values_list("pk", flat=True)]

    @property
    def moving(self) -> list[tuple[str, int]]:
        """How many rows, by kind, the chosen spellings take with them."""
        return count_rows(list(self.cleaned_data.get("chosen", [])))

    def carry_out(self) -> OrganizationDecision:
        told = self.cleaned_data
        return split(self.organization, list(told["chosen"]), self.user, told["reason"])


class HideForm(DecisionForm):
    """An organization that is a private person."""

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        self.organization = organization
        self.moves = count_rows(list(organization.spellings.all()))
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("How you know, without the name. It will be public.")

    def shown(self) -> list[Any]:
        return [self.organization.pk, self.moves]

    def carry_out(self) -> OrganizationDecision:
        return mask(self.organization, self.user, self.cleaned_data["reason"])


def spellings_in_words(organization: Organization) -> list[tuple[int, str]]:
    """Name the spellings of an organization, by their keys, with how many rows are written so."""
    spellings = list(organization.spellings.all())
    rows = rows_by_spelling(spellings)
    return [(each.pk, _words(each, rows[each.pk])) for each in spellings]


def _words(spelling: Spelling, rows: int) -> str:
    pairs = (("NIP", spelling.nip), ("REGON", spelling.regon), ("KRS", spelling.krs))
    numbers = ", ".join(f"{label} {number}" for label, number in pairs if number)
    return _("%(name)s (rows: %(n)s)") % {
        "name": f"{spelling.name}, {numbers}" if numbers else spelling.name,
        "n": rows,
    }
