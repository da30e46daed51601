"""
Keeping the table of search in step with the records.

Everything here may be repeated without harm and writes only what differs. A record enters as its kind's ``queryset``
gives it and leaves when that no longer does, so what is not public is never found; what an office has withdrawn stays.
Two workers index one after the other, each reading what the other has left. A register of very many records, of which
search knows next to nothing, is indexed by several sessions at once: to make a vector keeps a processor busy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import translation

from watchdog.archive.models import Reading, Sourced
from watchdog.core.bare import is_empty, restore_indexes, without_indexes
from watchdog.core.db import count_anew
from watchdog.core.sessions import in_sessions
from watchdog.core.text import squash
from watchdog.records import RecordType, record_types, record_types_of
from watchdog.search import many, vocabulary
from watchdog.search.learning import learn_every_form
from watchdog.search.many import LONGEST_ORGAN, LONGEST_TEXT
from watchdog.search.models import Entry

BATCH = 1000
PIECE = 20 * BATCH
"""Records of one document that are indexed together; a register has more."""
MANY = BATCH
"""Records from which on the texts are made without building records, where a kind can."""
FIELDS = ("title", "keywords", "body", "url", "day", "year", "organ")
LOCK = (0x5EA6C4, 0)
"""Search's own advisory lock."""

Touched = dict[type[Model], set[int]]


@dataclass
class Tally:
    """What indexing did, in entries."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(sum(pair) for pair in zip(astuple(self), astuple(other), strict=True)))


def index(record: Model) -> Tally:
    """Bring a record's entry up to date, and those of the records whose text is made of it."""
    return _index_touched({_table(type(record)): {record.pk}})


def index_snapshot(pk: int) -> Tally:
    """
    Bring up to date every record that a document tells of, and those whose text is made of them.

    Of a document that tells of very many, while search knows next to nothing, the indexes are made at the end; not in a
    transaction, which other sessions could not look into.
    """
    is_first_load = not connection.in_atomic_block and is_empty(Entry) and _tells_much(pk)
    done = _fill(pk) if is_first_load else sum((_index_touched(touched, pk) for touched in _told_by(pk)), Tally())
    learn_words()
    if done.written and not is_first_load:  # the clock sees to the forms of a long register's words
        learn_every_form()
    return done


def index_records(kind: RecordType, pks: Iterable[int]) -> Tally:
    """Bring the entries of these records of a kind up to date."""
    ordered = sorted(set(pks))
    if kind.search_texts and len(ordered) > MANY:
        return sum((_index_many(kind, piece) for piece in _parted(ordered, PIECE)), Tally())
    return sum((_index_batch(kind, batch) for batch in _parted(ordered, BATCH)), Tally())


def reindex(kind: RecordType) -> Tally:
    """Bring every entry of a kind up to date and remove those without a record."""
    public = kind.queryset().order_by().prefetch_related(None)
    done = index_records(kind, public.values_list("pk", flat=True))
    removed, _ = Entry.objects.filter(kind=kind.kind).exclude(object_id__in=public.values("pk")).delete()
    learn_words()
    learn_every_form()
    return done + Tally(removed=removed)


def learn_words() -> None:
    """Learn the words of entries that were written past this module; nothing to do where there are none."""
    if not vocabulary.is_complete():
        with transaction.atomic():
            _wait_for_turn()
            vocabulary.catch_up()


def mend() -> None:
    """Make the indexes again that a broken-off load has left out; nothing to do while one is going on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)
        [is_free] = cursor.fetchone()
        if is_free:
            try:
                restore_indexes(Entry)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)


def remove(record: Model) -> Tally:
    """Take a record out of search; to be called before it is deleted or hidden."""
    kinds = [kind.kind for kind in record_types_of(type(record))]
    removed, _ = Entry.objects.filter(kind__in=kinds, object_id=record.pk).delete()
    return Tally(removed=removed)


def remove_unknown_kinds() -> Tally:
    """Take out what was kept of kinds that no app introduces any more."""
    removed, _ = Entry.objects.exclude(kind__in=[kind.kind for kind in record_types()]).delete()
    return Tally(removed=removed)


def _fill(snapshot: int) -> Tally:
    """Index a long document; kinds of few records, and those without texts of many, one after the other beside it."""
    beside: list[Tally] = []

    def pieces() -> Iterator[tuple[RecordType, Sequence[int]]]:
        for touched in _told_by(snapshot):
            for kind, pks in _records_made_of(touched, snapshot):
                if kind.search_texts and len(pks) > MANY:
                    yield from ((kind, piece) for piece in _parted(sorted(pks), PIECE))
                else:
                    beside.append(index_records(kind, pks))

    with _having_the_turn(), without_indexes(Entry):
        long = list(in_sessions(lambda piece: _index_texts(*piece), pieces()))
    count_anew(Entry)
    return sum([*beside, *long], Tally())


def _index_touched(touched: Touched, snapshot: int | None = None) -> Tally:
    return sum((index_records(kind, pks) for kind, pks in _records_made_of(touched, snapshot)), Tally())


def _tells_much(snapshot: int) -> bool:
    """Tell whether so many records point at a document that it is worth making the indexes of search anew."""
    models = {kind.model for kind in record_types() if kind.search_texts and issubclass(kind.model, Sourced)}
    return any(len(_pointing(model, snapshot, 0)) == PIECE for model in models)


def _index_batch(kind: RecordType, pks: Collection[int]) -> Tally:
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        _wait_for_turn()
        records = (kind.for_search or kind.queryset)().filter(pk__in=pks)
        fresh = {record.pk: _entry(kind, record) for record in records}
        entries = Entry.objects.filter(kind=kind.kind, object_id__in=pks)
        kept = {entry.object_id: entry for entry in entries.only("object_id", *FIELDS)}
        different = [entry for pk, entry in fresh.items() if pk not in kept or _said(kept[pk]) != _said(entry)]
        if different:
            with vocabulary.learning(kind.kind, [entry.object_id for entry in different]):
                Entry.objects.bulk_create(
                    different, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=FIELDS
                )
        gone = kept.keys() - fresh.keys()
        entries.filter(object_id__in=gone).delete()
    return Tally(written=len(different), unchanged=len(fresh) - len(different), removed=len(gone))


def _index_many(kind: RecordType, pks: Sequence[int]) -> Tally:
    with transaction.atomic():
        _wait_for_turn()
        return _index_texts(kind, pks)


def _index_texts(kind: RecordType, pks: Sequence[int]) -> Tally:
    assert kind.search_texts is not None, "only such kinds come here"
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        return Tally(*many.index_texts(kind.kind, kind.search_texts, pks))


def _parted(ordered: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)


@contextmanager
def _having_the_turn() -> Iterator[None]:
    """Keep the turn over several transactions of this session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", LOCK)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)


def _entry(kind: RecordType, record: Model) -> Entry:
    text = kind.search_text(record)
    return Entry(
        kind=kind.kind,
        object_id=record.pk,
        title=squash(text.title)[:LONGEST_TEXT],
        keywords=squash(text.keywords)[:LONGEST_TEXT],
        body=squash(text.body)[:LONGEST_TEXT],
        url=text.url,
        day=text.day,
        year=text.day.year if text.day else text.year,
        organ=squash(text.organ)[:LONGEST_ORGAN],
    )


def _said(entry: Entry) -> list[object]:
    return [getattr(entry, name) for name in FIELDS]


def _told_by(snapshot: int) -> Iterator[Touched]:
    """Yield the records read from a document, or pointing at it, by their tables; those of a register in pieces."""
    touched: Touched = defaultdict(set)
    for content_type, pk in Reading.objects.filter(snapshot=snapshot).values_list("content_type", "object_id"):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model:
            touched[_table(model)].add(pk)
    long = []
    for model in apps.get_models():
        if issubclass(model, Sourced) and model is _table(model):
            piece = _pointing(model, snapshot, 0)
            touched[model].update(piece)
            if len(piece) == PIECE:
                long.append((model, piece[-1]))
    yield touched
    for model, last in long:
        while piece := _pointing(model, snapshot, last):
            yield {model: set(piece)}
            last = piece[-1]


def _pointing(model: type[Sourced], snapshot: int, after: int) -> list[int]:
    """Return the next records of a table that point at a document."""
    records = model._default_manager.filter(snapshot=snapshot, pk__gt=after)
    return list(records.order_by("pk").values_list("pk", flat=True)[:PIECE])


def _records_made_of(touched: Touched, snapshot: int | None) -> Iterator[tuple[RecordType, set[int]]]:
    """Yield the records whose texts quote what was touched; those of the document itself come by themselves."""
    for kind in record_types():
        pks = set(touched.get(_table(kind.model), ()))
        for model, lookup in kind.made_of.items():
            if parts := touched.get(_table(model)):
                found = kind.model._default_manager.filter(**{f"{lookup}__in": parts})
                if snapshot is not None and issubclass(kind.model, Sourced):
                    found = found.exclude(snapshot=snapshot)
                pks.update(found.values_list("pk", flat=True))
        if pks:
            yield kind, pks


def _table(model: type[Model]) -> type[Model]:
    """Return the model that a proxy stands for."""
    return model._meta.concrete_model or model
