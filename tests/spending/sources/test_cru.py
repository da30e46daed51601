"""The Centralny Rejestr Umów: what an entry says, how the walk asks, what it refuses; no database is met here."""

from __future__ import annotations

import json
from collections import deque
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import PERSON_SHOWN, ContractDraft, ContractKind, PartyKind
from spending.sources import cru
from spending.sources.cru import DETAIL, EVERYTHING, SEARCH, CentralRegister, CentralRegisterCopy
from tests.fakes.cru import ELSEWHERE, GLIWICE, SITE, Contract, Register, of_units, party
from tests.fakes.office import Office
from tests.real import real
from watchdog.cities import UnitProfile, profile
from watchdog.core import http
from watchdog.ingest.source import Reject, Unreadable

CITY = profile("gliwice").model_copy(update={"units": (UnitProfile(name="Miasto", regon=GLIWICE, verified=False),)})
SINCE = date(1990, 5, 27)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cru, "today", lambda: date(2026, 9, 15))


def entry(**said: Any) -> list[ContractDraft]:
    """Read one contract as the register's own address answers it."""
    contract = Contract(1, **said)
    drafts = list(CentralRegister(CITY).read(json.dumps(contract.answer()).encode(), f"{SITE}{contract.path}"))
    return [draft for draft in drafts if isinstance(draft, ContractDraft)]


def walked(office: Office, source: CentralRegister, since: date = SINCE) -> tuple[list[str], list[Reject]]:
    """Walk the register as the corridor does; return the contracts asked for and the doubts about its lists."""
    fetch = office.standing_for(SITE)
    waiting, met, doubts = deque(source.discover(since)), list[str](), list[Reject]()
    while waiting:
        address = waiting.popleft()
        met.append(address)
        if address.startswith(DETAIL):
            continue
        question = source.question(address)
        answer = fetch(address) if question is None else fetch(address, question=question)
        assert isinstance(answer, http.Fetched)
        doubts += [found for found in source.read(answer.content, address) if isinstance(found, Reject)]
        waiting += source.follow(address, answer.content, since)
    return [address for address in met if address.startswith(DETAIL)], doubts


def test_a_contract_says_what_its_entry_says_and_nothing_of_currency_or_tax() -> None:
    (draft,) = entry(value=1234.5, parties=(party("Przedsiębiorca", "PHU „ŻAK” Michał Szymaniak", nip="9591558163"),))

    assert (draft.value, draft.currency, draft.tax) == (Decimal("1234.5"), "", "")
    assert (draft.number, draft.signed_first, draft.published_on) == ("U/1", date(2026, 7, 20), date(2026, 7, 20))
    assert [(each.kind, each.name, each.nip) for each in draft.suppliers] == [
        (PartyKind.FIRM, "PHU „ŻAK” Michał Szymaniak", "9591558163")
    ]
    assert draft.buyer is not None
    assert (draft.buyer.kind, draft.buyer.regon) == (PartyKind.PUBLIC, GLIWICE)


@pytest.mark.parametrize(("value", "read"), [(None, None), (0, Decimal(0)), (-125.3, Decimal("-125.3"))])
def test_no_value_is_not_zero_and_a_minus_stays(value: float | None, read: Decimal | None) -> None:
    assert entry(value=value)[0].value == read


@pytest.mark.parametrize("number", ["brak", "BRAK", "brak umowy", "b/n", "", None])
def test_a_word_in_the_place_of_a_number_is_no_number(number: str | None) -> None:
    assert entry(detail={"podstawoweDane": {"numerUmowy": number, "dataZawarciaUmowy": "01.07.2026"}})[0].number == ""


def test_a_private_person_stands_nowhere_in_a_draft_nor_in_its_subject() -> None:
    person = party("Osoba fizyczna", imie="Zdzisława", nazwisko="Kowalewicz-Żak")
    changes = ({"rodzajZmiany": "Aneks", "dataZmiany": "02.08.2026", "komentarz": "Z p. Zdzisławą Kowalewicz-Żak"},)
    drafts = entry(subject="Umowa zlecenie – KOWALEWICZ-ŻAK ZDZISŁAWA", parties=(person,), changes=changes)

    assert drafts[0].suppliers[0].name == PERSON_SHOWN
    assert drafts[0].suppliers[0].private_name == "Zdzisława Kowalewicz-Żak"
    assert drafts[0].subject == "Umowa zlecenie – [osoba fizyczna]"
    assert "owalewicz" not in "".join(draft.model_dump_json() + repr(draft) for draft in drafts).lower()


def test_a_secret_party_and_a_secret_value_stay_secret() -> None:
    secret = {"przedmiotUmowy": "Ochrona", "wartoscPrzedmiotu": 5, "niejawnoscWartosciPrzedmiotu": "tajemnica"}
    (draft,) = entry(
        parties=(party("Przedsiębiorca", "Tajna sp. z o.o.", niejawnoscStrony="tak"),),
        detail={"szczegolyUmowy": secret},
    )

    assert [each.kind for each in draft.suppliers] == [PartyKind.WITHHELD]
    assert (draft.subject, draft.value) == ("Ochrona", None)
    assert draft.note == "Urząd nie ujawnia wartości umowy."


def test_a_change_of_a_contract_is_an_annex_without_a_value() -> None:
    contract, change = entry(changes=({"rodzajZmiany": "Aneks", "dataZmiany": "02.08.2026", "komentarz": "Termin"},))

    assert (change.kind, change.key, change.parent) == (
        ContractKind.AMENDMENT,
        f"{contract.key}/zmiana-1",
        contract.key,
    )
    assert (change.value, change.signed_first, change.category) == (None, date(2026, 8, 2), "Aneks")


def test_a_day_that_has_not_come_and_a_wrong_number_are_doubts_and_a_day_that_cannot_be_is_a_reject() -> None:
    basic = {"numerUmowy": "1", "dataZawarciaUmowy": "01.07.2999"}
    (draft,) = entry(detail={"podstawoweDane": basic}, parties=(party("Przedsiębiorca", "Firma", nip="9591558164"),))

    assert [doubt.code for doubt in draft.findings] == ["bad_identifier", "future_date"]
    content = json.dumps(Contract(1, detail={"podstawoweDane": basic | {"dataZawarciaUmowy": "31.02.2026"}}).answer())
    assert isinstance(*CentralRegister(CITY).read(content.encode(), f"{DETAIL}{Contract(1).uuid}"), Reject)


def test_the_walk_names_every_contract_of_our_units_once(office: Office) -> None:
    ours = of_units(123)
    Register([*ours, *of_units(400, regon=ELSEWHERE, start=1000)]).opened_on(office)

    asked, doubts = walked(office, CentralRegister(CITY))

    assert sorted(asked) == sorted(f"{SITE}{contract.path}" for contract in ours)
    assert doubts == []


def test_a_month_beyond_the_window_is_asked_for_in_halves(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cru, "WINDOW", 60)
    ours = of_units(300)
    Register([*ours, Contract(9999, regon=ELSEWHERE)], window=60).opened_on(office)

    asked, doubts = walked(office, CentralRegister(CITY))

    assert sorted(asked) == sorted(f"{SITE}{contract.path}" for contract in ours)
    assert doubts == []


def test_a_day_beyond_the_window_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cru, "WINDOW", 60)
    Register([*(Contract(n) for n in range(1, 80)), Contract(9999, regon=ELSEWHERE)], window=60).opened_on(office)

    asked, doubts = walked(office, CentralRegister(CITY))

    assert len(asked) == 60
    assert "rejestr pokazuje pierwszych 60" in " ".join(doubt.reason for doubt in doubts)


@pytest.mark.parametrize("forgotten", ["jsfp.regon", "all"])
def test_an_answer_to_another_question_is_refused(office: Office, forgotten: str) -> None:
    register = Register([*of_units(30), *of_units(70, regon=ELSEWHERE, start=1000)]).opened_on(office)
    register.known -= register.known if forgotten == "all" else {forgotten}

    with pytest.raises(Unreadable) as refused:
        walked(office, CentralRegister(CITY))

    assert refused.value.code == "filter_ignored"


def test_a_condition_that_is_overlooked_is_noticed_by_the_count_alone(office: Office) -> None:
    register = Register(of_units(70)).opened_on(office)  # whose contracts they are does not give it away
    register.known = {"menuGlowne.dataPublikacjiOd"}

    with pytest.raises(Unreadable, match="pominął warunek"):
        walked(office, CentralRegister(CITY))


def test_a_page_with_fewer_contracts_than_the_register_counts_is_told() -> None:
    source = CentralRegister(CITY)
    address = next(iter(source.follow(EVERYTHING, b'{"totalMatchingElements": 900}', date(2026, 9, 1))))
    page = json.dumps({"totalMatchingElements": 70, "agreements": [Contract(1).row()]}).encode()

    (doubt,) = source.read(page, address)

    assert isinstance(doubt, Reject)
    assert "powinno ich być 50, jest 1" in doubt.reason


def test_a_page_of_html_in_the_place_of_json_is_named(office: Office) -> None:
    Register(broken=True).opened_on(office)

    with pytest.raises(Unreadable) as refused:
        walked(office, CentralRegister(CITY))

    assert refused.value.code == "html_instead"


def test_the_question_is_sent_as_json_and_never_as_part_of_the_address(office: Office) -> None:
    Register([*of_units(3), Contract(9, regon=ELSEWHERE)]).opened_on(office)

    walked(office, CentralRegister(CITY), since=date(2026, 7, 8))

    searches = [path for path, _headers in office.asked if path.startswith("/api-dp/v1/agreements")]
    assert set(searches) == {
        "/api-dp/v1/agreements/search?offset=0&limit=1&sortKey=publicationDateAsc",
        "/api-dp/v1/agreements/search?offset=0&limit=50&sortKey=publicationDateAsc",
    }
    assert [json.loads(question) for question in office.questions][:2] == [
        {},
        {
            "jsfp": {"regon": GLIWICE},
            "menuGlowne": {"dataPublikacjiOd": "2026-07-01", "dataPublikacjiDo": "2026-07-31"},
        },
    ]


def test_a_register_that_asks_to_wait_is_given_the_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(http, "_sleep", slept.append)
    Register([*of_units(2), Contract(9, regon=ELSEWHERE)], impatient=2).opened_on(office)

    asked, _doubts = walked(office, CentralRegister(CITY))

    assert len(asked) == 2
    assert slept == [7.0, 7.0]


def test_without_units_nothing_is_asked() -> None:
    unit = UnitProfile(name="Bez REGON", nip="6311006640", verified=False)

    for source in (CentralRegister(), CentralRegister(CITY.model_copy(update={"units": (unit,)}))):
        assert list(source.discover(SINCE)) == []
        assert not source.knows_its_city


def test_only_contracts_are_revisited() -> None:
    source = CentralRegister(CITY)

    assert source.revisits(f"{DETAIL}{Contract(1).uuid}")
    assert not source.revisits(EVERYTHING)
    assert source.question(f"{DETAIL}{Contract(1).uuid}") is None
    assert source.question(f"{SEARCH}?offset=0#{{}}") == b"{}"


def test_the_real_copy_is_read_whole() -> None:
    content = real("contracts/cru-ozarow.json").read_bytes()
    rows = json.loads(content)["agreements"]

    drafts = [draft for draft in CentralRegisterCopy().parse(content) if isinstance(draft, ContractDraft)]

    assert len(drafts) == len(rows) == 221
    assert sum(draft.value or 0 for draft in drafts) == sum(Decimal(str(row["wartoscPrzedmiotuUmowy"])) for row in rows)
    assert sum(draft.number == "" for draft in drafts) == 53
    assert sum(each.kind is PartyKind.PERSON for draft in drafts for each in draft.suppliers) == 33
    assert sum(len(draft.suppliers) == 2 for draft in drafts) == 3
    assert all(draft.currency == draft.tax == "" for draft in drafts)
