"""Originals without a copy, unread documents, and sources that have fallen silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.archive import ReadingFactory, SnapshotFactory
from tests.factories.council import VoteFactory
from tests.fakes.sources import SessionsOfATerm
from watchdog.archive.models import Disclosure, Reading, Sighting
from watchdog.ingest.models import Failure, Run
from watchdog.missing.corridor import COPIES, UNCOPIED, UNREAD
from watchdog.missing.registry import Row
from watchdog.missing.silence import SourceState, states_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 26)


def rows(lack: Any) -> list[Row]:
    return [lack.row(record, DAY, mending=True) for record in lack.records().order_by("pk")]


def seen(address: str) -> None:
    Sighting.objects.create(snapshot=SnapshotFactory(), address=address, source="a", seen_at=timezone.now())


# Originals


def test_an_address_that_only_another_document_quotes_has_no_copy() -> None:
    reading = ReadingFactory(record=VoteFactory(), address="https://bip.example/protokol.pdf")
    ReadingFactory(record=VoteFactory(), address="https://bip.example/znany.pdf")
    seen("https://bip.example/znany.pdf")

    [row] = rows(UNCOPIED)
    assert (row.label, row.url) == ("https://bip.example/protokol.pdf", reading.snapshot.get_absolute_url())
    assert COPIES.count() == 1
    assert UNCOPIED.whole.count() == 2


def test_an_address_that_many_records_name_is_one_document() -> None:
    for _record in range(3):
        ReadingFactory(record=VoteFactory(), address="https://bip.example/protokol.pdf")

    assert len(rows(UNCOPIED)) == 1


def test_what_has_no_address_on_the_web_is_not_awaited() -> None:
    ReadingFactory(record=VoteFactory(), address="")
    ReadingFactory(record=VoteFactory(), address="file:spis.xlsx")

    assert rows(UNCOPIED) == []


def test_the_age_is_counted_from_the_day_we_learned_of_it() -> None:
    reading = ReadingFactory(record=VoteFactory())
    Reading.objects.filter(pk=reading.pk).update(read_at=datetime(2026, 11, 13, 23, 30, tzinfo=UTC))

    [row] = rows(UNCOPIED)
    assert (row.since, row.age) == (date(2026, 11, 14), "od 12 dni")


# Unread documents


def failed(address: str, **fields: Any) -> Failure:
    return Failure.objects.create(run=Run.objects.create(source="a"), address=address, code="empty_file", **fields)


def test_a_document_that_could_not_be_read_is_listed_with_its_reason() -> None:
    failure = failed("https://bip.example/skan.pdf", text="Plik jest pusty.", snapshot=SnapshotFactory())

    [row] = rows(UNREAD)
    assert (row.label, row.known) == ("https://bip.example/skan.pdf", "Plik jest pusty.")
    assert row.mend == f"/zaplecze/ingest/failure/{failure.pk}/change/"


def test_a_document_that_was_read_later_is_no_longer_listed() -> None:
    failure = failed("https://bip.example/skan.pdf", text="Plik jest pusty.", snapshot=SnapshotFactory())
    Sighting.objects.create(
        snapshot=failure.snapshot, address=failure.address, seen_at=timezone.now(), taken_in_at=timezone.now()
    )

    assert rows(UNREAD) == []


def test_the_name_of_a_file_that_was_handed_over_is_not_told() -> None:
    failed("file:prywatne.pdf", text="Plik jest pusty.", snapshot=SnapshotFactory(disclosure=Disclosure.STAFF))

    [row] = rows(UNREAD)
    assert "prywatne" not in f"{row.label}{row.address}{row.url}"


def test_an_unreachable_document_is_one_of_those_we_tried() -> None:
    failed("https://bip.example/nie-ma.pdf", text="Serwer nie odpowiada.")

    assert (len(rows(UNREAD)), UNREAD.whole.count()) == (1, 1)


# Sources


class OnTheWeb(SessionsOfATerm):
    """A source that says where to fetch; asked live or not."""

    slug = "fake_web"

    def __init__(self, live: bool = True) -> None:
        super().__init__(["https://bip.example/"])
        self.live = live  # type: ignore[misc]  # a class attribute of real sources


def run(state: str, days: int, **fields: Any) -> None:
    ended = timezone.now() - timedelta(days=days)
    Run.objects.create(source="fake_web", state=state, started_at=ended, ended_at=ended, **fields)


def state(live: bool = True) -> SourceState:
    [found] = states_of([OnTheWeb(live)])
    return found


def test_a_source_that_was_never_read_is_late() -> None:
    assert (state().word, state().late) == ("jeszcze nieodczytane", True)


def test_a_source_that_failed_ever_since_was_never_read_to_the_end() -> None:
    run("failed", 1)
    assert (state().late, state().since) == (True, None)


def test_a_source_whose_last_reading_failed_is_late_since_it_was_read() -> None:
    run("done", 2)
    run("failed", 1)
    assert (state().word, state().late, state().age) == ("ostatni odczyt się nie udał", True, "od 2 dni")


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_a_source_is_silent_after_three_days(days: int, late: bool) -> None:
    run("done", days)
    assert state().late is late


def test_a_reading_of_the_archive_is_no_reading_of_the_source() -> None:
    run("done", 0, reparse=True)
    assert state().late


def test_a_source_that_nobody_compared_with_the_server_says_so() -> None:
    run("done", 0)
    assert "nie porównano" in state(live=False).word
    assert state().word == "odczytano"


def test_a_source_whose_files_people_bring_is_not_awaited() -> None:
    class ByHand(SessionsOfATerm):
        slug = "fake_hand"
        seed = True

    assert states_of([ByHand()]) == []
