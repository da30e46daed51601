"""What several lists of registers are filtered by: an organization by its address or number, amounts, codes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.models import Organization, Unit
from spending.models.rows import RegisterRow
from spending.registers_shown import register_shown
from watchdog.core.kept import kept
from watchdog.core.money import AmountError, parse_amount

TAXES = {"brutto": RegisterRow.Taxed.GROSS.value, "netto": RegisterRow.Taxed.NET.value, "nie-podano": ""}
TAX_CHOICES = [
    ("brutto", pgettext_lazy("an amount", "gross")),
    ("netto", pgettext_lazy("an amount", "net")),
    ("nie-podano", gettext_lazy("the source does not say")),
]
_NEXT_REGISTER = """
WITH RECURSIVE known(register) AS (
    (SELECT register FROM {table} ORDER BY register LIMIT 1)
    UNION ALL
    SELECT (SELECT row.register FROM {table} row WHERE row.register > known.register ORDER BY row.register LIMIT 1)
    FROM known WHERE known.register IS NOT NULL
)
SELECT register FROM known WHERE register IS NOT NULL
"""


def registers_of(model: type[RegisterRow]) -> list[tuple[str, str]]:
    """Offer the registers of which there are rows, in one query that leaps from one to the next by their index."""
    codes = kept(("registers", model), lambda: _registers_of(model))
    return [(code, register_shown(code).title) for code in codes]


def _registers_of(model: type[RegisterRow]) -> list[str]:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_REGISTER.format(table=table))
        return [code for (code,) in cursor]


def units(request: object = None) -> QuerySet[Organization]:
    """Offer the units that some register names; a city has a few hundred."""
    return Unit.objects.standing().only("pk", "slug", "name", "sort_key")


class OrganizationField(forms.CharField):
    """An organization by the tail of its page's address, or by its NIP; its value is the ``Organization``."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 120})
    default_error_messages = {
        "unknown": gettext_lazy("We know nobody by this number or address."),
        "several": gettext_lazy("Several organizations have this number; take the address of one of their pages."),
    }

    def clean(self, value: Any) -> Organization | None:
        text = super().clean(value)
        if not text:
            return None
        digits = re.sub(r"^PL|[\s-]", "", text)
        number = {"nip": digits} if re.fullmatch(r"\d{10}", digits) else None
        found = list(Organization.objects.filter(**number or {"slug": text})[:2])
        if len(found) != 1:
            code = "several" if found else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return found[0]


class OrganizationFilter(django_filters.Filter):
    """An organization that a row names; with ``method``, because being named has several ways."""

    field_class = OrganizationField


class AmountField(forms.CharField):
    """An amount as people write it: „1 200,50”, „-5000”, „2 mln”."""

    schema = {"type": "string", "pattern": "^-?[0-9]{1,12}([.,][0-9]{1,2})?$"}
    """How programs are told to write it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # an amount is typed as text
        text = super().to_python(value)
        try:
            amount = parse_amount(text or "")
        except AmountError as error:
            message = _("Write an amount like this: 1200,50.")
            raise ValidationError(message, code="invalid") from error
        if text and (amount is None or abs(amount) >= 10**16):
            raise ValidationError(_("Write an amount like this: 1200,50."), code="invalid")
        return amount


class AmountFilter(django_filters.Filter):
    """An end of a span of amounts: ``AmountFilter("value", "gte", label=…)``."""

    field_class = AmountField


class CodeFilter(django_filters.Filter):
    """A code of the budget classification, with all its digits."""

    field_class = forms.RegexField

    def __init__(self, field_name: str, digits: int, **kwargs: Any) -> None:
        message = gettext_lazy("Write the code with all its digits and nothing else.")
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6, "maxlength": digits})
        kwargs = {"regex": rf"^\d{{{digits}}}$", "error_messages": {"invalid": message}, "widget": widget, **kwargs}
        super().__init__(field_name, **kwargs)
