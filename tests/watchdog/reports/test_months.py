"""A month as a report: what each room has of it, with its figures; an empty one says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories.archive import ChangeFactory
from tests.factories.council import DraftResolutionFactory, SessionFactory, VoteFactory
from tests.factories.spending import ContractFactory
from tests.watchdog.reports.test_reports import needs_pango

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2014, 10, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def october() -> None:
    session = SessionFactory(number=48, day=date(2014, 10, 9))
    given = {"meeting": session, "day": session.day}
    VoteFactory(subject="Zgodna sprawa", totals=(20, 0, 0, 1), **given)
    close = VoteFactory(subject="Sporna sprawa", totals=(11, 9, 0, 1), result="passed", **given)
    VoteFactory(subject="Dawna sprawa", totals=(11, 10, 0, 0), meeting=SessionFactory(day=date(2014, 5, 8)))
    DraftResolutionFactory(title="w sprawie parkowania", day=date(2014, 10, 9))
    for value, day in ((500, date(2014, 10, 1)), (900, date(2014, 10, 31)), (7000, date(2014, 11, 1))):
        ContractFactory(
            subject=f"Umowa {value}", value=value, currency="PLN", tax="gross", signed_first=day, signed_last=day
        )
    ContractFactory(subject="Aneks", kind="amendment", value=9, signed_first=date(2014, 10, 2))
    ChangeFactory(record=close, at=OCTOBER, reason="Literówka.")


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_a_month_has_its_sessions_close_votes_drafts_largest_contracts_and_corrections(client: Client) -> None:
    page = said(client, "/raporty/2014-10/")

    assert "1 sesja." in page
    assert "2 głosowania, w tym 1 wyrównane." in page
    assert "przyjęto: za 11, przeciw 9" in page
    assert "Zgodna sprawa" not in page
    assert "Dawna sprawa" not in page
    assert "Parkowania" in page or "parkowania" in page
    assert "2 umowy; 1 400,00 zł (zł, brutto, 2 kwoty)." in page
    assert page.index("Umowa 900") < page.index("Umowa 500")
    assert "Umowa 7000" not in page
    assert "od=2014-10-01&amp;do=2014-10-31" in page
    assert "1 października 2014 – 31 października 2014" in page


def test_an_empty_month_says_so_and_one_to_come_or_before_everything_is_no_page(client: Client) -> None:
    assert "nic nie ma daty z tego miesiąca" in said(client, "/raporty/2014-07/")
    with time_machine.travel("2014-12-05 12:00:00+01:00"):
        assert "Miesiąc jeszcze trwa" in said(client, "/raporty/2014-12/")
        assert client.get("/raporty/2015-01/").status_code == 404
    assert client.get("/raporty/2014-04/").status_code == 404
    assert client.get("/raporty/2014-13/").status_code == 404


def test_the_list_of_months_counts_and_leads_to_the_latest_sessions(client: Client) -> None:
    page = said(client, "/raporty/")

    assert page.index('href="/raporty/2014-11/"') < page.index('href="/raporty/2014-10/"')
    assert "/48.pdf" in page
    assert "/raporty/2014-10/" in client.get("/sitemap-pages.xml").content.decode()
    assert '<a href="/raporty/2014-10.pdf" rel="nofollow">PDF</a>' in said(client, "/raporty/2014-10/")


@needs_pango
def test_hostile_words_of_a_month_stay_words_on_the_page_and_on_paper(client: Client) -> None:
    hostile = (
        f"<script>alert(1)</script>\u202eabc\u202c \U0001f4a5 {'ą' * 900}"  # a subject has a thousand letters at most
    )
    session = SessionFactory(number=49, day=date(2014, 10, 23))
    VoteFactory(subject=hostile, totals=(11, 10, 0, 0), meeting=session, day=session.day)
    ContractFactory(subject=hostile, value=9_000, currency="PLN", tax="gross", signed_first=session.day)

    page = said(client, "/raporty/2014-10/")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    document = client.get("/raporty/2014-10.pdf")
    assert (document.status_code, document["Content-Type"]) == (200, "application/pdf")
