"""Two forms in which a person decides over a field with a reason: between two sides, and back to what stood before."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.archive.deciding import keep
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence
from watchdog.backroom.correcting import put
from watchdog.backroom.fields import Text
from watchdog.backroom.reverting import revert
from watchdog.core.privacy import masked
from watchdog.ingest.source import Rejection

logger = logging.getLogger(__name__)

ACCEPT, KEEP = "accept", "keep"
DECISIONS = {
    ACCEPT: gettext_lazy("Take over what the document says"),
    KEEP: gettext_lazy("Leave what stands"),
}


class ReasonedForm(forms.Form):
    """A step of a change's own record, taken with a reason that everybody will read."""

    reason = Text(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("Say how you know. It will be public, with the decision.")
    )

    def __init__(self, *args: Any, change: Change, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change
        self.user = user

    def clean_reason(self) -> str:
        return masked(str(self.cleaned_data["reason"]))

    def decide(self) -> bool:
        """Carry the decision out and tell whether it was possible; if not, the form says why and nothing is stored."""
        try:
            with transaction.atomic():
                # Two people may decide at once; the second one waits here.
                Change.objects.select_for_update().get(pk=self.change.pk)
                self.take()
        except Rejection as refusal:
            self.add_error(None, str(refusal))
        except (DataError, IntegrityError):
            logger.exception("the database refused a decision")
            self.add_error(None, _("The database refused this: a value is too long or contradicts another record."))
        return not self.errors

    def take(self) -> None:
        """Do what was decided; raise ``Rejection`` where it cannot be done."""
        raise NotImplementedError

    @property
    def told(self) -> str:
        """The decision and its reason in words, for the log of the back room."""
        raise NotImplementedError


class DecisionForm(ReasonedForm):
    """One waiting difference, decided with a reason."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=list(DECISIONS.items()), widget=forms.RadioSelect
    )
    field_order = ["decision", "reason"]

    @property
    def told(self) -> str:
        return f"{DECISIONS[self.cleaned_data['decision']]}: {self.cleaned_data['reason']}"

    def take(self) -> None:
        if not Change.objects.waiting().filter(pk=self.change.pk).exists():
            raise Rejection(_("Somebody has decided this meanwhile."))
        evidence = Evidence(user=self.user, snapshot=self.change.snapshot, reason=self.cleaned_data["reason"])
        if self.cleaned_data["decision"] == ACCEPT:
            put(self.change, evidence)
        else:
            keep(self.change, evidence)


class RevertForm(ReasonedForm):
    """One change taken back with a reason."""

    @property
    def told(self) -> str:
        return _("Taken back: %(reason)s") % {"reason": self.cleaned_data["reason"]}

    def take(self) -> None:
        revert(self.change, Evidence(user=self.user, reason=self.cleaned_data["reason"]))
