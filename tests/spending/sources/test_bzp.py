"""The Biuletyn Zamówień Publicznych: what a notice's text says for sure, and how a server without pages is asked."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import NoticeDraft, NoticeKind
from spending.sources import bzp
from spending.sources.bzp import PublicProcurementBulletin
from tests.fakes.bzp import GLIWICE, SITE, Bulletin, Notice
from tests.fakes.office import Office
from watchdog.cities import UnitProfile, profile
from watchdog.core import http
from watchdog.ingest.source import Reject, Unreadable

CITY = profile("gliwice").model_copy(update={"units": (UnitProfile(name="Miasto", nip=GLIWICE, verified=False),)})
SOURCE = PublicProcurementBulletin(CITY)
LOWEST = "Cena lub koszt oferty z najniższą ceną lub kosztem"
RESULT = f"""<h3>4.2.) Numer referencyjny: <span>ZA.271.18.2026</span></h3>
<h3>6.1.) Liczba otrzymanych ofert lub wniosków: <span>4</span></h3><h3>6.2.) {LOWEST}: <span>218 940,00 PLN</span></h3>
<h3>6.3.) Cena lub koszt oferty z najwyższą ceną lub kosztem: <span>301500,50 {{currency}}</span></h3>
<h3>8.1.) Data zawarcia umowy: <span>2026-08-14</span></h3>
<h3>8.2.) Wartość umowy/umowy ramowej: <span>{{value}}</span></h3>"""


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzp, "today", lambda: date(2026, 9, 15))


def read(**said: Any) -> NoticeDraft:
    (draft,) = SOURCE.parse(json.dumps([Notice(1, **said).row()]).encode())
    assert isinstance(draft, NoticeDraft), draft
    return draft


def told(value: str = "218940,00 PLN", currency: str = "PLN", more: str = "") -> NoticeDraft:
    return read(kind="TenderResultNotice", body=RESULT.format(value=value, currency=currency) + more)


def walked(office: Office) -> tuple[list[str], list[Reject]]:
    fetch = office.standing_for(SITE)
    waiting, keys, doubts = list(SOURCE.discover(date(2026, 8, 20))), [], []
    while waiting:
        address = waiting.pop(0)
        answer = fetch(address)
        assert isinstance(answer, http.Fetched)
        leads = list(SOURCE.follow(address, answer.content, date(2026, 8, 20)))
        for found in SOURCE.read(answer.content, address):
            doubts += [found] if isinstance(found, Reject) else []
            keys += [found.key] if isinstance(found, NoticeDraft) else []
        waiting += leads
    return keys, doubts


def test_the_text_of_a_result_says_offers_amounts_and_days() -> None:
    draft = told()

    assert (draft.kind, draft.reference, draft.offers) == (NoticeKind.RESULT, "ZA.271.18.2026", 4)
    assert (draft.value, draft.lowest, draft.highest) == (Decimal(218940), Decimal(218940), Decimal("301500.50"))
    assert (draft.currency, draft.tax, draft.contract_on) == ("PLN", "", date(2026, 8, 14))


@pytest.mark.parametrize("value", ["", "zgodnie z ofertą", "1.234", "100 PLN i 200 PLN", "ok. 5 PLN"])
def test_an_amount_that_is_not_exactly_one_stays_empty(value: str) -> None:
    assert told(value=value).value is None


def test_an_amount_in_another_currency_is_not_put_beside_the_contract_s_value() -> None:
    draft = told(currency="EUR")

    assert (draft.value, draft.currency, draft.highest) == (Decimal(218940), "PLN", None)
    assert told(value="218940,00", currency="PLN").currency == ""


def test_amounts_of_several_parts_are_not_made_one() -> None:
    draft = told(more="<h3>8.2.) Wartość umowy/umowy ramowej: <span>10,00 PLN</span></h3>")

    assert (draft.value, draft.lowest, draft.offers, draft.contract_on) == (None, None, None, None)
    assert draft.reference == "ZA.271.18.2026"
    assert "kilka części" in draft.note


def test_a_moment_is_the_day_of_our_clocks() -> None:
    assert read(published="2026-07-02T22:30:00Z").published_on == date(2026, 7, 3)


def test_a_private_contractor_stands_nowhere_and_a_firm_of_one_person_by_its_name() -> None:
    people = [
        {"contractorName": "Jan Wymyślony"},
        {"contractorName": "Ewa Zmyślona", "contractorNationalId": "9591558163"},
    ]
    draft = read(contractors=people, subject="Warsztaty z Janem Wymyślonym")

    assert [each.name for each in draft.suppliers] == ["Osoba fizyczna", "Ewa Zmyślona"]
    assert draft.subject == "Warsztaty z [osoba fizyczna]"


def test_a_server_without_pages_is_asked_for_shorter_spans(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzp, "MOST", 4)
    notices = [Notice(n, published=f"2026-08-{n:02}T08:00:00") for n in range(1, 13)]
    Bulletin(notices).opened_on(office)

    keys, doubts = walked(office)

    assert set(keys) == {notice.number for notice in notices}
    assert doubts == []


def test_a_day_with_more_notices_than_an_answer_holds_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzp, "MOST", 4)
    Bulletin([Notice(n, published="2026-08-21T08:00:00") for n in range(9)]).opened_on(office)

    _keys, doubts = walked(office)

    assert "Jednego dnia" in doubts[0].reason


def test_an_answer_about_other_units_is_refused(office: Office) -> None:
    Bulletin([Notice(1), Notice(2, nip="5213017228")], filters=False).opened_on(office)

    with pytest.raises(Unreadable) as refused:
        walked(office)

    assert refused.value.code == "filter_ignored"
