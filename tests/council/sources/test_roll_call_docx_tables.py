"""Roll calls in a DOCX with a table of names for each choice: what they say, and what a spoilt one is refused for."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from council.drafts import Choice, Result, SessionDraft, VoteDraft
from council.sources import _docx
from council.sources.roll_call_docx_tables import RollCallDocxTables
from tests.real import real
from watchdog.ingest.source import Reject, Unreadable

SAMPLE = Path(_docx.__file__).parent / "samples" / "roll_call_docx_tables" / "two_votes.docx"
NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "Wyniki głosowania z IX sesji Rady m.st. Warszawy – 29 sierpnia 2024 r."
OPENS = "Radni głosowali następująco:"


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*names: str) -> str:
    cells = "".join(f"<w:tc>{line(name)}</w:tc>" for name in names)
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def packed(body: str, *, head: str = "", name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f'{head}<w:document xmlns:w="{NS}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def docx(*body: str, title: str = TITLE) -> bytes:
    return packed("".join([line(title), *body]))


def vote(*question: str, counters: tuple[str, ...] = ("Za: 2", "Przeciw: 1"), against: str = "Ewa Nowak") -> str:
    lines = [*map(line, question), line(OPENS), *map(line, counters)]
    return "".join([*lines, line("ZA:"), table("Anna Lis", "Jan Kot"), line("PRZECIW:"), table(against)])


def read(content: bytes) -> list[VoteDraft | SessionDraft | Reject]:
    return list(RollCallDocxTables().parse(content))  # type: ignore[arg-type]  # what this source yields


def votes(content: bytes) -> list[VoteDraft]:
    return [each for each in read(content) if isinstance(each, VoteDraft)]


def test_a_vote_says_its_meeting_question_counters_and_names() -> None:
    session, draft = read(docx(vote("Projekt uchwały w sprawie żłobków – druk nr 298")))

    assert isinstance(session, SessionDraft)
    assert isinstance(draft, VoteDraft)
    assert (session.meeting.council, session.meeting.number) == ("Rady m.st. Warszawy", 9)
    assert session.sittings == (date(2024, 8, 29),)
    assert (draft.day, draft.print_number) == (date(2024, 8, 29), "298")
    assert (draft.official.za, draft.official.przeciw, draft.official.wstrzymal_sie) == (2, 1, None)
    assert [(each.name, each.choice) for each in draft.ballots] == [
        ("Anna Lis", Choice.FOR),
        ("Jan Kot", Choice.FOR),
        ("Ewa Nowak", Choice.AGAINST),
    ]
    assert draft.findings == ()


def test_a_question_that_means_nothing_alone_is_read_with_its_heading() -> None:
    drafts = votes(
        docx(vote("Budżet miasta – druk nr 199", "– poprawka nr 1"), vote("– poprawka nr 2"), vote("Statut"))
    )

    assert [draft.subject for draft in drafts] == [
        "Budżet miasta – druk nr 199: poprawka nr 1",
        "Budżet miasta – druk nr 199: poprawka nr 2",
        "Statut",
    ]


def test_hard_spaces_leave_no_trace_and_a_choice_left_out_states_nothing() -> None:
    body = (
        line("Statut") + line(OPENS) + line("Za:\u00a02") + line("ZA:") + table("Anna\u00a0Lis", "Jan Maria\u202fKot")
    )
    [draft] = votes(docx(body + line("WSTRZYMUJĘ\u00a0SIĘ:") + table("Ewa\u00a0Żak-Łoś")))

    assert [(each.name, each.choice) for each in draft.ballots] == [
        ("Anna Lis", Choice.FOR),
        ("Jan Maria Kot", Choice.FOR),
        ("Ewa Żak-Łoś", Choice.ABSTAIN),
    ]
    assert draft.official.model_dump(exclude_none=True) == {"za": 2}
    assert draft.findings == ()


def ballots(draft: VoteDraft) -> list[tuple[str, Choice]]:
    return [(ballot.name, ballot.choice) for ballot in draft.ballots]


BALLOTS = [("Anna Lis", Choice.FOR), ("prof. Jan Kot", Choice.FOR), ("Ewa Nowak", Choice.AGAINST)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anna Lis</w:t><w:tab/><w:t>prof. Jan Kot", "Ewa Nowak"),
        ("Anna Lis, prof. Jan Kot", "Ewa Nowak"),
        ("Anna Lis</w:t></w:r></w:p><w:p><w:r><w:t>prof. Jan Kot", "Ewa Nowak"),
    ],
    ids=["tabs", "commas", "lines"],
)
def test_names_may_stand_in_lines_without_a_table(first: str, second: str) -> None:
    def raw(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    one = [line("Zmiana budżetu"), line(OPENS), line("ZA:"), raw(first), line("PRZECIW:"), raw(second)]
    drafts = votes(docx(*one, *one[:1], line("druga zmiana"), *one[1:]))

    assert [draft.subject for draft in drafts] == ["Zmiana budżetu", "Zmiana budżetu druga zmiana"]
    assert [ballots(draft) for draft in drafts] == [BALLOTS, BALLOTS]


@pytest.mark.parametrize(
    "cells",
    [
        f"<w:tc>{line('Anna Lis')}{line('prof. Jan Kot')}</w:tc>",
        f"<w:tc>{line('1. Anna Lis')}</w:tc><w:tc>{line('2. prof. Jan')}{line('Kot')}</w:tc>",
        f"<w:tc>{line('Anna')}{line('Lis')}</w:tc><w:tc>{line('prof. Jan Kot')}</w:tc>",
    ],
    ids=["several in a cell", "numbered", "wrapped"],
)
def test_a_cell_holds_a_name_however_it_is_set(cells: str) -> None:
    rows = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    [draft] = votes(docx(line("Budżet"), line(OPENS), line("ZA:"), rows, line("PRZECIW:"), table("Ewa Nowak")))

    assert ballots(draft) == BALLOTS


@pytest.mark.parametrize(
    ("za", "against"), [("ZA (2):", "PRZECIW (1):"), ("Głosy za", "Głosy przeciw:")], ids=["counted", "in words"]
)
def test_the_heading_of_a_choice_has_many_forms(za: str, against: str) -> None:
    names = table("Anna Lis", "prof. Jan Kot")
    inside = f"<w:tbl><w:tr><w:tc>{line(against)}</w:tc></w:tr><w:tr><w:tc>{line('Ewa Nowak')}</w:tc></w:tr></w:tbl>"
    [draft] = votes(docx(line("Budżet"), line(OPENS), line(za), names, inside))

    assert ballots(draft) == BALLOTS


@pytest.mark.parametrize(
    "counters",
    [
        (line(OPENS), line("Za: 2, przeciw: 1, wstrzymało się: 0")),
        (line(f"{OPENS} Za: 2, Przeciw: 1, Wstrzymało się: 0"),),
    ],
    ids=["on one line", "behind the opening words"],
)
def test_counters_may_share_a_line(counters: tuple[str, ...]) -> None:
    [draft] = votes(docx(line("Budżet"), *counters, line("ZA:"), table("Anna Lis", "Jan Kot")))

    assert (draft.official.za, draft.official.przeciw, draft.official.wstrzymal_sie) == (2, 1, 0)


@pytest.mark.parametrize(
    "title",
    [
        "Wyniki głosowań z IX sesji Rady m.st. Warszawy w dniu 29 sierpnia 2024 r.",
        "Wyniki głosowania z 9 sesji Rady m.st. Warszawy - 29.08.2024",
        "Imienne wyniki głosowań z IX nadzwyczajnej sesji Rady m.st. Warszawy, z dnia 29 sierpnia 2024 roku",
    ],
)
def test_a_title_has_many_forms(title: str) -> None:
    content = docx(vote("Budżet"), title=title)
    [draft] = votes(content)

    assert RollCallDocxTables().recognises(content)
    assert (draft.meeting.council, draft.meeting.number) == ("Rady m.st. Warszawy", 9)
    assert draft.day == date(2024, 8, 29)


def test_a_vote_without_names_is_kept_and_doubted() -> None:
    [draft] = votes(docx(line("Statut") + line(OPENS) + line("Za: 2") + line("Przeciw: 0")))

    assert draft.official.za == 2
    assert [finding.code for finding in draft.findings] == ["no_names"]


def test_what_was_not_adopted_is_said() -> None:
    [draft] = votes(docx(vote("Projekt uchwały w sprawie opłat – uchwały nie podjęto")))

    assert (draft.result, draft.result_label) == (Result.FAILED, "uchwały nie podjęto")


def test_counters_that_differ_from_the_names_and_a_person_twice_are_findings() -> None:
    [differing] = votes(docx(vote("Statut", counters=("Za: 3", "Przeciw: 1"))))
    [twice] = votes(docx(vote("Statut", against="Anna Lis")))

    assert [finding.code for finding in differing.findings] == ["totals_differ"]
    assert "person_twice" in [finding.code for finding in twice.findings]
    assert differing.official.za == 3


def test_names_under_a_word_that_is_no_choice_are_rejected_and_the_rest_goes_on() -> None:
    found = read(docx(vote("Statut") + line("GOŚCIE:") + table("Adam Obcy")))

    [reject] = [each for each in found if isinstance(each, Reject)]
    [draft] = [each for each in found if isinstance(each, VoteDraft)]
    assert "Adam Obcy" in reject.reason
    assert len(draft.ballots) == 3
    assert "unknown_label" in [finding.code for finding in draft.findings]


DTD = '<!DOCTYPE w [<!ENTITY a "x">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<!doctype html><p>Przerwa</p>", "html_instead"),
        (b"%PDF-1.7", "wrong_shape"),
        (SAMPLE.read_bytes()[:1200], "wrong_shape"),
        (packed(line(TITLE), name="word/other.xml"), "wrong_shape"),
        (packed(line(TITLE) + vote("Statut"), head=DTD), "wrong_shape"),
        (docx(vote("Statut"), title="Wyniki głosowania z IX sesji Rady m.st. Warszawy"), "wrong_shape"),
        (docx(line("Zaproszenie")), "not_a_roll_call"),
    ],
    ids=["empty", "html", "pdf", "cut", "no text", "own entities", "no day", "no vote"],
)
def test_a_file_that_is_no_roll_call_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == code


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_docx, "MAX_BYTES", 100_000)

    with pytest.raises(Unreadable) as refused:
        read(docx(line("a" * 200_000)))

    assert refused.value.code == "too_large"


@pytest.mark.parametrize(("name", "count"), [("wyniki_IX_2024-08-29.docx", 132), ("wyniki_XIII_2024-12-12.docx", 262)])
def test_every_name_of_the_real_files_is_read(name: str, count: int) -> None:
    content = real(f"votes/warszawa-docx/{name}").read_bytes()

    found = read(content)

    drafts = [each for each in found if isinstance(each, VoteDraft)]
    assert RollCallDocxTables().recognises(content)
    assert not [each for each in found if isinstance(each, Reject)]
    assert len(drafts) == count
    for draft in drafts:
        names = Counter(ballot.choice.value for ballot in draft.ballots)
        printed = (draft.official.za, draft.official.przeciw, draft.official.wstrzymal_sie)
        assert printed == (names["za"], names["przeciw"], names["wstrzymal_sie"]), draft.subject
        assert draft.findings == ()
