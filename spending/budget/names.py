"""Names of codes of the budget classification, as they were valid in a year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from spending.drafts import CodeKind, Side
from spending.models import ClassificationCode


def names_of(kind: CodeKind, codes: Collection[str], year: int) -> dict[str, str]:
    """Name codes of one list by the last day of a year, in one query; a code that nobody names is left out."""
    day = date(year, 12, 31)
    valid = Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))
    known = ClassificationCode.objects.filter(valid, kind=kind.value, code__in=codes, withdrawn_at__isnull=True)
    return dict(known.order_by("valid_from").values_list("code", "name"))


def paragraf_kind(side: str) -> CodeKind:
    """Say in which list a paragraph stands: those of revenue and of expenditure have the same digits."""
    return CodeKind.REVENUE if side == Side.REVENUE else CodeKind.EXPENDITURE
