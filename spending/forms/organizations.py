"""Correcting what the portal knows of an organization: its name, its numbers, the municipal company that it is."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext as _

from watchdog.backroom.forms import SourcedForm
from watchdog.core.ids import krs, nip, regon


class OrganizationForm(SourcedForm):
    """An organization as registers have it, corrected; its spellings are decided on pages of their own."""

    def clean_nip(self) -> str:
        return checked_number("NIP", self.cleaned_data["nip"], nip)

    def clean_regon(self) -> str:
        return checked_number("REGON", self.cleaned_data["regon"], regon)

    def clean_krs(self) -> str:
        return checked_number("KRS", self.cleaned_data["krs"], krs)


def checked_number(label: str, text: str, check: Callable[[str], str | None]) -> str:
    """Give the digits of a number; refuse one that cannot be."""
    number = check(text) if text else ""
    if number is None:
        raise forms.ValidationError(_("“%(text)s” is no valid %(label)s.") % {"text": text, "label": label})
    return number
