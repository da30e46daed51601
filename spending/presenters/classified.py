"""Codes of the budget classification with their names, as they were on the row's day; an unknown code stands bare."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.classification import Name, Names
from spending.drafts import CodeKind
from spending.models.rows import Classified
from watchdog.core.dates import today
from watchdog.core.typography import long_date

Fact = tuple[str, str]


def classified(row: Classified, day: date | None) -> tuple[Fact, ...]:
    """Give (which code, code and name) of a row of expenditure, in one query where it has any code."""
    codes = {
        CodeKind.DZIAL: row.dzial,
        CodeKind.ROZDZIAL: row.rozdzial,
        CodeKind.EXPENDITURE: row.paragraf,
        CodeKind.FINANCING: row.financing,
    }
    given = {kind: code for kind, code in codes.items() if code}
    if not given:
        return ()
    names = Names(day or today(), given)
    return tuple((_label(kind), _words(names.of(kind, code))) for kind, code in given.items())


def _words(name: Name) -> str:
    """Say a code with its name; where the list begins later than the row, since when it is called so."""
    words = f"{name.code} {name.whole}".strip()
    since = _("name known from %(day)s") % {"day": long_date(name.as_of)} if name.as_of else ""
    return f"{words} ({since})" if since else words


def _label(kind: CodeKind) -> str:
    return {
        CodeKind.DZIAL: pgettext("of the classification", "Dział"),
        CodeKind.ROZDZIAL: pgettext("of the classification", "Rozdział"),
        CodeKind.EXPENDITURE: pgettext("of the classification", "Paragraf"),
        CodeKind.FINANCING: pgettext("of the classification", "Fourth digit"),
    }[kind]
