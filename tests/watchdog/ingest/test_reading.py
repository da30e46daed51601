"""What the portal would make of a document, and how it says that it can make nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from council.drafts import BallotDraft, Choice, MeetingRef, Official, PersonDraft, VoteDraft
from tests.council.sources.pdf_builder import Text, encrypted, pdf, scan
from watchdog.ingest.reading import read_document, recognise
from watchdog.ingest.source import Draft, Finding, Reject, Source, Unreadable

DOUBT = Finding(code="totals_differ", text="Druk podaje co innego.", place="p. 1")
VOTE = VoteDraft(
    place="p. 1",
    meeting=MeetingRef(number=20),
    subject="30. Zmiany budżetu (DS-395/25)",
    on="2025-09-25T12:11",  # type: ignore[arg-type]  # pydantic reads it
    year=2025,
    official=Official(za=1, eligible=28),
    ballots=(BallotDraft(name="Bala Beata", choice=Choice.FOR, label="ZA", place="p. 1"),),
    findings=(DOUBT,),
)
PERSON = PersonDraft(term="2024-2029", name="Beata Bala")


class Fake(Source):
    """A source that knows its documents by their first letter and yields what it is given."""

    slug = "fake"

    def __init__(self, *found: Draft | Reject) -> None:
        self.found = found

    def recognises(self, content: bytes, name: str = "") -> bool:
        return content.startswith(b"F")

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        yield from self.found


class Failing(Fake):
    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        yield VOTE
        raise Unreadable("cut_json", "JSON urywa się.")


def test_a_vote_is_listed_in_the_shape_that_outside_checks_rely_on() -> None:
    reading = read_document(b"F", "f.pdf", [Fake(VOTE)]).as_json()

    assert reading == {
        "path": "f.pdf",
        "source": "fake",
        "status": "ok",
        "votes": [
            {
                "subject": "30. Zmiany budżetu (DS-395/25)",
                "date": "2025-09-25T12:11",
                "secret": False,
                "official": {"za": 1},
                "ballots": [{"name": "Bala Beata", "choice": "za", "label": "ZA"}],
                "findings": [DOUBT.model_dump()],
            }
        ],
        "rows": {"read": 1, "valid": 1, "duplicate": 0, "rejected": 0},
        "findings": [],
        "rejects": [],
    }


def test_rejects_are_listed_without_the_raw_row_and_counted() -> None:
    reject = Reject(place="row 17", reason="To nie jest data.", raw="tajne dane")

    reading = read_document(b"F", "f", [Fake(PERSON, reject)]).as_json()

    assert reading["rejects"] == [{"place": "row 17", "reason": "To nie jest data."}]
    assert reading["rows"] == {"read": 2, "valid": 1, "duplicate": 0, "rejected": 1}


def test_a_record_stated_twice_is_one_record_and_one_duplicate() -> None:
    again = VOTE.model_copy(update={"place": "p. 9"})

    reading = read_document(b"F", "f", [Fake(VOTE, again)]).as_json()

    assert len(reading["votes"]) == 1
    assert reading["rows"] == {"read": 2, "valid": 1, "duplicate": 1, "rejected": 0}


def test_two_records_that_differ_in_one_ballot_are_two() -> None:
    other = VOTE.model_copy(update={"ballots": (VOTE.ballots[0].model_copy(update={"choice": Choice.AGAINST}),)})

    assert len(read_document(b"F", "f", [Fake(VOTE, other)]).drafts) == 2


def test_doubts_about_records_that_are_only_counted_stand_with_the_document() -> None:
    person = PERSON.model_copy(update={"findings": (DOUBT,)})

    assert read_document(b"F", "f", [Fake(person, VOTE)]).as_json()["findings"] == [DOUBT.model_dump()]


def test_a_document_that_fails_half_way_is_failed_whole() -> None:
    reading = read_document(b"F", "f.json", [Failing()]).as_json()

    assert (reading["status"], reading["source"], reading["votes"]) == ("failed", "fake", [])
    assert reading["findings"] == [{"code": "cut_json", "text": "JSON urywa się.", "place": ""}]
    assert reading["rows"]["read"] == 0


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty_file"),
        (b" \n", "a.json", "empty_file"),
        (b"abc", "a.txt", "unrecognised"),
        (b"\xff\xfe\x00", "a", "unrecognised"),
        (b"abc", "a.pdf", "not_a_pdf"),
        (b"%PDF-1.4 rubbish", "a.pdf", "corrupt_pdf"),
        (scan(), "a", "scan_without_text"),
        (encrypted(scan()), "a", "encrypted_pdf"),
        (pdf([]), "a.pdf", "no_pages"),
        (pdf([[Text(50, 700, "Protokół")]]), "a.pdf", "unrecognised"),
        (b"<html></html>", "a.json", "html_instead"),
        (b'{"votes": [', "a.json", "cut_json"),
        (b'{"votes": [', "", "cut_json"),
        (b'{"votes": []}', "a.json", "unrecognised"),
    ],
)
def test_what_nobody_reads_is_named_for_what_it_is(content: bytes, name: str, code: str) -> None:
    reading = read_document(content, name, [Fake()])

    assert reading.status == "failed"
    assert [finding.code for finding in reading.findings] == [code]


def test_the_first_source_that_recognises_a_document_reads_it() -> None:
    first, second = Fake(), Fake()

    assert recognise(b"F", "f", [first, second]) is first
