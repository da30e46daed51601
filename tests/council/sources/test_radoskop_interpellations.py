"""Interpellations as Radoskop lists them: kinds, people and days, and what a dirty row becomes."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from pytest_django import Settings

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind
from council.models import Interpellation
from council.sources.radoskop_interpellations import RadoskopInterpellations
from tests.real import real
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document
from watchdog.ingest.source import Draft, Reject, Unreadable

KATOWICE = "interpellations/katowice.json"


def entry(doc: int = 1, **changes: Any) -> dict[str, Any]:
    """Give one entry of the list, with what a test changes in it."""
    values: dict[str, Any] = {
        "doc_id": str(150000 + doc),
        "typ": "interpelacja",
        "nr_sprawy": f"RI-IX/{doc:06}",
        "data_wplywu": "2026-04-01",
        "przedmiot": f"chodnika przy ul. Dębowej {doc}",
        "full_title": f"Interpelacja RI-IX/{doc:06} z dnia 01.04.2026r., w sprawie chodnika przy ul. Dębowej {doc}",
        "bip_url": f"https://bip.katowice.eu/RadaMiasta/dokument.aspx?idr={150000 + doc}",
        "tresc_url": "",
        "odpowiedz_url": "",
        "radny": "Beata Bala",
        "kadencja": "IX",
        "odpowiedz_status": "odpowiedziano",
        "data_odpowiedzi": "2026-04-10",
    }
    return values | changes


def listed(*entries: Any) -> bytes:
    return json.dumps(entries, ensure_ascii=False).encode()


def read(*entries: Any) -> list[Draft | Reject]:
    return list(RadoskopInterpellations().parse(listed(*entries)))


def one(**changes: Any) -> InterpellationDraft:
    (draft,) = read(entry(**changes))
    assert isinstance(draft, InterpellationDraft), draft
    return draft


def test_an_entry_becomes_a_record_of_the_council_that_its_address_belongs_to() -> None:
    draft = one()

    assert (draft.council, draft.term, draft.number) == ("Rada Miasta Katowice", "2024-2029", "RI-IX/000001")
    assert (draft.received_on, draft.answered_on) == (date(2026, 4, 1), date(2026, 4, 10))


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("interpelacja", InterpellationKind.INTERPELLATION),
        ("Zapytanie", InterpellationKind.QUESTION),
        ("WNIOSEK", InterpellationKind.MOTION),
    ],
)
def test_the_three_kinds_are_told_apart(written: str, kind: InterpellationKind) -> None:
    assert one(typ=written).form is kind


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Beata Bala\nEwa Sadkowska", ("Beata Bala", "Ewa Sadkowska")),
        ("Radny Adam Skowron", ("Adam Skowron",)),
        ("Pani Radna  Beata Bala; Bala Beata", ("Bala Beata",)),
    ],
)
def test_those_who_asked_stand_without_what_they_are_called_and_once(written: str, names: tuple[str, ...]) -> None:
    assert one(radny=written).authors == names


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("z dnia 5.11.2025r., w sprawie", date(2025, 11, 5)),
        ("z dnia24.03.2026r.", date(2026, 3, 24)),
        ("z dni 01.07.2024r., do Budżetu", date(2024, 7, 1)),
    ],
)
def test_a_day_left_out_is_read_from_the_title(title: str, day: date) -> None:
    assert one(data_wplywu="", full_title=f"Wniosek RI-IX/000899 {title}").received_on == day


def test_an_entry_without_any_day_stays_without_one() -> None:
    assert one(data_wplywu="", full_title="Interpelacja RI-IX/000800 w sprawie drzewa").received_on is None


def test_a_day_that_the_term_does_not_hold_is_a_doubt_and_is_not_counted_from() -> None:
    draft = one(data_wplywu="2024-02-26")

    assert draft.received_on is None
    assert [finding.code for finding in draft.findings] == ["day_outside_term"]
    assert "26.02.2024" in draft.findings[0].text


def test_a_day_to_come_is_a_doubt() -> None:
    assert [finding.code for finding in one(data_wplywu="2125-07-15").findings] == ["future_date"]


def test_no_answer_is_proved_by_the_day_of_the_newest_entry() -> None:
    waiting = entry(1, odpowiedz_status="oczekuje na odpowiedź", data_odpowiedzi="")

    first, _newest = read(waiting, entry(9, data_wplywu="2026-04-16"))

    assert isinstance(first, InterpellationDraft)
    assert (first.answer, first.answer_as_of) == (AnswerState.NONE, date(2026, 4, 16))
    assert "16.04.2026" in first.note


@pytest.mark.parametrize(
    "changes",
    [
        {"odpowiedz_url": "https://bip.katowice.eu/odpowiedz.pdf"},
        {"data_odpowiedzi": "2026-04-10"},
        {"data_wplywu": "2024-02-26"},
        {"odpowiedz_status": "w toku"},
    ],
)
def test_an_entry_that_contradicts_itself_says_nothing_of_the_answer(changes: dict[str, Any]) -> None:
    draft = one(**{"odpowiedz_status": "oczekuje na odpowiedź", "data_odpowiedzi": "", **changes})

    assert draft.answer is AnswerState.UNKNOWN
    assert draft.note


def test_addresses_are_as_a_browser_sends_them() -> None:
    address = one(tresc_url="https://bip.katowice.eu/Lists/RI-IX-000779 P. Maśnica.pdf").question_url

    assert address == "https://bip.katowice.eu/Lists/RI-IX-000779%20P.%20Ma%C5%9Bnica.pdf"
    assert one(tresc_url="javascript:alert(1)").question_url == ""


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (None, "nie jest interpelacją"),
        (entry(typ="petycja"), "Nieznany rodzaj pisma: „petycja”."),
        (entry(radny=""), "kto pytał"),
        (entry(radny=None), "kto pytał"),
        (entry(przedmiot=" "), "Przedmiot: brak wartości."),
        (entry(kadencja="XII"), "Nie znamy kadencji „XII”."),
        (entry(data_wplywu="30.02.2026"), "Dzień wpływu „30.02.2026” nie jest datą."),
        (entry(data_odpowiedzi="wkrótce"), "Dzień odpowiedzi „wkrótce” nie jest datą."),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_next_is_read(bad: Any, reason: str) -> None:
    rejected, kept = read(bad, entry(2))

    assert isinstance(rejected, Reject)
    assert (rejected.place, isinstance(kept, InterpellationDraft)) == ("$[0]", True)
    assert reason in rejected.reason


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html></html>", "html_instead"),
        (listed(entry())[:200], "cut_json"),
        ('["żółć"]'.encode("cp1250"), "bad_encoding"),
        (b"{}", "wrong_shape"),
        (listed(entry(bip_url="https://bip.example/1")), "other_city"),
    ],
    ids=["html", "cut", "encoding", "object", "host"],
)
def test_a_file_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(RadoskopInterpellations().parse(content))

    assert refusal.value.code == code


def test_an_empty_list_says_nothing() -> None:
    assert read() == []


# Into the records


def take(content: bytes) -> pipeline.Report:
    document = Document("https://data.example/katowice.json", content)
    return pipeline.take_in(RadoskopInterpellations(), document)


@pytest.mark.django_db
def test_another_citys_list_is_refused_whole() -> None:
    report = take(listed(entry()))

    assert (report.failed, report.failure.code) == (True, "other_city")
    assert not Interpellation.objects.exists()


@pytest.mark.django_db
def test_an_entry_listed_twice_is_one_record(settings: Settings) -> None:
    settings.CITY = "katowice"

    report = take(listed(entry(), entry()))

    assert report.counts == {"stored": 1, "duplicate": 1}


@pytest.mark.slow
@pytest.mark.django_db
def test_every_row_of_the_real_list_becomes_a_record_and_the_second_time_changes_nothing(settings: Settings) -> None:
    settings.CITY = "katowice"
    content = real(KATOWICE).read_bytes()

    report = take(content)

    assert (report.status, report.counts) == ("ok", {"stored": 1004})
    assert Counter(Interpellation.objects.values_list("kind", flat=True)) == {"interpelacja": 619, "wniosek": 385}
    doubts = Counter(finding["code"] for record in Interpellation.objects.all() for finding in record.findings)
    assert doubts["future_date"] == 1
    assert doubts["day_outside_term"] == 11
    assert doubts["answer_before_question"] == 1
    assert take(content).status == "unchanged"
