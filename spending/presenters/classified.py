"""Codes of the budget classification with their names, as they were on the row's day; an unknown code stands bare."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from spending.models import ClassificationCode
from spending.models.rows import Classified

Fact = tuple[str, str]


def classified(row: Classified, day: date | None) -> tuple[Fact, ...]:
    """Give (which code, code and name) of a row of expenditure, in one query where it has any code."""
    kinds = ClassificationCode.Kind
    codes = {
        kinds.DZIAL: row.dzial,
        kinds.ROZDZIAL: row.rozdzial,
        kinds.EXPENDITURE: row.paragraf,
        kinds.FINANCING: row.financing,
    }
    given = {kind: code for kind, code in codes.items() if code}
    names = _names(given, day) if given else {}
    return tuple((_label(kind), f"{code} {names.get(kind, '')}".strip()) for kind, code in given.items())


def _names(codes: dict[ClassificationCode.Kind, str], day: date | None) -> dict[str, str]:
    wanted = Q()
    for kind, code in codes.items():
        wanted |= Q(kind=kind, code=code)
    found = ClassificationCode.objects.filter(wanted).order_by("valid_from")
    on_day = [each for each in found if day is None or _valid(each, day)]
    return {each.kind: each.name for each in on_day}


def _valid(code: ClassificationCode, day: date) -> bool:
    return code.valid_from <= day and (code.valid_until is None or day <= code.valid_until)


def _label(kind: ClassificationCode.Kind) -> str:
    return {
        ClassificationCode.Kind.DZIAL: _("Dział"),
        ClassificationCode.Kind.ROZDZIAL: _("Rozdział"),
        ClassificationCode.Kind.EXPENDITURE: _("Paragraf"),
        ClassificationCode.Kind.FINANCING: _("Fourth digit"),
    }[kind]
