from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.postgres.search import SearchQuery
from django.utils import timezone, translation

from council.models import DraftResolution, Resolution
from tests.factories.archive import ReadingFactory, SnapshotFactory
from tests.factories.council import DraftResolutionFactory, ResolutionFactory
from tests.factories.search import EntryFactory
from watchdog import records
from watchdog.records import RecordType, SearchText
from watchdog.search import indexing, many
from watchdog.search.indexing import (
    Tally,
    index,
    index_records,
    index_snapshot,
    reindex,
    remove,
    remove_unknown_kinds,
)
from watchdog.search.models import Entry
from watchdog.search.text import CONFIG

pytestmark = pytest.mark.django_db


def said(resolution: Resolution) -> SearchText:
    return SearchText(
        title=resolution.title,
        url=f"/uchwaly/{resolution.slug}/",
        keywords=resolution.number,
        day=resolution.adopted_on,
        year=resolution.year,
    )


def kind_of(**changes: Any) -> RecordType:
    """A kind of resolutions that hides those without a number."""
    given = {
        "kind": "test.resolution",
        "model": Resolution,
        "singular": "uchwała",
        "plural": "uchwały",
        "list_url": "",
        "queryset": lambda: Resolution.objects.exclude(number=""),
        "filterset": None,
        "columns": (),
        "search_text": said,
        "key": lambda resolution: resolution.slug,
    }
    return RecordType(**{**given, **changes})


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordType]:
    """Let this be the only kind."""
    only = kind_of()
    monkeypatch.setattr(records, "_types", {only.kind: only})
    return only


def test_a_record_is_kept_as_its_kind_says_it(kind: RecordType) -> None:
    resolution = ResolutionFactory(number="XLIV/949/2014", title="w sprawie\n  Osiedla", adopted_on=date(2014, 6, 12))

    done = index(resolution)

    entry = Entry.objects.get()
    assert done == Tally(written=1)
    assert (entry.kind, entry.object_id) == ("test.resolution", resolution.pk)
    assert (entry.title, entry.keywords) == ("w sprawie Osiedla", "XLIV/949/2014")
    assert (entry.day, entry.year) == (date(2014, 6, 12), 2014)


def test_a_year_is_kept_where_the_day_is_not_known() -> None:
    index(ResolutionFactory(adopted_on=None, year=2012))

    assert Entry.objects.get().year == 2012


def test_indexing_twice_writes_nothing(kind: RecordType) -> None:
    resolution = ResolutionFactory()
    index(resolution)

    assert index(resolution) == Tally(unchanged=1)


def test_a_change_is_written_over_the_same_entry() -> None:
    resolution = ResolutionFactory(title="stary")
    index(resolution)

    resolution.title = "nowy"
    resolution.save()
    index(resolution)

    assert [entry.title for entry in Entry.objects.all()] == ["nowy"]
    assert Entry.objects.filter(vector=SearchQuery("nowy", config=CONFIG)).exists()


def test_what_is_not_public_never_enters() -> None:
    done = index(ResolutionFactory(number="", slug="bez-numeru"))

    assert done == Tally()
    assert not Entry.objects.exists()


def test_what_stops_being_public_leaves() -> None:
    resolution = ResolutionFactory()
    index(resolution)

    Resolution.objects.update(number="")

    assert index(resolution) == Tally(removed=1)


def test_what_an_office_has_withdrawn_stays() -> None:
    resolution = ResolutionFactory(withdrawn_at=timezone.now())

    index(resolution)

    assert Entry.objects.count() == 1


def test_entries_are_polish_in_whatever_language_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    speaking = kind_of(search_text=lambda record: SearchText(title=str(translation.get_language()), url="/"))
    monkeypatch.setattr(records, "_types", {speaking.kind: speaking})

    with translation.override("en"):
        index(ResolutionFactory())

    assert Entry.objects.get().title == "pl"


def test_text_without_end_is_cut_before_the_database_refuses_it(kind: RecordType) -> None:
    index(ResolutionFactory(title=" ".join(f"słowo{number}" for number in range(60_000))))

    assert len(Entry.objects.get().title) == indexing.LONGEST_TEXT


def test_a_document_brings_up_what_was_read_from_it() -> None:
    snapshot = SnapshotFactory()
    ReadingFactory(record=ResolutionFactory(number="I/1/2014"), snapshot=snapshot)
    ResolutionFactory(number="I/2/2014", snapshot=snapshot)
    ResolutionFactory(number="I/3/2014")

    index_snapshot(snapshot.pk)

    assert sorted(Entry.objects.values_list("keywords", flat=True)) == ["I/1/2014", "I/2/2014"]


def test_a_document_brings_up_the_records_made_of_what_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    made = kind_of(
        kind="test.draft",
        model=DraftResolution,
        queryset=DraftResolution.objects.all,
        search_text=lambda draft: SearchText(title=draft.title, url="/", keywords=draft.replaces.number),
        made_of={DraftResolution: "replaces"},
    )
    monkeypatch.setattr(records, "_types", {made.kind: made})
    snapshot = SnapshotFactory()
    older = DraftResolutionFactory(number="480", snapshot=snapshot)
    DraftResolution.objects.filter(pk=older.pk).update(replaces=DraftResolutionFactory(number="479"))
    newer = DraftResolutionFactory(number="495", replaces=older)

    index_snapshot(snapshot.pk)

    assert set(Entry.objects.values_list("object_id", flat=True)) == {older.pk, newer.pk}


def test_a_document_that_tells_of_nothing_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    EntryFactory()  # written by somebody who left its words to the clock
    monkeypatch.setattr(indexing, "learn_every_form", pytest.fail)

    assert index_snapshot(SnapshotFactory().pk) == Tally()


def test_removing_takes_out_one_record() -> None:
    kept, gone = ResolutionFactory(), ResolutionFactory()
    index(kept)
    index(gone)

    assert remove(gone) == Tally(removed=1)
    assert Entry.objects.get().object_id == kept.pk


def test_reindexing_puts_in_what_is_missing_and_takes_out_what_is_gone(kind: RecordType) -> None:
    ResolutionFactory()
    EntryFactory(kind=kind.kind, object_id=10**9)
    EntryFactory(kind="council.vote", object_id=10**9)

    assert reindex(kind) == Tally(written=1, removed=1)
    assert reindex(kind) == Tally(unchanged=1)


def test_kinds_that_nobody_introduces_any_more_are_taken_out(kind: RecordType) -> None:
    EntryFactory(kind="attic.ghost")
    EntryFactory(kind=kind.kind)

    assert remove_unknown_kinds() == Tally(removed=1)


@pytest.mark.parametrize("many", [2, 60])
def test_indexing_costs_the_same_queries_for_any_number_of_records(
    kind: RecordType, many: int, django_assert_max_num_queries: Any
) -> None:
    pks = [resolution.pk for resolution in ResolutionFactory.create_batch(many)]

    # savepoint and release, lock, records, entries, writing, removing, the words of what was written in three, their
    # forms in two
    with django_assert_max_num_queries(12):
        index_records(kind, pks)


def test_batches_together_index_everything(kind: RecordType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    pks = [resolution.pk for resolution in ResolutionFactory.create_batch(5)]

    assert index_records(kind, pks) == Tally(written=5)


def test_of_very_many_records_those_without_a_text_any_more_lose_their_entries() -> None:
    def texts(pks: Sequence[int]) -> Iterator[tuple[int, SearchText]]:
        yield from ((pk, SearchText(title=f"Umowa {pk}", url=f"/umowy/{pk}/")) for pk in pks if pk not in gone)

    gone: set[int] = set()
    assert many.index_texts("spending.contract", texts, [1, 2, 3]) == (3, 0, 0)
    gone = {2}
    assert many.index_texts("spending.contract", texts, [1, 2, 3]) == (0, 2, 1)
    assert set(Entry.objects.values_list("object_id", flat=True)) == {1, 3}
