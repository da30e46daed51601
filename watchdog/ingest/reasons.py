"""Why a row could not become a draft, in Polish, from pydantic's account of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

KINDS = {
    "missing": "brak wartości",
    "string_too_short": "brak wartości",
    "string_too_long": "tekst jest za długi",
    "date_from_datetime_parsing": "to nie jest data",
    "date_from_datetime_inexact": "to nie jest data",
    "date_parsing": "to nie jest data",
    "date_type": "to nie jest data",
    "datetime_parsing": "to nie jest data z godziną",
    "time_parsing": "to nie jest godzina",
    "int_parsing": "to nie jest liczba całkowita",
    "int_from_float": "to nie jest liczba całkowita",
    "int_type": "to nie jest liczba całkowita",
    "decimal_parsing": "to nie jest kwota",
    "greater_than_equal": "liczba jest za mała",
    "less_than_equal": "liczba jest za duża",
    "enum": "wartość spoza listy dozwolonych",
    "literal_error": "wartość spoza listy dozwolonych",
    "bool_parsing": "to nie jest „tak” ani „nie”",
    "extra_forbidden": "nieznane pole",
}
"""Pydantic's error types and what they mean to a reader."""


def polish(error: ValidationError, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Name each wrong field and what is wrong with it; a validator's own message stands as it is written.

    ``names`` says what a field is called in Polish, where its own name would not be understood.
    """
    reasons = []
    for part in error.errors(include_url=False):
        field = ".".join(str(step) for step in part["loc"])
        called = names.get(field) or f"pole „{field}”"
        if part["type"] == "value_error":
            reason = str(part["ctx"]["error"])
            reasons.append(f"{called}: {reason}" if field else reason)
            continue
        value = str(part["input"])[:60]
        shown = f" („{value}”)" if isinstance(part["input"], str | int | float) and value else ""
        reasons.append(f"{called}: {KINDS.get(part['type'], 'niedozwolona wartość')}{shown}")
    text = "; ".join(reasons)
    return text[:1].upper() + text[1:] + "."
