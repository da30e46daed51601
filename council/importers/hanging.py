"""Whatever hangs on a person: found by the models themselves, moved row by row, found again after it was rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet, UniqueConstraint

from council.models import BodyMembership, ClubMembership, Mandate, Person

OPEN_ENDED: tuple[type[Model], ...] = (Mandate, ClubMembership, BodyMembership)
"""Kinds of record of which one without a first day is the same as one with it, as for the importers."""


@dataclass(frozen=True)
class Hanging:
    """A kind of row that points at a person, and the field by which it does."""

    model: type[Model]
    field: str

    @classmethod
    def named(cls, label: str, field: str) -> Hanging:
        return cls(apps.get_model(label), field)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def identity(self) -> list[str]:
        """The columns that, with the person, name one row; none where the database keeps no such rule."""
        rules = (each for each in self.model._meta.constraints if isinstance(each, UniqueConstraint))
        own = next((each for each in rules if self.field in each.fields), None)
        names = [name for name in own.fields if name != self.field] if own else []
        return [self.model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]  # columns of the model

    def rows(self, person: Person) -> QuerySet[Any]:
        """Give the rows that point at a person."""
        return self.model._base_manager.filter(**{self.field: person}).order_by("pk")

    def give(self, row: Model, person: Person) -> None:
        """Let one row point at another person; nothing else of it changes."""
        self.model._base_manager.filter(pk=row.pk).update(**{self.field: person})

    def mark(self, row: Model) -> dict[str, Any]:
        """Say which row it is, so that it is found again even if it was deleted and written anew."""
        belongs = {name: str(getattr(row, name)) for name in self.identity if getattr(row, name) is not None}
        return {"model": self.model._meta.label, "field": self.field, "pk": row.pk, "belongs": belongs}

    def again(self, mark: dict[str, Any], holder: Person) -> QuerySet[Any]:
        """Find a marked row that points at ``holder`` now: itself first, else the one that took its place."""
        rows = self.rows(holder)
        own = rows.filter(pk=mark["pk"])
        return own if own.exists() or not mark["belongs"] else rows.filter(**mark["belongs"])


def hanging_on(person: Person) -> Iterator[Hanging]:
    """Give every kind of row that can point at a person."""
    for relation in person._meta.related_objects:
        yield Hanging(relation.related_model, relation.field.name)


def counterpart(hanging: Hanging, row: Any, kept: Person) -> Any:
    """Give the row of the kept person that says the same as this one, so that the two are folded into one."""
    identity = {name: getattr(row, name) for name in hanging.identity}
    if not identity:
        return None
    rows = hanging.rows(kept)
    exact = rows.filter(**{name: value for name, value in identity.items() if value is not None}).filter(
        *(Q(**{f"{name}__isnull": True}) for name, value in identity.items() if value is None)
    )
    found = exact.first()
    if found is not None or not issubclass(hanging.model, OPEN_ENDED):
        return found
    held = rows.filter(**{name: value for name, value in identity.items() if name != "since"})
    return held.first() if row.since is None else held.filter(since=None).first()


def shared_by(hanging: Hanging, one: Person, other: Person) -> list[tuple[Any, Any]]:
    """Give the pairs of rows of two people that cannot both be one person's, by the rule that keeps them apart."""
    pairs = ((row, counterpart(hanging, row, one)) for row in hanging.rows(other))
    return [(twin, row) for row, twin in pairs if twin is not None]
