"""
What the portal must know of a kind of record.

Each app introduces its kinds here; search, exports, feeds, sitemaps and the newsletter serve whatever is registered and
ask no names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from django.db.models import Model, Q, QuerySet
    from django.db.models.expressions import Combinable
    from django.utils.functional import _StrPromise
    from django_filters import FilterSet

    from watchdog.core.selection import Selection


@dataclass(frozen=True)
class Column:
    """One column of an export: its machine name, its heading, and how to take the value from a record."""

    name: str
    label: str | _StrPromise
    value: Callable[[Any], Any]
    stored: str | Callable[[], Combinable] = ""
    """
    The same value as the database tells it: a field's path, or what makes an expression, in the moment's language.

    A kind all of whose columns have one is exported by ``COPY``; a contract test holds each to ``value``. An expression
    says its ``output_field``, by which its cells are written.
    """

    @classmethod
    def of(cls, name: str, label: str | _StrPromise, field: str) -> Column:
        """Make a column of a field of the record itself."""
        return cls(name, label, attrgetter(field), field)


@dataclass(frozen=True)
class SearchText:
    """What search keeps of one record; ``title`` weighs most, then ``keywords`` (numbers, names), then ``body``."""

    title: str
    url: str
    body: str = ""
    keywords: str = ""
    """Numbers with the word people put before them („druk 495”, „uchwała XLIV/949/2014”), names, terms."""
    day: date | None = None
    year: int | None = None
    """Where only a year is known; with ``day`` given it is the day's."""
    organ: str = ""
    """The body whose matter it is, by its name: the council, a committee, a unit of the city; empty where none is."""


@dataclass(frozen=True)
class Block:
    """How a record of a kind stands inside a text of ours: ``[[glosowanie:KEY]]`` on a line of its own."""

    word: str
    """What an editor types before the key; Polish, without diacritics."""
    template: str
    contexts: Callable[[Collection[str]], Mapping[str, Mapping[str, Any]]]
    """What the template shows of the records with these keys, by key, in a fixed number of queries; a key without a
    record is left out."""
    example: str
    """A key as it looks, for the help beside the editor."""


@dataclass(frozen=True)
class RecordType:
    """A kind of public record and the one selection of it that page, feed, export and alert share."""

    kind: str
    """``council.vote``: app and name; stable, used in commands, addresses and alerts."""
    model: type[Model]
    singular: str | _StrPromise
    plural: str | _StrPromise
    list_url: str
    """URL name of the list page (``council:vote-list``); its address without the last slash bears the exports."""
    queryset: Callable[[], QuerySet[Any]]
    """Every public record of this kind, ready for a list, an export or the index without further queries a row."""
    filterset: type[FilterSet]
    columns: tuple[Column, ...]
    search_text: Callable[[Any], SearchText]
    key: Callable[[Any], str]
    """The tail of the record's public address."""
    order: tuple[str, ...] = ("-pk",)
    """Fields in the grammar of ``order_by``, unknown values last; the key is added by ``watchdog.core.keyset``."""
    sorts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What ``?sort=`` may name, and the fields it sorts by, in the grammar of ``order``; ``?sort=-name`` turns each."""
    made_of: Mapping[type[Model], str] = field(default_factory=dict)
    """Other records that ``search_text`` quotes, with the lookup that leads to them (``{AgendaItem: "agenda_items"}``):
    when one of them changes, so does what search keeps."""
    block: Block | None = None
    """How the record is shown inside articles and pages, where it can be."""
    for_engines: Callable[[], Q] | None = None
    """Which records search engines may list, where not all; the page of another says ``noindex``."""
    for_search: Callable[[], QuerySet[Any]] | None = None
    """The same records as the index reads them, where ``queryset`` counts what ``search_text`` does not say."""
    count: Callable[[Selection], int | None] | None = None
    """How many records a selection has, from figures that are kept exact; ``None`` where these do not tell."""
    search_texts: Callable[[Sequence[int]], Iterator[tuple[int, SearchText]]] | None = None
    """The texts of ``search_text`` of very many records, by their keys, made without building them: for a kind of which
    one document may bring a million. Every record of the kind must be public; all questions are asked of the database
    before the first text is given."""
    page: tuple[str, str] | None = None
    """URL name of a record's page and the field that ends its address, where that is all (``COPY`` writes it so)."""
    has_initials: bool = False
    """Whether people shorten the names of these records to their initials, as those of offices."""
    learned: str = "created_at"
    """The field that says since when the portal shows the record; feeds go by it."""
    list_args: tuple[str, ...] = ()
    """What stands in the address of the list, where it is one of several (the signals of a class)."""

    @property
    def list_address(self) -> str:
        """The address of the list page, in the language of the moment."""
        return reverse(self.list_url, args=self.list_args)


_types: dict[str, RecordType] = {}
_lists: dict[str, RecordType] = {}


def register(record_type: RecordType) -> RecordType:
    """Introduce a kind of record; called once by its app when it is ready."""
    if record_type.kind in _types:
        raise ValueError(f"record type {record_type.kind} is registered twice")
    _types[record_type.kind] = record_type
    return record_type


def register_list(listed: RecordType) -> RecordType:
    """Introduce a list whose rows search and sitemaps do not know: it can be followed, by feed and by e-mail."""
    if listed.kind in _lists:
        raise ValueError(f"list {listed.kind} is registered twice")
    _lists[listed.kind] = listed
    return listed


def followed_lists() -> tuple[RecordType, ...]:
    """Return every list that can be followed: those of all kinds of records, and those without a kind of their own."""
    return (*_types.values(), *_lists.values())


def followed_list(kind: str) -> RecordType:
    """Return one of these lists; raise ``KeyError`` for an unknown one."""
    return _types.get(kind) or _lists[kind]


def record_types() -> tuple[RecordType, ...]:
    """Return every kind, in the order in which the apps introduced them."""
    return tuple(_types.values())


def record_type(kind: str) -> RecordType:
    """Return one kind; raise ``KeyError`` for an unknown one."""
    return _types[kind]


def record_types_of(model: type[Model]) -> tuple[RecordType, ...]:
    """Return the kinds whose records are stored in this model's table; a proxy (a session) shares its model's."""
    table = model._meta.concrete_model
    return tuple(each for each in _types.values() if each.model._meta.concrete_model is table)


def record_type_of(model: type[Model]) -> RecordType | None:
    """Return the first of these kinds, if there is one."""
    return next(iter(record_types_of(model)), None)
