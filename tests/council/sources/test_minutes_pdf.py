"""Minutes as a PDF: which session, how many took part, every page whole."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import BodyKind, MeetingRef, MinutesPageDraft, SessionDraft
from council.sources.minutes_pdf import MinutesPdf
from tests.council.sources.pdf_builder import Text, pdf, scan
from tests.real import real
from watchdog.ingest.source import Draft, Reject, Unreadable

TITLE = ("PROTOKÓŁ NR III/2024", "z III sesji Rady Miasta Gliwice,", "która odbyła się w dniu 6 czerwca 2024 roku")
OLD = ("Protokół", "z XLIV sesji Rady Miejskiej w Gliwicach z dnia 12.06.2014 r.")
FESTIVE = ("PROTOKÓŁ NR X/2024", "uroczysta X sesję Rady Miasta Gdańska", "z okazji święta w dniu 2 grudnia 2024 roku")
EXTRAORDINARY = ("PROTOKÓŁ z II nadzwyczajnej sesji Rady Gminy Łąka,", "w dniu 6 marca 2024 r.")


def minutes(*pages: tuple[str, ...]) -> bytes:
    return pdf([[Text(60, 780 - 16 * place, line, 10) for place, line in enumerate(page)] for page in pages])


def read(content: bytes) -> list[Draft | Reject]:
    return list(MinutesPdf().parse(content))


@pytest.mark.parametrize(
    ("title", "number", "council", "day"),
    [
        (TITLE, 3, "Rady Miasta Gliwice", date(2024, 6, 6)),
        (OLD, 44, "Rady Miejskiej w Gliwicach", date(2014, 6, 12)),
        (FESTIVE, 10, "Rady Miasta Gdańska", date(2024, 12, 2)),
        (EXTRAORDINARY, 2, "Rady Gminy Łąka", date(2024, 3, 6)),
    ],
)
def test_the_title_says_which_session_it_was(title: tuple[str, ...], number: int, council: str, day: date) -> None:
    session = read(minutes(title))[0]

    assert isinstance(session, SessionDraft)
    assert (session.meeting.number, session.meeting.council, session.meeting.day) == (number, council, day)


@pytest.mark.parametrize(
    ("title", "committee", "council", "number", "day"),
    [
        (
            ("Protokół nr 5/2025", "z posiedzenia Komisji Rewizyjnej", "Rady Miasta Gliwice w dniu 20 maja 2025 r."),
            *("Komisja Rewizyjna", "Rady Miasta Gliwice", 5, date(2025, 5, 20)),
        ),
        (
            (
                "PROTOKÓŁ NR XII/24 Z POSIEDZENIA KOMISJI",
                "Skarg, Wniosków i Petycji,",
                "które odbyło się dnia 3.04.2024",
            ),
            *("Komisja Skarg, Wniosków i Petycji", "", 12, date(2024, 4, 3)),
        ),
        (
            ("Protokół z 7. posiedzenia Komisji Budżetu i Finansów Rady Miejskiej w Łodzi", "z dnia 5 lutego 2024 r."),
            *("Komisja Budżetu i Finansów", "Rady Miejskiej w Łodzi", 7, date(2024, 2, 5)),
        ),
        (
            ("Protokół z posiedzenia Komisji Gospodarki Miejskiej w dniu 6 maja 2024 r.", "przed XX sesją Rady Miasta"),
            *("Komisja Gospodarki Miejskiej", "", None, date(2024, 5, 6)),
        ),
    ],
    ids=["number of the year", "commas and capitals", "figures before", "no number, a session mentioned"],
)
def test_minutes_of_a_committee_say_whose_they_are(
    title: tuple[str, ...], committee: str, council: str, number: int | None, day: date
) -> None:
    content = minutes((*title, "Obecni według listy.", "1. Otwarcie posiedzenia."))
    session, page = read(content)

    assert MinutesPdf().recognises(content)
    assert isinstance(session, SessionDraft)
    assert isinstance(page, MinutesPageDraft)
    assert page.meeting == session.meeting
    assert session.meeting == MeetingRef(
        kind=BodyKind.COMMITTEE, committee=committee, council=council, number=number, day=day
    )


def test_minutes_of_a_session_that_mention_a_committee_are_the_sessions() -> None:
    session = read(minutes((*TITLE, "Ustalenia posiedzenia Komisji Rewizyjnej przyjęto.")))[0]

    assert isinstance(session, SessionDraft)
    assert (session.meeting.kind, session.meeting.number) == (BodyKind.COUNCIL, 3)


def test_minutes_of_a_joint_meeting_are_refused_in_words() -> None:
    title = "Protokół ze wspólnego posiedzenia Komisji Budżetu i Komisji Edukacji w dniu 6 maja 2024 r."

    assert MinutesPdf().recognises(minutes((title,)))
    with pytest.raises(Unreadable, match="wspólnego posiedzenia") as refusal:
        read(minutes((title,)))

    assert refusal.value.code == "wrong_shape"


def test_how_many_took_part_is_read_and_who_is_missing_never_computed() -> None:
    session = read(minutes((*TITLE, "W sesji na 25 udział wzięło 23 radnych.")))[0]

    assert isinstance(session, SessionDraft)
    assert (session.present, session.absent) == (23, None)


def test_every_page_is_kept_line_by_line() -> None:
    _session, first, second = read(minutes(TITLE, ("PUNKT 2", "Żadnych uwag.")))

    assert isinstance(first, MinutesPageDraft)
    assert isinstance(second, MinutesPageDraft)
    assert (first.number, first.text) == (1, "\n".join(TITLE))
    assert (second.number, second.place, second.text) == (2, "p. 2", "PUNKT 2\nŻadnych uwag.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (minutes(("Sprawozdanie z działalności", "Rady Miasta Gliwice w dniu 6 czerwca 2024")), "wrong_shape"),
        (minutes(("PROTOKÓŁ NR III/2024", "z III sesji Rady Miasta Gliwice")), "wrong_shape"),
        (minutes(("PROTOKÓŁ", "z III sesji Rady Miasta Gliwice w dniu 30 lutego 2024 roku")), "wrong_shape"),
        (scan(), "scan_without_text"),
        (b"<html></html>", "not_a_pdf"),
        (b"", "empty_file"),
    ],
)
def test_a_file_of_no_use_is_refused_by_its_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("name", "number", "day", "present", "pages", "words"),
    [
        ("II-2024_protokol-ii-sesji-rmg", 2, date(2024, 5, 16), 33, 4, {4: "Komisji"}),
        ("LXXVI-2024_protokol-lxxvi-sesji-rmg", 76, date(2024, 4, 18), 34, 64, {5: "za włączeniem (druk 2015)"}),
        ("X-2024_protokol-x-sesji-rmg", 10, date(2024, 12, 2), 33, 8, {5: "Natalia Partyka"}),
        ("XXII-2025_protokol-z-xxii-sesji-rmg", 22, date(2025, 12, 18), 34, 111, {5: "OŚWIADCZENIA KLUBÓW RADNYCH"}),
    ],
)
def test_real_minutes_are_read_whole(
    name: str, number: int, day: date, present: int, pages: int, words: dict[int, str]
) -> None:
    session, *rest = read(real(f"minutes/gdansk-pdf/{name}.pdf").read_bytes())

    assert isinstance(session, SessionDraft)
    assert (session.meeting.number, session.meeting.day, session.present) == (number, day, present)
    text = {each.number: each.text for each in rest if isinstance(each, MinutesPageDraft)}
    assert sorted(text) == list(range(1, pages + 1))
    assert all(said in text[page] for page, said in words.items())
