"""Contracts planted for signals to find, and what a computation finds of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from spending.models import Contract, Organization, Signal, SignalGap
from spending.signals.recomputing import recompute
from tests.factories.spending import ContractFactory, OrganizationFactory

TODAY = date(2026, 11, 26)


def unit(**fields: Any) -> Organization:
    made: Organization = OrganizationFactory(kind="public", buys=True, **fields)
    return made


def firm(**fields: Any) -> Organization:
    made: Organization = OrganizationFactory(supplies=True, **fields)
    return made


def contract(value: str, day: date | None = date(2024, 3, 14), **fields: Any) -> Contract:
    made: Contract = ContractFactory(value=Decimal(value), signed_first=day, signed_last=day, **fields)
    return made


def year_of(buyer: Organization, year: int, values: list[str], **fields: Any) -> list[Contract]:
    """Give a unit contracts spread evenly over a year."""
    step = 334 // len(values)
    return [
        contract(value, date(year, 1, 5) + timedelta(days=step * place), buyer=buyer, **fields)
        for place, value in enumerate(values)
    ]


def found(code: str, **filters: Any) -> list[Signal]:
    """Compute everything and give the standing signals of a class, the first of a contract first."""
    recompute(today=TODAY)
    return list(Signal.objects.standing().filter(code=code, **filters).order_by("contracts", "pk"))


def gaps(code: str) -> dict[str, int]:
    """Give what could not be computed last, by reason."""
    return dict(SignalGap.objects.filter(code=code).values_list("reason", "rows"))
