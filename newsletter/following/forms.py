"""The forms of following: an address and how often; a new link; the rate of one alert."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsletter.addresses import normalized
from newsletter.following.guarding import drawn_now, is_drawn_here
from newsletter.models import Rate

LONGEST_TYPED = 1000
"""Characters of an address that are looked at."""


class AddressForm(forms.Form):
    """An address, and what tells a person from a machine."""

    use_required_attribute = False

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=LONGEST_TYPED,
        strip=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email", "size": 32}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    strona = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    czas = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["czas"].initial = drawn_now()

    def clean_email(self) -> str:
        return normalized(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        if self.is_bound and not is_drawn_here(self.data.get("czas", "")):
            raise ValidationError(_("This form is too old. Send it once more, please."))
        return super().clean() or self.cleaned_data

    @property
    def is_a_machine(self) -> bool:
        """Whether the field was filled that no person sees."""
        return bool(self.cleaned_data.get("strona"))


class FollowForm(AddressForm):
    """What a visitor tells to follow something."""

    rate = forms.ChoiceField(
        label=_("How often"),
        choices=Rate.choices,
        initial=Rate.DAILY,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("There is no such choice. Take one from the list.")},
    )
    zgoda = forms.BooleanField(
        label=_("I agree to get e-mails about this, by the terms above"),
        error_messages={"required": _("Without your consent we may not write to you.")},
    )

    field_order = ["email", "rate", "zgoda", "strona", "czas"]


class LettersForm(FollowForm):
    """What a visitor tells to get the newsletter, which comes when it comes."""

    rate = None  # type: ignore[assignment]  # Django's way to leave a field of the base out

    zgoda = forms.BooleanField(
        label=_("I agree to get the newsletter by e-mail, by the terms above"),
        error_messages={"required": _("Without your consent we may not write to you.")},
    )


class RateForm(forms.Form):
    """How often one alert is told."""

    rate = forms.ChoiceField(label=_("How often"), choices=Rate.choices)
