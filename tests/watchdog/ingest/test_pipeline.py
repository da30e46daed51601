"""The corridor with good and bad documents: each is stored whole or not at all, and kept in either case."""

from __future__ import annotations

import errno
import gzip
import json
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings

from council.models import Meeting
from tests.fakes.office import Office, Page
from tests.fakes.sources import NeverDone, SessionsOfATerm, numbered, sessions
from watchdog.archive.models import Change, Disclosure, Reading, Sighting, Snapshot
from watchdog.archive.vault import Vault, vault
from watchdog.ingest import limited, pipeline
from watchdog.ingest.documents import OUTCOMES, Document, Report
from watchdog.ingest.models import Rejected
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db

ADDRESS = "https://bip.example/sesje.json"
SINCE = date(2024, 1, 1)


def take(source: SessionsOfATerm, content: bytes, address: str = ADDRESS) -> Report:
    return pipeline.take_in(source, Document(address, content))


def venues() -> dict[int | None, str]:
    return dict(Meeting.objects.values_list("number", "venue"))


def test_a_document_becomes_records_with_their_evidence(source: SessionsOfATerm) -> None:
    report = take(source, numbered(1, 2))

    meeting = Meeting.objects.get(number=2)
    assert report.status == "ok"
    assert report.counts == {"stored": 2}
    assert (meeting.address, meeting.place, meeting.authority) == (ADDRESS, "$.fake_sessions[1]", source.authority)
    assert meeting.snapshot is not None
    assert meeting.snapshot.read() == numbered(1, 2)


def test_a_document_is_public_when_its_source_is(source: SessionsOfATerm) -> None:
    take(source, numbered(1))

    assert Snapshot.objects.get().disclosure == Disclosure.PUBLIC


def test_what_is_stored_can_be_found(source: SessionsOfATerm) -> None:
    take(source, numbered(7))

    assert Entry.objects.filter(object_id=Meeting.objects.get().pk).exists()


def test_the_same_document_twice_changes_nothing(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2))
    before = list(Meeting.objects.order_by("pk").values())

    report = take(source, numbered(1, 2))

    assert report.status == "unchanged"
    assert report.read == 0
    assert list(Meeting.objects.order_by("pk").values()) == before
    assert Sighting.objects.get().confirmed_at is not None


def test_the_same_bytes_at_another_address_are_read_as_unchanged(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2))

    report = take(source, numbered(1, 2), address="https://bip.example/kopia.json")

    assert (report.status, report.counts) == ("ok", {"unchanged": 2})
    assert Snapshot.objects.count() == 1


def test_a_corrected_document_leaves_a_change_for_each_altered_field(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2, venue="Ratusz"))

    report = take(source, sessions({"number": 1, "venue": "Ratusz"}, {"number": 2, "venue": "Zamek"}))

    change = Change.objects.get()
    assert report.counts == {"changed": 1, "unchanged": 1}
    assert (change.field, change.before, change.after) == ("venue", "Ratusz", "Zamek")
    assert change.reason == pipeline.CORRECTED


def test_a_page_put_back_to_an_earlier_version_is_taken_in_again(source: SessionsOfATerm) -> None:
    take(source, numbered(1, venue="Ratusz"))
    take(source, numbered(1, venue="Zamek"))

    report = take(source, numbered(1, venue="Ratusz"))

    assert report.counts == {"changed": 1}
    assert venues() == {1: "Ratusz"}
    assert Sighting.objects.count() == 3


def test_a_record_stated_twice_in_a_document_is_a_duplicate(source: SessionsOfATerm) -> None:
    report = take(source, numbered(1, 1))

    assert report.counts == {"stored": 1, "duplicate": 1}


def test_a_bad_row_is_kept_as_rejected_and_the_good_ones_go_on(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1}, {"venue": "Ratusz"}, {"number": 3}))

    rejected = Rejected.objects.get()
    assert report.counts == {"stored": 2, "rejected": 1}
    assert (rejected.place, rejected.reason) == ("$.fake_sessions[1]", "Sesja bez numeru.")
    assert "Ratusz" in rejected.raw


def test_a_draft_that_cannot_be_stored_is_rejected(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1}, {"number": 2, "term": "1850-1854"}))

    assert report.counts == {"stored": 1, "rejected": 1}
    assert "1850-1854" in Rejected.objects.get().reason


def test_a_value_that_the_database_refuses_rejects_its_row_alone(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1, "venue": "R" * 5000}, {"number": 2}))

    assert report.counts == {"stored": 1, "rejected": 1}
    assert list(venues()) == [2]


def test_reading_again_replaces_the_rejected_rows(source: SessionsOfATerm) -> None:
    take(source, sessions({"number": 1}, {"venue": "Ratusz"}))

    list(pipeline.read_again(source))

    assert Rejected.objects.count() == 1


def test_two_rejects_of_one_place_are_both_kept(source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch) -> None:
    good = SessionsOfATerm.parse
    monkeypatch.setattr(SessionsOfATerm, "parse", lambda self, content: [*good(self, content), *good(self, content)])

    take(source, sessions({"venue": "Ratusz"}))

    assert sorted(Rejected.objects.values_list("place", flat=True)) == ["$.fake_sessions[0]", "$.fake_sessions[0] #2"]


def test_doubts_about_a_record_are_told_once(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1, "doubt": "Data z przyszłości."}))

    assert [finding.text for finding in report.findings] == ["Data z przyszłości."]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (numbered(1, 2)[:-7], "cut_json"),
        (b"<!doctype html><title>Przerwa techniczna</title>", "html_instead"),
        ('{"fake_sessions": "ż"}'.encode("cp1250"), "bad_encoding"),
        (b'{"something": "else"}', "wrong_shape"),
        (gzip.compress(numbered(1), mtime=0)[:-9], "bad_gzip"),
    ],
)
def test_a_bad_document_is_named_and_kept_and_changes_nothing(
    source: SessionsOfATerm, content: bytes, code: str
) -> None:
    report = take(source, content)

    assert (report.status, report.failure.code) == ("failed", code)
    assert report.counts == Counter()
    assert Meeting.objects.count() == 0
    assert Sighting.objects.get().taken_in_at is None
    assert Snapshot.objects.get().read() == content


def test_a_document_that_failed_is_read_when_it_comes_again(
    source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SessionsOfATerm, "parse", lambda self, content: 1 / 0)
        take(source, numbered(1))

    report = take(source, numbered(1))

    assert report.counts == {"stored": 1}
    assert Sighting.objects.count() == 1


def test_a_fault_in_the_reader_rolls_its_document_back(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1}, {"crash": True}))

    assert (report.status, report.failure.code) == ("failed", "crashed")
    assert Meeting.objects.count() == 0
    assert Reading.objects.count() == 0


def test_a_document_read_apart_gives_the_same_records(source: SessionsOfATerm, settings: Settings) -> None:
    settings.READ_APART = True

    report = take(source, sessions({"number": 1, "venue": "Ratusz"}, {"number": "x"}, {"number": 2}))

    assert report.counts == {"stored": 2, "rejected": 1}
    assert venues() == {1: "Ratusz", 2: ""}


def test_a_fault_in_a_reader_apart_rolls_its_document_back(source: SessionsOfATerm, settings: Settings) -> None:
    settings.READ_APART = True

    report = take(source, sessions({"number": 1}, {"crash": True}))

    assert (report.status, report.failure.code) == ("failed", "crashed")
    assert not Meeting.objects.exists()


def test_a_document_that_costs_too_much_fails_whole_and_the_next_is_read(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.READ_APART = True
    short = limited.Limits(seconds=0.5, processor=5, memory=1024**3)
    monkeypatch.setattr(limited, "stream", partial(limited.stream, limits=short))

    reports = [take(NeverDone(), numbered(1)), take(SessionsOfATerm(), numbered(2), "https://bip.example/nowe.json")]

    assert [report.status for report in reports] == ["failed", "ok"]
    assert reports[0].failure.code == "too_costly"
    assert list(venues()) == [2]
    assert Snapshot.objects.count() == 2


def test_a_document_of_another_council_is_refused_whole(source: SessionsOfATerm) -> None:
    report = take(source, sessions({"number": 1}, {"number": 2, "council": "Rada Miasta Katowice"}))

    assert (report.status, report.failure.code) == ("failed", "other_city")
    assert Meeting.objects.count() == 0


def test_a_source_of_another_city_is_refused(source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SessionsOfATerm, "city", "katowice")

    report = take(source, numbered(1))

    assert (report.status, report.failure.code) == ("failed", "other_city")


def test_a_gzipped_document_is_read_and_kept_as_it_came(source: SessionsOfATerm) -> None:
    packed = gzip.compress(numbered(1))

    report = take(source, packed)

    assert report.counts == {"stored": 1}
    assert Snapshot.objects.get().read() == packed


def test_a_full_archive_stops_everything_and_nothing_is_stored(
    source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Vault, content: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Vault, "keep", full)

    report = take(source, numbered(1))

    assert (report.status, report.failure.code, report.fatal) == ("failed", "archive_full", True)
    assert Snapshot.objects.count() == Meeting.objects.count() == 0


def test_a_record_gone_from_a_complete_list_is_withdrawn_not_deleted(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2, 3))

    report = take(source, numbered(1, 2))

    gone = Meeting.objects.get(number=3)
    assert gone.withdrawn_at is not None
    assert not Meeting.objects.filter(number__lt=3, withdrawn_at__isnull=False).exists()
    assert [finding.code for finding in report.findings] == ["withdrawn"]
    assert gone.changes.get().field == "withdrawn_at"


def test_a_record_shown_again_is_no_longer_withdrawn(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2, 3))
    take(source, numbered(1, 2))

    take(source, numbered(1, 2, 3))

    assert not Meeting.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_record_that_another_document_still_states_is_not_withdrawn(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2, 3))
    take(source, numbered(3), address="https://bip.example/sesja-3.json")

    take(source, numbered(1, 2))

    assert Meeting.objects.get(number=3).withdrawn_at is None


def test_a_list_that_is_not_complete_withdraws_nothing(
    source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionsOfATerm, "complete", False)
    take(source, numbered(1, 2, 3))

    take(source, numbered(1, 2))

    assert Meeting.objects.get(number=3).withdrawn_at is None


@pytest.mark.parametrize("newer", [numbered(1), sessions()])
def test_a_result_many_times_smaller_withdraws_nothing_and_is_told(source: SessionsOfATerm, newer: bytes) -> None:
    take(source, numbered(*range(1, 11)))

    report = take(source, newer)

    assert [finding.code for finding in report.findings] == ["shrunk"]
    assert not Meeting.objects.filter(withdrawn_at__isnull=False).exists()


def test_a_list_with_a_bad_row_withdraws_nothing(source: SessionsOfATerm) -> None:
    take(source, numbered(1, 2, 3))

    take(source, sessions({"number": 1}, {"number": 2}, {"venue": "Ratusz"}))

    assert Meeting.objects.get(number=3).withdrawn_at is None


def test_a_walk_asks_for_each_address_and_goes_on_after_a_bad_one(office: Office) -> None:
    office.pages = {"/a": Page(numbered(1)), "/b": Page(b"<html>"), "/d": Page(numbered(4))}
    source = SessionsOfATerm(f"{office.url}/{name}" for name in "abcd")

    reports = list(pipeline.run(source, SINCE))

    assert [report.status for report in reports] == ["ok", "failed", "failed", "ok"]
    assert [report.failure.code for report in reports[1:3]] == ["html_instead", "unreachable"]
    assert sorted(venues()) == [1, 4]


class Paged(SessionsOfATerm):
    """A list over pages: ``next`` in a document names the addresses that it leads to."""

    def follow(self, address: str, content: bytes, since: date) -> list[str]:
        return [address.rpartition("/")[0] + path for path in json.loads(content).get("next", [])]


def page_of(number: int, *leads: str) -> bytes:
    return json.dumps({"fake_sessions": [{"number": number}], "next": leads}).encode()


def test_a_walk_goes_where_documents_lead_and_to_each_address_once(office: Office) -> None:
    office.pages = {
        "/1": Page(page_of(1, "/2", "/3")),
        "/2": Page(page_of(2, "/1", "/3")),
        "/3": Page(page_of(3, "/3")),
    }

    list(pipeline.run(Paged([f"{office.url}/1"]), SINCE))

    assert office.paths == ["/1", "/2", "/3"]
    assert sorted(venues()) == [1, 2, 3]


class Endless(SessionsOfATerm):
    """A list that always names a next page."""

    def follow(self, address: str, content: bytes, since: date) -> list[str]:
        base, _slash, number = address.rpartition("/")
        return [f"{base}/{int(number) + 1}"]


def test_a_list_whose_last_page_repeats_itself_ends(office: Office) -> None:
    office.pages = {"/1": Page(page_of(1)), **{f"/{n}": Page(page_of(2)) for n in range(2, 9)}}

    list(pipeline.run(Endless([f"{office.url}/1"]), SINCE))

    assert office.paths == ["/1", "/2", "/3"]


def test_an_unchanged_page_still_leads_on(office: Office) -> None:
    office.pages = {
        "/1": [Page(page_of(1, "/2"), headers={"ETag": '"1"'}), Page(status=304)],
        "/2": [Page(page_of(2)), Page(page_of(5))],
    }
    source = Paged([f"{office.url}/1"])
    list(pipeline.run(source, SINCE))

    reports = list(pipeline.run(source, SINCE))

    assert [report.status for report in reports] == ["unchanged", "ok"]
    assert sorted(venues()) == [1, 2, 5]


def test_a_walk_ends_at_its_limit_and_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_DOCUMENTS", 3)
    office.pages = {f"/{n}": Page(page_of(n, f"/{n + 1}")) for n in range(1, 9)}

    with pytest.raises(pipeline.Stopped, match="3 dokumentów"):
        list(pipeline.run(Paged([f"{office.url}/1"]), SINCE))


def test_a_document_that_the_server_calls_unchanged_is_not_read(office: Office) -> None:
    office.pages["/a"] = [Page(numbered(1), headers={"ETag": '"1"'}), Page(status=304)]
    source = SessionsOfATerm([f"{office.url}/a"])
    list(pipeline.run(source, SINCE))

    reports = list(pipeline.run(source, SINCE))

    assert [report.status for report in reports] == ["unchanged"]
    assert office.asked[1][1]["if-none-match"] == '"1"'


def test_a_document_not_taken_in_is_asked_for_whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.pages["/a"] = Page(numbered(1), headers={"ETag": '"1"'})
    source = SessionsOfATerm([f"{office.url}/a"])
    with monkeypatch.context() as broken:
        broken.setattr(SessionsOfATerm, "parse", lambda self, content: 1 / 0)
        list(pipeline.run(source, SINCE))

    list(pipeline.run(source, SINCE))

    assert "if-none-match" not in office.asked[1][1]
    assert sorted(venues()) == [1]


def test_a_server_out_of_order_is_left_alone(monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    monkeypatch.setattr("watchdog.core.http._sleep", lambda seconds: None)
    for name in "abcdefgh":
        office.pages[f"/{name}"] = Page(status=500)
    source = SessionsOfATerm(f"{office.url}/{name}" for name in "abcdefgh")

    with pytest.raises(pipeline.Stopped, match="nie wysłał 5 kolejnych"):
        list(pipeline.run(source, SINCE))

    assert set(office.paths) == {f"/{name}" for name in "abcde"}


def test_reading_again_needs_no_network(source: SessionsOfATerm) -> None:
    take(source, numbered(1, venue="Ratusz"))
    Meeting.objects.update(venue="")

    reports = list(pipeline.read_again(source))

    assert [report.counts for report in reports] == [{"changed": 1}]
    assert venues() == {1: "Ratusz"}


def test_reading_again_takes_the_newest_document_of_an_address(source: SessionsOfATerm) -> None:
    take(source, numbered(1, venue="Ratusz"))
    take(source, numbered(1, venue="Zamek"))

    list(pipeline.read_again(source))

    assert venues() == {1: "Zamek"}


def test_a_damaged_copy_is_told_and_changes_nothing(source: SessionsOfATerm, own_archive: Path) -> None:
    take(source, numbered(1))
    vault().path(Snapshot.objects.get().sha256).write_bytes(b"altered")

    reports = list(pipeline.read_again(source))

    assert [report.failure.code for report in reports] == ["damaged"]


def test_records_that_search_could_not_take_are_read_again_next_time(
    source: SessionsOfATerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "index_snapshot", lambda pk: 1 / 0)
        report = take(source, numbered(1))

    again = take(source, numbered(1))

    assert [finding.code for finding in report.findings] == ["not_indexed"]
    assert report.counts == {"stored": 1}
    assert (again.status, again.counts) == ("ok", {"unchanged": 1})


def test_a_rehearsal_writes_no_bytes(source: SessionsOfATerm, own_archive: Path) -> None:
    pipeline.take_in(source, Document(ADDRESS, numbered(1)), rehearse=True)

    assert not own_archive.exists()


@pytest.mark.parametrize(
    "content",
    [
        numbered(1, 2, 2, 3),
        sessions({"number": 1}, {}, {"number": 1, "venue": "Ratusz"}, {"number": 2, "term": "?"}),
        sessions(),
    ],
)
def test_every_row_is_counted_once(source: SessionsOfATerm, content: bytes) -> None:
    report = take(source, content)
    counts = report.as_json()["counts"]

    assert counts["read"] == sum(counts[name] for name in OUTCOMES) == len(list(source.parse(content)))
