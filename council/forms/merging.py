"""Making one person of two records, and two of one: what is asked before it is done."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.forms.people import PART_LENGTH
from council.importers.conflicts import Conflict, conflicts
from council.importers.merging import merge, what_moves
from council.importers.splitting import Bundle, bundles, doubts_about, split
from council.models import Person, PersonMerge
from watchdog.backroom.fields import Line, Text
from watchdog.ingest.source import Rejection

logger = logging.getLogger(__name__)


class PairForm(forms.Form):
    """Which two records are to be compared."""

    zostaje = forms.ModelChoiceField(Person.objects.for_choice(), label=gettext_lazy("the record that stays"))
    drugi = forms.ModelChoiceField(Person.objects.for_choice(), label=gettext_lazy("the record that joins it"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("zostaje") and cleaned.get("zostaje") == cleaned.get("drugi"):
            raise ValidationError(_("Choose two different records."), code="same")
        return cleaned


class DoneOnce(forms.Form):
    """Something that is done to people with a reason, and only to what the page has shown."""

    reason = Text(label=gettext_lazy("Reason"), help_text=gettext_lazy("How you know. It will be public."))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["seen"] = self.fingerprint()
        self.done: PersonMerge | None = None

    def fingerprint(self) -> str:
        """Give a mark of what the page shows; another one means that something has changed meanwhile."""
        raise NotImplementedError

    def carry_out(self) -> PersonMerge:
        raise NotImplementedError

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
            logger.exception("the database refused to merge or to part people")
            self.add_error(None, _("Somebody is writing of this person just now. Try again in a moment."))
        return not self.errors


def _mark(*told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


class MergeForm(DoneOnce):
    """Two records of one person, made one."""

    def __init__(self, *args: Any, kept: Person, gone: Person, **kwargs: Any) -> None:
        self.kept, self.gone = kept, gone
        self.conflicts: list[Conflict] = conflicts(kept, gone)
        self.moves = what_moves(gone, kept)
        super().__init__(*args, **kwargs)

    @property
    def forbidden(self) -> bool:
        """Whether the two cannot be one person."""
        return any(each.forbids for each in self.conflicts)

    def fingerprint(self) -> str:
        return _mark(self.kept.pk, self.gone.pk, self.moves, [each.text for each in self.conflicts])

    def carry_out(self) -> PersonMerge:
        return merge(self.kept, self.gone, self.user, self.cleaned_data["reason"])


class SplitForm(DoneOnce):
    """One record parted in two: the other person's name, and what is theirs."""

    given = Line(label=gettext_lazy("given names of the other person"), max_length=PART_LENGTH)
    family = Line(label=gettext_lazy("family name of the other person"), max_length=PART_LENGTH)
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("what is the other person's"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["given", "family", "chosen", "reason", "seen"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        self.bundles: list[Bundle] = bundles(person)
        super().__init__(*args, **kwargs)
        self.initial = {"given": person.given_name, "family": person.family_name, **self.initial}
        self.fields["chosen"].choices = [(each.key, bundle_words(each)) for each in self.bundles]  # type: ignore[attr-defined]  # a field of choices

    def fingerprint(self) -> str:
        return _mark(self.person.pk, [(each.key, len(each.rows)) for each in self.bundles])

    @property
    def doubts(self) -> list[str]:
        """What would stand without a mandate, in words."""
        return doubts_about(self.person, self.cleaned_data.get("chosen", []))

    @property
    def moving(self) -> list[str]:
        """What was chosen, in words."""
        chosen = self.cleaned_data.get("chosen", [])
        return [bundle_words(each) for each in self.bundles if each.key in chosen]

    def carry_out(self) -> PersonMerge:
        told = self.cleaned_data
        return split(self.person, told["given"], told["family"], told["chosen"], self.user, told["reason"])


def bundle_words(bundle: Bundle) -> str:
    """Name what can be parted: its kind, itself, and of a meeting how many rows."""
    if bundle.meeting:
        return _("papers of a meeting: %(label)s (rows: %(n)s)") % {"label": bundle.label, "n": len(bundle.rows)}
    return f"{bundle.rows[0][1]._meta.verbose_name}: {bundle.label}"
