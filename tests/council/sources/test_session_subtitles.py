"""Subtitles of a session: whose they are, how they are put together, and files that are none."""

from __future__ import annotations

import pytest

from council.drafts import MeetingRef, PassageDraft, TimeCodeDraft
from council.sources.session_subtitles import LONGEST, SessionSubtitles
from tests.real import real
from watchdog.ingest.source import Certainty, Draft, Reject, Unreadable

OPENS = "Otwieram III Sesję Rady Miasta Gliwice kadencji 2024-2029."


def vtt(*cues: tuple[str, str, str]) -> bytes:
    return ("WEBVTT\n\n" + "\n\n".join(f"{start} --> {end}\n{text}" for start, end, text in cues)).encode()


def read(content: bytes) -> list[Draft]:
    return list(SessionSubtitles().parse(content))  # type: ignore[arg-type]  # nothing of these files is rejected


def passages(content: bytes) -> list[PassageDraft]:
    return [each for each in read(content) if isinstance(each, PassageDraft)]


def codes(content: bytes) -> list[TimeCodeDraft]:
    return [each for each in read(content) if isinstance(each, TimeCodeDraft)]


def opened(*cues: tuple[str, str, str]) -> bytes:
    return vtt(("00:01.000", "00:05.000", OPENS), *cues)


def test_the_chairs_opening_words_say_which_session_it_is() -> None:
    (passage,) = passages(opened())

    assert passage.meeting == MeetingRef(council="Rady Miasta Gliwice", term="2024-2029", number=3)


@pytest.mark.parametrize(
    "words",
    [
        "Otwieram obrady XXIII sesji Rady Miasta Gliwice, witam Państwa.",
        "Otwieram nadzwyczajną XXIII sesję Rady Miasta Gliwice. Witam.",
        "Szanowni Państwo, otwieram XXIII zwyczajną sesję Rady Miasta Gliwice.",
        "Rozpoczynamy XXIII sesję Rady Miasta Gliwice, dzień dobry.",
    ],
)
def test_a_session_is_opened_in_several_ways(words: str) -> None:
    (passage,) = passages(vtt(("00:01.000", "00:05.000", words)))

    assert (passage.meeting.number, passage.meeting.council) == (23, "Rady Miasta Gliwice")


def test_the_opening_may_be_broken_over_cues() -> None:
    content = vtt(
        ("00:01.000", "00:03.000", "Otwieram III Sesję"), ("00:03.000", "00:05.000", "Rady Miasta Gliwice. Witam.")
    )

    assert passages(content)[0].meeting.number == 3


def test_a_cue_at_an_impossible_time_is_rejected_and_the_rest_is_read() -> None:
    refused, passage = SessionSubtitles().parse(opened(("00:99.000", "01:00.000", "Wznawiam obrady.")))

    assert isinstance(refused, Reject)
    assert refused.raw == "Wznawiam obrady."
    assert isinstance(passage, PassageDraft)


def test_letters_written_as_entities_are_read() -> None:
    assert "Skanska & Syn" in passages(opened(("00:06.000", "00:08.000", "Firma Skanska &amp; Syn.")))[0].text


def test_a_silence_ends_a_passage() -> None:
    found = passages(opened(("00:40.000", "00:41.000", "Wznawiam obrady.")))

    assert [(each.starts, each.ends) for each in found] == [(1, 5), (40, 41)]


def test_a_long_speech_is_cut_at_a_sentence_and_never_runs_on() -> None:
    cues = [
        (f"{s // 60:02}:{s % 60:02}.000", f"{(s + 9) // 60:02}:{(s + 9) % 60:02}.000", "i dalej")
        for s in range(5, 600, 9)
    ]

    assert all(each.ends - each.starts <= LONGEST + 9 for each in passages(opened(*cues)))


def test_no_word_is_lost() -> None:
    words = [f"słowo{n}" for n in range(200)]
    cues = [(f"{n // 60:02}:{n % 60:02}.000", f"{n // 60:02}:{n % 60:02}.900", word) for n, word in enumerate(words, 6)]

    said = " ".join(each.text for each in passages(opened(*cues)))

    assert said == f"{OPENS} {' '.join(words)}"


def test_a_time_code_is_inferred_and_the_first_one_counts() -> None:
    content = opened(
        ("01:00.000", "01:02.000", "Przechodzimy do punktu 7."),
        ("02:00.000", "02:02.000", "Przechodzimy do punktu 7, jeszcze raz."),
    )

    (code,) = codes(content)

    assert (code.label, code.starts, code.certainty) == ("7", 60, Certainty.INFERRED)
    assert "przechodzimy do punktu 7" in code.note


def test_a_number_that_is_only_mentioned_is_no_time_code() -> None:
    assert codes(opened(("01:00.000", "01:02.000", "W punkcie 7 była mowa o drogach."))) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"1\n00:00:01,000 --> 00:00:02,000\nSRT", "wrong_shape"),
        (b"WEBVTT\n\n", "wrong_shape"),
        (vtt(("00:01.000", "00:02.000", "Dzień dobry.")), "wrong_shape"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nżółć".encode("cp1250"), "bad_encoding"),
        (vtt(("00:01.000", "00:02.000", "Otwieram XIIII sesję Rady Miasta Gliwice.")), "wrong_shape"),
    ],
)
def test_a_file_of_no_use_is_refused_by_its_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.code == code


def test_real_subtitles_are_read_though_their_line_ends_were_lost() -> None:
    text = real("pages/gliwice-radni-tv-sesja-III-2024.vtt.txt").read_text(encoding="utf-8")

    drafts = read(text[text.index("WEBVTT") :].encode())

    assert drafts[0].meeting == MeetingRef(council="Rady Miasta Gliwice", term="2024-2029", number=3)  # type: ignore[attr-defined]  # a passage
    assert "obecnych na sali obrad jest 23 Radnych, 2 Radnych jest nieobecnych" in drafts[0].text  # type: ignore[attr-defined]  # a passage
    assert [(each.label, each.starts) for each in drafts if isinstance(each, TimeCodeDraft)] == [("3", 799)]
