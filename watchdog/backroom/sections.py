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


def section(title: Words | None, fields: Iterable[str], description: Words = "", *, dense: bool = False) -> Section:
    """Give a section as Django's ``fieldsets`` has it: a title, fields one below another, what to know first.

    ``dense`` is for many short fields, which stand close together in columns.
    """
    return (title, {"fields": tuple(fields), "description": description, "classes": ["dense"] if dense else []})
