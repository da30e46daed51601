"""The sections of a page of the back room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
    Section = tuple[Words | None, _FieldOpts]
else:
    Words, Section = str, tuple


def section(title: Words | None, fields: Iterable[str], description: Words = "") -> Section:
    """Give a section as Django's ``fieldsets`` has it: a title, fields one below another, what to know first."""
    return (title, {"fields": tuple(fields), "description": description})
