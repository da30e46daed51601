"""What a reader sends about a record, and what a moderator decides of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from watchdog.backroom.fields import Line, Text
from watchdog.core.privacy import masked
from watchdog.errata.models import Objection

LONGEST = 4000
TRAP = "strona"
"""A field that people do not see; what fills it in is a program."""


class ObjectionForm(forms.Form):
    """A remark or an objection; only its kind and its text are asked for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=Objection.Kind.choices, widget=forms.RadioSelect
    )
    text = Text(
        label=pgettext_lazy("a remark", "Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text=gettext_lazy("What is wrong, what is right, and which document says so. Up to 4000 letters."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail (not required)"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Only for our answer. We keep it apart, show it to nobody and delete it afterwards."),
    )
    signature = Line(
        label=gettext_lazy("Sign publicly as (not required)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "For councillors and offices: name and function. Once we have confirmed it, it stands beside the remark."
        ),
    )
    strona = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    use_required_attribute = False

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get(TRAP, "").strip())

    def shown(self) -> list[forms.BoundField]:
        """Give the fields that people see."""
        return [field for field in self if field.name != TRAP]


class DecisionForm(forms.Form):
    """A moderator's word: accepted or refused, the answer, and what stands beside the record."""

    accepted = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("yes", pgettext_lazy("decision on a remark", "accept")),
            ("no", pgettext_lazy("decision on a remark", "refuse")),
        ],
        widget=forms.RadioSelect,
    )
    answer = Text(
        label=gettext_lazy("Answer with the reason"),
        max_length=LONGEST,
        help_text=gettext_lazy("The sender sees it. A refusal says why."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
    )
    published = Text(
        label=gettext_lazy("Text beside the record"),
        max_length=LONGEST,
        required=False,
        help_text=gettext_lazy("Public, so name no private person. Empty: nothing is shown."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
    )
    sign = forms.BooleanField(label=gettext_lazy("I have confirmed who it is: show the signature"), required=False)

    def __init__(self, objection: Objection, *args: Any, **kwargs: Any) -> None:
        self.objection = objection
        super().__init__(*args, **kwargs)
        if objection.is_private:
            del self.fields["published"]
        sender = getattr(objection, "sender", None)
        if objection.is_private or not (sender and sender.signature):
            del self.fields["sign"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["published"] = masked(cleaned.get("published", ""))
        if cleaned.get("accepted") == "no" and cleaned["published"]:
            self.add_error("published", _("What is refused is not shown. Empty this field or accept the remark."))
        if cleaned.get("sign") and not cleaned["published"]:
            self.add_error("sign", _("There is nothing to sign: no text stands beside the record."))
        return cleaned
