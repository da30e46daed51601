"""Fields that take what people paste and type: odd spaces, several kinds of line ends, days as Poles write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from watchdog.core.dates import parse_date
from watchdog.core.money import AmountError, parse_amount
from watchdog.core.text import squash
from watchdog.core.typography import number


class Line(forms.CharField):
    """One line of text in NFC with single spaces; an invisible character or a no-break space is no change."""

    def to_python(self, value: Any) -> str:
        return squash(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class Text(Line):
    """Several lines of text, each cleaned as ``Line``; the line ends of browsers and of files are one."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 80})

    def to_python(self, value: Any) -> str:
        lines = (forms.CharField.to_python(self, value) or "").splitlines()
        return "\n".join(squash(line) for line in lines).strip()


class Lines(Text):
    """Several texts, one a line; empty lines and repetitions say nothing."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(line for line in super().clean(value).split("\n") if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.clean(self.prepare_value(initial) or "")) != set(self.clean(data or ""))


class Amount(forms.DecimalField):
    """An amount as Polish documents print it („1 234 567,89”); what could be read in two ways is refused."""

    widget = AdminTextInputWidget(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        return number(value, self.decimal_places or 0) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs' parent gives an int
        try:
            return parse_amount(value) if isinstance(value, str) else super().to_python(value)
        except AmountError as refusal:
            raise ValidationError(str(refusal), code="no_amount") from refusal


class Days(forms.CharField):
    """Days one after another („7.05.2024, 8 maja 2024”); gives them sorted, each once."""

    default_error_messages = {
        "not_a_day": _("“%(text)s” is not a day. Write days like 7.05.2024, separated by commas."),
    }

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(f"{day:%d.%m.%Y}" for day in value)

    def to_python(self, value: Any) -> tuple[date, ...]:  # type: ignore[override]  # days are what this field is for
        parts = re.split(r"[,;\n]+", str(value or ""))
        return tuple(sorted({self._day(part.strip()) for part in parts if part.strip()}))

    def _day(self, text: str) -> date:
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(
                self.error_messages["not_a_day"], code="not_a_day", params={"text": Truncator(text).chars(40)}
            )
        return day

    def has_changed(self, initial: Sequence[date] | None, data: Any) -> bool:
        try:
            return tuple(sorted(initial or ())) != self.to_python(data)
        except ValidationError:
            return True


OVERRIDES: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.CharField: {"form_class": Line},
    models.TextField: {"form_class": Text, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    models.DateField: {"widget": AdminDateWidget()},
    models.DecimalField: {"form_class": Amount},
    models.PositiveSmallIntegerField: {"max_value": 9999},
    models.PositiveIntegerField: {"max_value": 9_999_999},
}
"""How each kind of column is typed (``ModelAdmin.formfield_overrides``); no number here can be longer than these."""


def typed(column: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Give the form field of a column outside the admin, of the same kind as inside it."""
    return column.formfield(**{**OVERRIDES.get(type(column), {}), **kwargs})
