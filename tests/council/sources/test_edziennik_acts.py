"""The voivodeship's electronic journal: whose acts are kept, which day is which, and where a walk goes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from council.drafts import ResolutionDraft, RulingDraft, RulingEffect, Validity
from council.models import Resolution, Ruling
from council.sources._journal import act_of, ruling_of
from council.sources.edziennik_acts import GliwiceEDziennik
from tests.fakes.journal import SITE, UNKNOWN, Act, publish, record, register
from tests.fakes.office import Office
from watchdog.cities import profile
from watchdog.ingest import pipeline
from watchdog.ingest.source import Draft, Reject, Unreadable

GLIWICE = profile("gliwice")
SINCE = date(2018, 1, 1)
TITLE = "Uchwała nr XLV/912/2022 Rady Miasta Gliwice z dnia 27 stycznia 2022 r. w sprawie opłat"
ACT = Act(2022, 701, TITLE, dated="2022-01-27T00:00:00", issued="2022-02-03T10:46:00")
RULING = (
    "Rozstrzygnięcie nadzorcze nr NPII.4131.1.38.2019 Wojewody Śląskiego z dnia 18 stycznia 2019 r. "
    "w sprawie stwierdzenia nieważności {what} nr II/24/2018 Rady Miasta Gliwice"
)


def read(answer: Any, address: str = "") -> list[Draft | Reject]:
    return list(GliwiceEDziennik().read(json.dumps(answer).encode(), address))


def one(answer: Any, address: str = "") -> ResolutionDraft:
    (draft,) = read(answer, address)
    assert isinstance(draft, ResolutionDraft), draft
    return draft


def leads(answer: Any, since: date = SINCE) -> list[str]:
    return list(GliwiceEDziennik().follow("", json.dumps(answer).encode(), since))


def listed(*acts: Act) -> dict[str, Any]:
    items = [record(act, announcementDate=act.issued, promulgation=act.dated) for act in acts]
    return {"items": items, "offset": 0, "count": len(items), "totalCount": len(items)}


def test_the_act_s_own_record_says_its_day_and_that_of_the_issue() -> None:
    draft = one(record(ACT))

    assert (draft.number, draft.adopted_on, draft.journal_on) == ("XLV/912/2022", date(2022, 1, 27), date(2022, 2, 3))
    assert (draft.journal_year, draft.journal_position) == (2022, "701")
    assert draft.title == "w sprawie opłat"
    assert draft.eli == f"{SITE}/api/eli/acts/POL_WOJ_SL/2022/701"


def test_dates_that_change_places_between_list_and_record_are_read_as_each_means_them() -> None:
    between = date(2022, 2, 1)  # after the act, before its issue: only the issue's day lets it through

    assert leads(listed(ACT), between) == [
        f"{SITE}/api/eli/acts/POL_WOJ_SL/2022/701",
        f"{SITE}/api/legalact?year=2022&journal=0&position=701",
    ]
    assert one(record(ACT)).journal_on == date(2022, 2, 3)
    assert leads(listed(ACT), date(2022, 2, 4)) == []


def test_the_first_day_of_the_first_year_is_no_day() -> None:
    draft = one(record(ACT, entryIntoForce="0001-01-01T00:00:00", promulgation="0001-01-01T00:00:00"))

    assert (draft.in_force_on, draft.journal_on) == (None, None)


def test_older_servers_names_are_understood() -> None:
    answer = {name.capitalize(): value for name, value in record(ACT).items()}

    assert one(answer).number == "XLV/912/2022"


@pytest.mark.parametrize(
    ("status", "validity"),
    [
        ({"IsInvalid": True, "IsPartialInvalid": False}, Validity.INVALID),
        ({"IsInvalid": False, "IsPartialInvalid": True}, Validity.PARTLY_INVALID),
        ({"IsInvalid": False, "IsPartialInvalid": False}, Validity.UNKNOWN),
        ({"IsInvalid": "false"}, Validity.UNKNOWN),
        (None, Validity.UNKNOWN),
    ],
)
def test_the_register_says_whether_the_act_was_declared_invalid(status: Any, validity: Validity) -> None:
    address = f"{SITE}/api/legalact?year=2022&journal=0&position=701"

    draft = one(register(ACT) | {"ActStatus": status, "BindingDateFrom": "18.02.2022"}, address)

    assert (draft.validity, draft.journal_position, draft.in_force_on) == (validity, "701", date(2022, 2, 18))


@pytest.mark.parametrize(
    "title",
    [
        "Uchwała nr XXVI/275/25 Rady Miasta Zabrze z dnia 30 grudnia 2025 r. o stanowisku Rady Miasta Gliwice",
        "Uchwała nr I/1/2024 Rady Powiatu Gliwickiego z dnia 7 maja 2024 r. w sprawie Rady Miasta Gliwice",
        "Zarządzenie nr 1 Prezydenta Miasta Gliwice z dnia 7 maja 2024 r. w sprawie opłat",
        "Obwieszczenie Rady Miasta Gliwice z dnia 7 maja 2024 r. w sprawie ogłoszenia jednolitego tekstu",
    ],
)
def test_acts_of_others_are_neither_read_nor_asked_for(title: str) -> None:
    other = Act(2025, 1, title, dated="2025-12-30", issued="2026-01-05")

    assert read(record(other)) == []
    assert leads(listed(other)) == []


@pytest.mark.parametrize("council", ["RADY MIASTA GLIWICE", "Rady Miejskiej w Gliwicach", "Rady Miasta Gliwic"])
def test_the_council_is_known_under_each_of_its_names(council: str) -> None:
    act = act_of(f"UCHWAŁA NR V/64/2003 {council} z dnia 27 lutego 2003 roku, w sprawie nadania statutu", GLIWICE)

    assert act is not None
    assert (act.number, act.day, act.title) == ("V/64/2003", date(2003, 2, 27), "w sprawie nadania statutu")


@pytest.mark.parametrize(
    ("what", "effect"),
    [
        ("uchwały", RulingEffect.INVALID),
        ("w całości uchwały", RulingEffect.INVALID),
        ("części uchwały", RulingEffect.PARTLY_INVALID),
        ("§ 2 uchwały", RulingEffect.PARTLY_INVALID),
    ],
)
def test_a_ruling_names_who_ruled_on_what_and_to_what_effect(what: str, effect: RulingEffect) -> None:
    act = Act(2019, 655, RULING.format(what=what), dated="2019-01-18", issued="2019-01-23")

    (draft,) = read(record(act))

    assert isinstance(draft, RulingDraft)
    assert (draft.authority_name, draft.number) == ("Wojewoda Śląski", "NPII.4131.1.38.2019")
    assert (draft.resolution, draft.ruled_on, draft.effect) == ("II/24/2018", date(2019, 1, 18), effect)
    assert (draft.journal_year, draft.journal_position) == (2019, "655")


def test_a_judgment_whose_title_says_no_outcome_has_none() -> None:
    ruled = ruling_of(
        "Wyrok sygn. akt II SA/Gl 277/10 Wojewódzkiego Sądu Administracyjnego w Gliwicach z dnia 15 lipca 2010 r. "
        "dotyczący uchwały nr XXXI/956/2009 Rady Miejskiej w Gliwicach",
        GLIWICE,
    )

    assert ruled is not None
    assert (ruled.authority, ruled.number) == ("WSA w Gliwicach", "II SA/Gl 277/10")
    assert (ruled.resolution, ruled.effect) == ("XXXI/956/2009", RulingEffect.UNKNOWN)


@pytest.mark.parametrize(
    "answer",
    [
        record(Act(2022, 701, TITLE.replace("27 stycznia", "30 lutego"), dated="2022-01-27", issued="2022-02-03")),
        record(ACT, promulgation="2022-02-30T00:00:00"),
        register(ACT) | {"ActDate": "2022-13-01"},
        record(ACT, title=TITLE.replace("z dnia 27 stycznia 2022 r. ", "z dnia 27 stycznia 1850 r. ")),
    ],
)
def test_a_day_that_cannot_be_is_a_reason_to_reject(answer: dict[str, Any]) -> None:
    (rejected,) = read(answer)

    assert isinstance(rejected, Reject)
    assert rejected.reason


def test_an_issue_to_come_is_a_doubt() -> None:
    assert [doubt.code for doubt in one(record(ACT, promulgation="2125-02-03")).findings] == ["future_date"]


def test_a_list_that_is_shorter_than_the_server_says_is_told_of() -> None:
    (rejected,) = read(listed(ACT) | {"totalCount": 3330})

    assert isinstance(rejected, Reject)
    assert rejected.reason == "Serwer podaje aktów: 3330, a przysłał: 1."


def test_an_empty_year_says_nothing_and_leads_nowhere() -> None:
    assert read(listed()) == leads(listed()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html></html>", "html_instead"),
        (json.dumps(record(ACT)).encode()[:90], "cut_json"),
        (json.dumps(record(ACT), ensure_ascii=False).encode("cp1250"), "bad_encoding"),
        (json.dumps(UNKNOWN).encode(), "wrong_shape"),
        (json.dumps([UNKNOWN]).encode(), "wrong_shape"),
        (json.dumps(record(ACT, publisher="POL_WOJ_DS")).encode(), "wrong_shape"),
        (b'"tekst"', "wrong_shape"),
        (b"[]", "wrong_shape"),
    ],
    ids=["html", "cut", "encoding", "unknown journal", "no journal", "other journal", "text", "empty"],
)
def test_an_answer_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(GliwiceEDziennik().parse(content))

    assert refusal.value.code == code


def test_a_ruling_leads_to_the_act_that_it_concerns() -> None:
    assert leads(register(Act(2019, 655, RULING, "2019-01-18", "2019-01-23", related=((2018, 8154),)))) == [
        f"{SITE}/api/eli/acts/POL_WOJ_SL/2018/8154",
        f"{SITE}/api/legalact?year=2018&journal=0&position=8154",
    ]


def test_the_journal_leads_to_the_years_that_are_asked_for() -> None:
    answer = [{"code": "POL_POW", "years": [2024]}, {"code": "POL_WOJ_SL", "years": [2017, 2018, "2019", None, -1]}]

    assert leads(answer) == [f"{SITE}/api/eli/acts/POL_WOJ_SL/{year}" for year in (2018, 2019)]


# Into the records


@pytest.mark.django_db
def test_the_journal_is_walked_and_the_second_walk_changes_nothing(office: Office) -> None:
    other = Act(2022, 702, TITLE.replace("Gliwice", "Zabrze"), ACT.dated, ACT.issued)
    statute = "Uchwała nr II/24/2018 Rady Miasta Gliwice z dnia 13 grudnia 2018 r. w sprawie Statutu Miasta Gliwice"
    publish(office, ACT, other, Act(2018, 8154, statute, "2018-12-13", "2018-12-19", partly=True))
    fetch = office.standing_for(SITE)

    first = list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))
    before = list(Resolution.objects.order_by("pk").values())
    again = list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))

    assert [report.status for report in first] == ["ok"] * 7
    assert [report.status for report in again] == ["unchanged"] * 7
    assert list(Resolution.objects.order_by("pk").values()) == before
    known = Resolution.objects.values_list("number", "journal_year", "journal_position", "validity")
    assert set(known) == {("XLV/912/2022", 2022, "701", ""), ("II/24/2018", 2018, "8154", "partly_invalid")}
    assert not [path for path in office.paths if "limit" in path or "702" in path]


@pytest.mark.django_db
def test_a_ruling_in_the_journal_becomes_one_of_its_resolution(office: Office) -> None:
    statute = "Uchwała nr II/24/2018 Rady Miasta Gliwice z dnia 13 grudnia 2018 r. w sprawie Statutu Miasta Gliwice"
    ruled = Act(2019, 655, RULING.format(what="części uchwały"), "2019-01-18", "2019-01-23", related=((2018, 8154),))
    publish(office, Act(2018, 8154, statute, "2018-12-13", "2018-12-19"), ruled)
    fetch = office.standing_for(SITE)

    reports = list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))
    again = list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))

    assert not [report for report in reports if report.failed]
    assert {report.status for report in again} == {"unchanged"}
    ruling = Ruling.objects.get()
    assert ruling.resolution is not None
    assert (ruling.resolution.number, ruling.number, ruling.effect) == (
        "II/24/2018",
        "NPII.4131.1.38.2019",
        "partly_invalid",
    )


@pytest.mark.django_db
def test_what_the_register_said_stands_when_the_act_s_record_is_published_anew(office: Office) -> None:
    partly = Act(2022, 701, TITLE, ACT.dated, ACT.issued, partly=True)
    publish(office, partly)
    fetch = office.standing_for(SITE)
    list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))

    publish(office, Act(2022, 701, TITLE, ACT.dated, "2022-02-04T10:00:00", partly=True))
    list(pipeline.run(GliwiceEDziennik(), SINCE, fetch))

    assert Resolution.objects.get().validity == "partly_invalid"
