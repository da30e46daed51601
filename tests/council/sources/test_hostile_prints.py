"""
Roll calls that are damaged, forged or of another shape, for every source of roll calls that the registry finds.

Each must end in a refusal, a rejected part or a finding in Polish: never in a crash, never in silence. They are
the sources' own samples, spoilt here: letters are replaced inside PDFs, DOCX files and texts alike.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from council.drafts import VoteDraft
from tests.contracts.samples import samples_of
from tests.council.sources.pdf_builder import CODES, encrypted, scan
from watchdog.archive.findings import FINDINGS
from watchdog.ingest.reading import read_document
from watchdog.ingest.registry import all_sources
from watchdog.ingest.source import Draft, Reject, Source, Unreadable

ROLL_CALLS = [source for source in all_sources().values() if source.slug.startswith("roll_call_")]
SAMPLES = [(source, path) for source in ROLL_CALLS for path in samples_of(source)]
EVERY = pytest.mark.parametrize(
    ("source", "sample"), SAMPLES, ids=[f"{source.slug}-{path.name}" for source, path in SAMPLES]
)
MONTHS = ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września"]
MONTHS += ["października", "listopada", "grudnia"]
BODY = "word/document.xml"


def said(source: Source, content: bytes) -> set[str]:
    """Give what a source says of a document: codes of findings, ``rejected``, or the code of its refusal."""
    found, refusal = attempt(source, content)
    codes = {finding.code for each in found if isinstance(each, Draft) for finding in each.findings}
    reasons = [each.reason for each in found if isinstance(each, Reject)]
    assert all(text.endswith(".") for text in [*reasons, *([refusal.text] if refusal else [])])
    return codes | ({"rejected"} if reasons else set()) | ({refusal.code} if refusal else set())


def attempt(source: Source, content: bytes) -> tuple[list[Draft | Reject], Unreadable | None]:
    try:
        return list(source.parse(content)), None
    except Unreadable as refusal:
        return [], refusal


def first_vote(source: Source, content: bytes) -> VoteDraft:
    return next(each for each in source.parse(content) if isinstance(each, VoteDraft) and len(each.ballots) > 2)


def spoilt(content: bytes, old: str, new: str, times: int = 0) -> bytes:
    """Replace letters in a document; skip the test where they do not stand in it in one piece."""
    changed = replaced(content, old, new, times)
    if changed == content:
        pytest.skip(f"„{old}” does not stand in this sample in one piece")
    return changed


def replaced(content: bytes, old: str, new: str, times: int = 0) -> bytes:
    """Replace letters in a document, a PDF, a DOCX or a text; return it as it is where they do not stand in it."""
    if content.startswith(b"%PDF-"):
        return _spoilt_pdf(content, old, new, times)
    if content.startswith(b"PK"):
        return _spoilt_docx(content, old, new, times)
    encoding = "utf-8" if _is_utf8(content) else "cp1250"
    return content.decode(encoding).replace(old, new, times or -1).encode(encoding)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _spoilt_pdf(content: bytes, old: str, new: str, times: int) -> bytes:
    """Replace letters in the pages that ``pdf_builder`` wrote: hexadecimal strings in packed streams."""
    before, after = (bytes(CODES.get(letter) or ord(letter) for letter in text).hex().encode() for text in (old, new))
    file, left, hit = io.BytesIO(), times or 10_000, False
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            stream = page.obj.Contents.read_bytes()
            count = min(left, stream.count(before))
            left, hit = left - count, hit or bool(count)
            page.obj.Contents = document.make_stream(stream.replace(before, after, count))
        document.save(file)
    return file.getvalue() if hit else content


def _spoilt_docx(content: bytes, old: str, new: str, times: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(BODY).decode()
    between = r"(?:\s|<[^>]*>)+"  # words of one name may stand in several runs
    changed = re.sub(between.join(map(re.escape, old.split())), new, text, count=times)
    return content if changed == text else docx_of(changed.encode())


def docx_of(body: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(BODY, body)
    return file.getvalue()


# Documents that are none


@EVERY
def test_a_cut_document_is_never_read_as_whole(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    whole = [each for each in source.parse(content) if isinstance(each, VoteDraft)]

    for part in (1, 10, 40, 70, 90):
        cut = content[: len(content) * part // 100]
        found, refusal = attempt(source, cut)
        assert refusal is None or refusal.code in FINDINGS
        assert [each for each in found if isinstance(each, VoteDraft)] != whole


@EVERY
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t",
        b"<!DOCTYPE html><html><body><h1>Przerwa techniczna</h1></body></html>",
        b"\x00" * 500,
        "Głosowanie: Łoś Żaneta – ZA".encode("cp1250"),
        "GĹ‚osowanie".encode(),
        "G\ufffdosowanie".encode(),
        b"PK\x03\x04" + b"\xff" * 50,
        b"%PDF-1.7\n%%EOF",
        scan(2),
        encrypted(scan()),
    ],
    ids=["empty", "blank", "html", "zeros", "cp1250", "mojibake", "lost", "zip", "pdf", "scan", "locked"],
)
def test_what_is_no_roll_call_is_refused_by_name(source: Source, sample: Path, content: bytes) -> None:
    codes = said(source, content)

    assert len(codes) == 1
    assert codes <= set(FINDINGS)
    assert not source.recognises(content, sample.name)
    assert read_document(content, sample.name, ROLL_CALLS).status == "failed"


@EVERY
def test_a_bomb_ends_in_a_refusal(source: Source, sample: Path) -> None:
    if not sample.read_bytes().startswith(b"PK"):
        pytest.skip("this source reads no packed files")

    assert said(source, docx_of(b"<w>" + b" " * (130 * 1024 * 1024))) == {"too_large"}


@EVERY
def test_a_document_of_three_hundred_pages_is_read_to_its_end(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    if not content.startswith(b"%PDF-"):
        pytest.skip("only a PDF has pages")
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        pages = list(document.pages)
        for _ in range(300 // len(pages)):
            document.pages.extend(pages)
        document.save(file)

    votes = [each for each in source.parse(file.getvalue()) if isinstance(each, VoteDraft)]

    assert len(votes) > 50


# Documents that contradict themselves, or this world


@EVERY
def test_a_year_that_has_not_come_is_doubted(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    year = str(first_vote(source, content).year)

    assert said(source, spoilt(content, year, "2125")) & {"future_date", "rejected", "wrong_shape"}


@EVERY
def test_a_day_that_cannot_exist_is_refused(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    day = first_vote(source, content).day
    assert day is not None
    forms = {f"{day:%d.%m.%Y}": f"30.02.{day:%Y}", f"{day:%Y-%m-%d}": f"{day:%Y}-02-30"}
    forms |= {f"{day.day} {month}": "30 lutego" for month in MONTHS}
    changed = content
    for old, new in forms.items():
        changed = replaced(changed, old, new)

    assert changed != content
    assert said(source, changed) & {"rejected", "wrong_shape"}


@EVERY
def test_a_person_twice_is_said(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    one, other, *_ = first_vote(source, content).ballots

    assert "person_twice" in said(source, spoilt(content, other.name, one.name))


@EVERY
def test_a_word_that_is_no_choice_is_said(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    label = first_vote(source, content).ballots[0].label

    assert said(source, spoilt(content, label, "MOŻE")) & {"unknown_label", "rejected", "totals_differ"}


@EVERY
def test_letters_lost_in_a_name_are_said(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    name = next(ballot.name for ballot in first_vote(source, content).ballots if re.search("[ąćęłńóśźż]", ballot.name))
    lost = re.sub("[ąćęłńóśźż]", "¿", name)

    assert "garbled_text" in said(source, spoilt(content, name, lost))


@EVERY
def test_a_counter_that_differs_from_the_names_is_said(source: Source, sample: Path) -> None:
    content = sample.read_bytes()
    names = [ballot.name for ballot in first_vote(source, content).ballots]

    assert said(source, spoilt(content, names[1], "")) & {"totals_differ", "rejected"}


def test_every_source_of_roll_calls_is_tried() -> None:
    assert {"roll_call_two_columns", "roll_call_x_table", "roll_call_docx_tables"} <= {each.slug for each in ROLL_CALLS}
    assert all(any(each is source for each, _ in SAMPLES) for source in ROLL_CALLS)
