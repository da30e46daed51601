"""Old pages with lists of names: Gryfino's of 2013, and what is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from council.drafts import Choice, SessionDraft, VoteDraft
from council.sources.roll_call_html_lists import RollCallHtmlLists
from tests.real import real
from watchdog.ingest.source import Reject, Unreadable

HEAD = "<p>Głosowania z XL sesji Rady Miejskiej w Gryfinie, z dnia 19.12.2013</p>"


def vote(number: int = 1, counters: str = "Za: 2 Przeciw: 1 Nie głosowało: 1 Obecni: 4", extra: str = "") -> str:
    return (
        f"<p>Numer głosowania: {number}<br>3. Zmiana statutu (druk nr 5)</p>"
        f"<p>Radni głosowali następująco:<br>{counters}</p>"
        "<p>Za:</p><table><tr><td>Ewa De La Torre</td><td>Eugeniusz&nbsp; Robak</td></tr></table>"
        "<p>Przeciw:</p><table><tr><td>Jan Kot</td></tr></table>"
        f"<p>Nie głosowało:</p><table><tr><td>Anna <br>Lis</td></tr></table>{extra}"
    )


def page(*votes: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    return f"<html><head>{meta}<style>p:1</style></head><body>{head}{''.join(votes)}</body></html>".encode(encoding)


def read(content: bytes) -> list[VoteDraft | SessionDraft | Reject]:
    return list(RollCallHtmlLists().parse(content))  # type: ignore[arg-type]  # what this source yields


def votes(content: bytes) -> list[VoteDraft]:
    assert RollCallHtmlLists().recognises(content)
    return [each for each in read(content) if isinstance(each, VoteDraft)]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1250", "iso-8859-2"])
def test_a_vote_says_its_meeting_number_question_counters_and_names(encoding: str) -> None:
    [draft] = votes(page(vote(), encoding=encoding))

    assert (draft.meeting.council, draft.meeting.number) == ("Rady Miejskiej w Gryfinie", 40)
    assert (draft.day, draft.number, draft.item) == (date(2013, 12, 19), 1, "3")
    assert (draft.subject, draft.print_number) == ("3. Zmiana statutu (druk nr 5)", "5")
    assert draft.official.model_dump(exclude_none=True) == {"za": 2, "przeciw": 1, "nie_glosowali": 1, "present": 4}
    assert [(ballot.name, ballot.choice) for ballot in draft.ballots] == [
        ("Ewa De La Torre", Choice.FOR),
        ("Eugeniusz Robak", Choice.FOR),
        ("Jan Kot", Choice.AGAINST),
        ("Anna Lis", Choice.NOT_VOTING),
    ]
    assert draft.findings == ()


def test_votes_of_a_page_bring_its_session_once() -> None:
    found = read(page(vote(), vote(2)))

    assert [type(each) for each in found] == [SessionDraft, VoteDraft, VoteDraft]


def test_counters_that_differ_from_the_names_are_kept_with_a_finding() -> None:
    [draft] = votes(page(vote(counters="Za: 3 Przeciw: 1")))

    assert draft.official.za == 3
    assert [finding.code for finding in draft.findings] == ["totals_differ"]


def test_names_under_a_word_that_is_no_choice_are_rejected() -> None:
    found = read(page(vote(extra="<p>Goście:</p><p>Adam Obcy</p>")))

    [reject] = [each for each in found if isinstance(each, Reject)]
    assert "Adam Obcy" in reject.reason


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (page("<p>Przerwa</p>"), "not_a_roll_call"),
        (page(vote(), head="<p>Głosowania z XL sesji Rady Miejskiej w Gryfinie</p>"), "wrong_shape"),
    ],
)
def test_a_page_that_is_no_such_list_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == code


def test_the_real_page_of_2013_is_read() -> None:
    first, second = votes(real("pages/gryfino-glosowania-html.txt").read_bytes())

    assert Counter(ballot.choice.value for ballot in first.ballots) == {"za": 18, "przeciw": 1, "nie_glosowal": 1}
    assert "Eugeniusz Robak" in {ballot.name for ballot in first.ballots}
    assert (first.findings, second.ballots) == ((), ())
    assert (second.official.za, second.official.present) == (12, 21)


# As other offices set it


@pytest.mark.parametrize(
    "names",
    [
        "<p>Ewa De La Torre, Eugeniusz Robak</p>",
        "<ul><li>1. Ewa De La Torre</li><li>2. Eugeniusz Robak</li></ul>",
        "<p>Ewa De La Torre<br>Eugeniusz Robak</p>",
    ],
    ids=["commas", "numbers", "lines"],
)
@pytest.mark.parametrize("label", ["Za:", "ZA"])
def test_names_are_read_however_they_are_set(names: str, label: str) -> None:
    body = f"<p>Numer głosowania: 1<br>Budżet</p><p>Radni głosowali następująco:<br>Za: 2</p><p>{label}</p>{names}"
    [draft] = votes(page(body))

    assert [ballot.name for ballot in draft.ballots] == ["Ewa De La Torre", "Eugeniusz Robak"]


def test_words_below_the_last_list_are_nobodys_name() -> None:
    found = read(page(vote(extra="<p>Strona wygenerowana z systemu</p>")))

    assert all(len(each.ballots) == 4 for each in found if isinstance(each, VoteDraft))
    assert [each.reason for each in found if isinstance(each, Reject)] == [
        "Tekst „Strona wygenerowana z systemu” na liście nazwisk nie jest nazwiskiem."
    ]


def test_a_council_named_after_the_number_of_its_session_is_read() -> None:
    [draft] = votes(page(vote(), head="<p>Sesja nr XL Rady Miejskiej w Gryfinie z dnia 19.12.2013</p>"))

    assert (draft.meeting.council, draft.meeting.number) == ("Rady Miejskiej w Gryfinie", 40)
