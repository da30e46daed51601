"""
Which records have a page, and on whose page the others are shown: what a correction or a remark may be about.

Kinds of records are known from ``watchdog.records``. What hangs on another record (an item of an agenda, a mandate) and
what has a page without being a kind of its own (a committee's meeting) an app introduces once:
``hangs_on``, ``also_shows``. What is on no page that everybody may see is no correction that everybody may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from watchdog.archive.models import Sourced
from watchdog.records import record_types


@dataclass(frozen=True)
class Shown:
    """Records of one kind that have pages."""

    code: str
    """As in addresses: ``council.vote``."""
    model: type[Model]
    label: Any
    """What a reader calls such records, of many."""
    public: Callable[[], QuerySet[Any]]
    """Those that everybody may see."""


@dataclass(frozen=True)
class Part:
    """A kind of record without a page: it is shown on the page of the record at ``path``."""

    path: str
    related: tuple[str, ...]
    """What its name and its page's address are made of, as ``select_related`` takes it."""


_parts: dict[type[Model], Part] = {}
_also: list[Shown] = []
_made_of: dict[type[Model], tuple[str, ...]] = {}
_titles: dict[type[Model], Callable[[Any], str]] = {}


def hangs_on(part: type[Model], path: str, *related: str) -> None:
    """Introduce a kind of record that is shown on the page of another; called once by its app when it is ready."""
    _parts[part] = Part(path, (path, *related))


def also_shows(shown: Shown) -> None:
    """Introduce records that have a page without being a kind of their own."""
    _also.append(shown)


def is_called(model: type[Model], title: Callable[[Any], str], *related: str) -> None:
    """Say how records are called where ``str`` says too little, and what that is made of."""
    _titles[model], _made_of[model] = title, related


def pages() -> list[Shown]:
    """Give the kinds of records that have pages, in the order in which the apps introduced them."""
    kinds = [kind for kind in record_types() if issubclass(kind.model, Sourced)]
    return [*(Shown(kind.kind, _table(kind.model), kind.plural, kind.queryset) for kind in kinds), *_also]


def models() -> list[type[Model]]:
    """Give the models of these records."""
    return list(dict.fromkeys(each.model for each in pages()))


def known() -> list[type[Model]]:
    """Give every model whose corrections the portal can show."""
    return [*models(), *_parts]


def about(*shown: Shown) -> Q:
    """
    Find what is about a record of these kinds that everybody may see, or about a part of one.

    For querysets over ``content_type`` and ``object_id``. Each row asks by a primary key, so a page of a list costs the
    same however many records there are.
    """
    found = Q()
    for each in shown:
        records = each.public().order_by()
        found |= _of(each.model) & _is_among(records)
        for part in _parts_of(each.model):
            owned = part._base_manager.filter(**{f"{_parts[part].path}__in": records.values("pk")})
            found |= _of(part) & _is_among(owned)
    return found


def _is_among(records: QuerySet[Any]) -> Q:
    """Ask each row by the primary key: of ``EXISTS`` PostgreSQL would make a list of a million keys first."""
    found = Subquery(records.filter(pk=OuterRef("object_id")).values("pk")[:1])
    return Q(IsNull(found, False))


def _parts_of(model: type[Model]) -> list[type[Model]]:
    return [part for part, each in _parts.items() if part._meta.get_field(each.path).related_model is model]


def of_page(label: str, pk: int) -> Q:
    """Find what is about one record or a part of it, by the model's name in addresses; nothing where there is none."""
    model = model_of(label)
    if model is None:
        return Q(pk__in=[])
    found = _of(model) & Q(object_id=pk)
    for part in _parts_of(model):
        owned = part._base_manager.filter(**{_parts[part].path: pk})
        found |= _of(part) & Q(object_id__in=owned.values("pk"))
    return found


def is_public(record: Model) -> bool:
    """Tell whether a record has a page that everybody may see."""
    kinds = [each for each in pages() if each.model is _table(type(record))]
    return any(each.public().filter(pk=record.pk).exists() for each in kinds)


def with_records(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Fetch each row with its record, ready to be named, in as many queries as there are models among them."""
    fetched = [model._base_manager.select_related(*_related(model)) for model in known()]
    return rows.select_related("content_type").prefetch_related(GenericPrefetch("record", fetched))


def owner_of(record: Any) -> Any:
    """Give the record on whose page this one is shown: mostly itself."""
    part = _parts.get(_table(type(record)))
    return getattr(record, part.path) if part else record


def title_of(record: Any) -> str:
    """Call a record as a reader would."""
    return _titles.get(_table(type(record)), str)(record)


def label_of(model: type[Model]) -> str:
    """Name a model in addresses: ``council.vote``."""
    return _table(model)._meta.label_lower


def model_of(label: str) -> type[Model] | None:
    """Find a model with pages by its name in addresses."""
    return next((model for model in models() if label_of(model) == label), None)


def _related(model: type[Model]) -> tuple[str, ...]:
    if (part := _parts.get(model)) is None:
        return _made_of.get(model, ())
    owner: Any = model._meta.get_field(part.path).related_model
    return (*part.related, *(f"{part.path}__{each}" for each in _made_of.get(owner, ())))


def _of(model: type[Model]) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(model))


def _table(model: type[Model]) -> type[Model]:
    return model._meta.concrete_model or model
