"""Entering what an office replies to a signal, or why it should be dismissed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.models import SignalWord
from watchdog.backroom.fields import Text
from watchdog.core.privacy import masked


class SignalWordForm(forms.Form):
    """A reply with its document and day, or a dismissal with its reason; a reviewer publishes either."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("word on a signal", "What it is"), choices=SignalWord.Kind.choices, widget=forms.RadioSelect
    )
    text = Text(
        label=gettext_lazy("What the office says, or the reason of the dismissal"),
        max_length=4000,
        help_text=gettext_lazy("It will be public, so name no private person."),
    )
    document = forms.CharField(
        label=gettext_lazy("Document (of a reply): kind, number"), max_length=300, required=False
    )
    address = forms.URLField(
        label=gettext_lazy("Address of the document"), assume_scheme="https", max_length=2000, required=False
    )
    said_on = forms.DateField(label=gettext_lazy("Day of the reply (2026-11-26)"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["text"] = masked(cleaned.get("text", ""))
        if cleaned.get("kind") == SignalWord.Kind.REPLY:
            if not cleaned.get("said_on"):
                self.add_error("said_on", _("A reply has its day."))
            if not (cleaned.get("document") or cleaned.get("address")):
                self.add_error("document", _("A reply has its document: name it or give its address."))
        return cleaned
