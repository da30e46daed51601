"""Questions about the rows that point at a record, asked inside the record's own query."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce


def rows_of(model: type[models.Model], relation: str) -> models.QuerySet[Any]:
    """Give the rows of a reverse relation that point at the record of the outer query."""
    back: Any = model._meta.get_field(relation)
    return back.related_model._default_manager.filter(**{back.field.name: OuterRef("pk")}).order_by()  # type: ignore[no-any-return]  # the model is known at run time only


def has(model: type[models.Model], relation: str) -> Exists:
    """Ask whether any row points at the record."""
    return Exists(rows_of(model, relation))


def count_of(model: type[models.Model], relation: str) -> Coalesce:
    """Count the rows that point at the record; several counts of one query do not multiply each other."""
    back: Any = model._meta.get_field(relation)
    counted = rows_of(model, relation).values(back.field.name).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
