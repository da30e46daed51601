"""Where organizations stand in the city's money: every column that points to one, beside the spelling it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Count, Model, QuerySet

from spending.models import Contract, ContractParty, Notice, Organization, Payment, Spelling


class Place(NamedTuple):
    """A kind of row, the column that names the organization, and the one that keeps it as printed."""

    model: type[Model]
    organization: str
    spelling: str

    def of(self, spellings: Collection[Spelling]) -> QuerySet[Any]:
        """Give the rows that write an organization in one of these ways."""
        return self.model._default_manager.filter(**{f"{self.spelling}__in": spellings})


PLACES = (
    *(Place(model, who, f"{who}_as") for model in (Contract, Payment, Notice) for who in ("buyer", "supplier")),
    Place(ContractParty, "organization", "spelling"),
)


def give_rows(spellings: Collection[Spelling], organization: Organization) -> None:
    """Let every row that is written in one of these ways be an organization's; what it prints stays as it is."""
    for place in PLACES:
        place.of(spellings).update(**{place.organization: organization})


def count_rows(spellings: Collection[Spelling]) -> list[tuple[str, int]]:
    """Count the rows that are written in one of these ways, by kind, those of which there are none left out."""
    counts: dict[str, int] = {}
    for place in PLACES:
        name = str(place.model._meta.verbose_name_plural)
        counts[name] = counts.get(name, 0) + place.of(spellings).count()
    return [(name, count) for name, count in counts.items() if count]


def rows_by_spelling(spellings: Collection[Spelling]) -> Counter[int]:
    """Count the rows that are written in each of these ways, in one query a place."""
    counts: Counter[int] = Counter()
    for place in PLACES:
        counted = place.of(spellings).order_by().values(place.spelling).annotate(rows=Count("pk"))
        counts.update(dict(counted.values_list(place.spelling, "rows")))
    return counts


def note_suppliers(organizations: Collection[int]) -> None:
    """Note with organizations, given by their keys, that they deliver, once each."""
    if organizations:
        Organization.objects.filter(pk__any_of=organizations, supplies=False).update(supplies=True)


def note_roles(*organizations: Organization) -> None:
    """Note with organizations whether they order and deliver, by the rows that name them now."""
    for organization in organizations:
        organization.buys = _stands(organization, "buyer")
        organization.supplies = _stands(organization, "supplier")
        organization.save(update_fields=["buys", "supplies", "updated_at"])


def _stands(organization: Organization, role: str) -> bool:
    rows = (Contract, Payment, Notice)
    named = any(model.objects.filter(**{role: organization}).exists() for model in rows)
    return named or ContractParty.objects.filter(organization=organization, role=role).exists()
