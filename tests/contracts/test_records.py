"""Every kind of record, present and future: page, files, search and feed give the same records and refuse the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spending.models import Supplier, Unit
from tests.factories.archive import ReadingFactory, SnapshotFactory
from tests.factories.committees import BodyMembershipFactory, CommitteeMeetingFactory, CommitteeTermFactory
from tests.factories.companies import BoardMemberFactory, CompanyFactory, HoldingFactory
from tests.factories.council import (
    AgendaItemFactory,
    ClubFactory,
    ClubMembershipFactory,
    DraftResolutionFactory,
    MandateFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.letters import IssueFactory
from tests.factories.petitions import PetitionFactory
from tests.factories.spending import (
    BudgetFigureFactory,
    ContractFactory,
    ContractPartyFactory,
    NoticeFactory,
    OrganizationFactory,
    PaymentFactory,
)
from tests.factories.texts import MinutesPageFactory, PassageFactory
from tests.factories.texts_of_ours import ArticleFactory, PictureFactory
from tests.fakes.version import still_version
from watchdog.archive.models import Sourced
from watchdog.exports.columns import columns_of
from watchdog.records import RecordType, record_types, record_types_of
from watchdog.search.indexing import index_records
from watchdog.search.models import Entry

KINDS = record_types()
FEW, MANY = 2, 60
PAGE_OF_ALL = 1000


def person(number: int) -> Any:
    found = PersonFactory(family_name=f"Łąka{number:03}", slug=f"laka-{number:03}")
    MandateFactory(person=found)
    ClubMembershipFactory(person=found, club=ClubFactory())
    return found


def session(number: int) -> Any:
    found = SessionFactory(number=number + 1, day=date(2011 + number % 3, 1 + number % 12, 1))
    AgendaItemFactory(meeting=found, draft=draft(number))
    VoteFactory(meeting=found)
    return found


def draft(number: int) -> Any:
    return DraftResolutionFactory(number=str(number + 1), day=date(2012, 1 + number % 12, 3))


def resolution(number: int) -> Any:
    day = date(2011 + number % 3, 1 + number % 12, 5)
    return ResolutionFactory(number=f"XLIV/{number}/{day.year}", adopted_on=day if number % 4 else None, year=day.year)


def vote(number: int) -> Any:
    day = date(2011 + number % 3, 1 + number % 12, 7)
    return VoteFactory(
        meeting=None,
        day=day if number % 5 else None,
        year=day.year,
        draft=draft(number),
        resolution=resolution(number),
        choices=[(PersonFactory(), "za"), (PersonFactory(), "przeciw")],
    )


def minutes(number: int) -> Any:
    return MinutesPageFactory(meeting=SessionFactory(number=number + 1, day=date(2011 + number % 3, 1, 1)), number=1)


def passage(number: int) -> Any:
    meeting = SessionFactory(number=number + 1, day=date(2011 + number % 3, 1, 1))
    return PassageFactory(meeting=meeting, starts=number)


def interpellation(number: int) -> Any:
    received = date(2019 + number % 3, 1 + number % 12, 7) if number % 4 else None
    return InterpellationFactory(received_on=received, asked=[PersonFactory(), "Jan Nieznany"])


def petition(number: int) -> Any:
    received = date(2019 + number % 3, 1 + number % 12, 9) if number % 4 else None
    return PetitionFactory(received_on=received, resolution=resolution(number))


def committee(number: int) -> Any:
    found = CommitteeTermFactory()
    member = BodyMembershipFactory(body=found.body, term=found.term)
    VoteFactory(meeting=CommitteeMeetingFactory(body=found.body, term=found.term), choices=[(member.person, "za")])
    return found


def company(number: int) -> Any:
    found = CompanyFactory(name=f"Łąka {number:03} S.A.")
    HoldingFactory(company=found)
    BoardMemberFactory(company=found)
    return found


def supplier(number: int) -> Any:
    found = OrganizationFactory(name=f"Łąka {number:03} Sp. z o.o.", company=CompanyFactory(), supplies=True)
    ContractFactory(supplier=found, buyer=None, value=number - 3, tax="net" if number % 3 else "gross")
    return Supplier.objects.get(pk=found.pk)


def unit(number: int) -> Any:
    found = OrganizationFactory(name=f"Żłobek nr {number:03}", kind="public", buys=True)
    ContractFactory(buyer=found, supplier=None, value=number - 3, tax="net" if number % 3 else "gross")
    return Unit.objects.get(pk=found.pk)


def notice(number: int) -> Any:
    day = date(2011 + number % 3, 1 + number % 12, 7)
    supplier = OrganizationFactory(supplies=True)
    return NoticeFactory(published_on=day, contract=ContractFactory(), supplier=supplier)


def contract(number: int) -> Any:
    day = date(2011 + number % 3, 1 + number % 12, 7) if number % 4 else None
    firm = OrganizationFactory(name=f"Łąka {number:03} S.A.", supplies=True)
    found = ContractFactory(number=f"{number}/ZDM", signed_first=day, supplier=firm)
    ContractPartyFactory(contract=found)
    return found


def payment(number: int) -> Any:
    day = date(2011 + number % 3, 1 + number % 12, 7) if number % 4 else None
    return PaymentFactory(paid_on=day, contract=ContractFactory())


def budget_figure(number: int) -> Any:
    stage = ("draft", "adopted", "executed")[number % 3]
    return BudgetFigureFactory(
        key=f"2024/kwota {number}", year=2011 + number % 3, stage=stage, label=f"łąka {number:03}", amount=number
    )


def article(number: int) -> Any:
    day = datetime(2011 + number % 3, 1 + number % 12, 7, 12, tzinfo=UTC)
    return ArticleFactory(title=f"Łąka {number:03}", published_at=day, cover=PictureFactory())


def issue(number: int) -> Any:
    day = datetime(2011 + number % 3, 1 + number % 12, 7, 12, tzinfo=UTC)
    return IssueFactory(title=f"Łąka {number:03}", published_at=day)


MAKERS: dict[str, Callable[[int], Any]] = {
    "council.person": person,
    "council.session": session,
    "council.vote": vote,
    "council.committee": committee,
    "council.draft": draft,
    "council.resolution": resolution,
    "council.minutes": minutes,
    "council.passage": passage,
    "council.interpellation": interpellation,
    "council.petition": petition,
    "spending.budget-figure": budget_figure,
    "spending.company": company,
    "spending.supplier": supplier,
    "spending.unit": unit,
    "spending.notice": notice,
    "spending.contract": contract,
    "spending.payment": payment,
    "newsletter.article": article,
    "newsletter.issue": issue,
}
"""How to make one more record of a kind, with everything that its list and its search text show."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def make(kind: RecordType, count: int, start: int = 0) -> list[Any]:
    """Make records of a kind, each read from a document of its own."""
    made = [MAKERS[kind.kind](number) for number in range(start, start + count)]
    for record in made:
        record.snapshot, record.place = SnapshotFactory(), "p. 1"
        record.save()
        ReadingFactory(record=record, snapshot=record.snapshot, place=record.place)
    return made


def file_of(kind: RecordType, ending: str, query: str = "") -> str:
    return f"{reverse(kind.list_url).rstrip('/')}.{ending}{query}"


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode())


def keys_on_pages(client: Client, kind: RecordType, query: str = "") -> list[str]:
    """Go through the list by its links and return the keys of its records, in order."""
    keys, address = [], f"{reverse(kind.list_url)}{query}"
    while True:
        page = client.get(address).context["page"]
        keys += [kind.key(record) for record in page]
        if not page.next:
            return keys
        address = f"{reverse(kind.list_url)}{page.next}"


def addresses_in_csv(client: Client, kind: RecordType, query: str = "") -> list[str]:
    rows = csv.DictReader(io.StringIO(body_of(client.get(file_of(kind, "csv", query)))))
    return [row["url"] for row in rows]


def addresses_in_json(client: Client, kind: RecordType, query: str = "") -> list[str]:
    data = json.loads(body_of(client.get(file_of(kind, "json", query))))
    assert data["count"] == len(data["items"])
    return [item["url"] for item in data["items"]]


def asked(client: Client, address: str) -> str:
    return body_of(client.get(address))


def queries_of(ask: Callable[[], Any]) -> int:
    with still_version():
        ask()  # what is asked once in a process (content types) or a version of the data is not the list's cost
        with CaptureQueriesContext(connection) as captured:
            ask()
    return len(captured)


def test_every_kind_has_a_maker_here() -> None:
    assert set(MAKERS) == {kind.kind for kind in KINDS}


@every_kind
def test_the_kind_is_found_by_its_model(kind: RecordType) -> None:
    assert kind in record_types_of(kind.model)


@every_kind
def test_names_of_columns_are_unique(kind: RecordType) -> None:
    names = [column.name for column in columns_of(kind)]

    assert len(names) == len(set(names))


@every_kind
@pytest.mark.django_db
def test_page_csv_and_json_hold_the_same_records_in_the_same_order(kind: RecordType, client: Client) -> None:
    make(kind, MANY)

    keys = keys_on_pages(client, kind)
    by_key = {kind.key(record): record for record in kind.queryset()}
    addresses = [f"http://testserver{by_key[key].get_absolute_url()}" for key in keys]

    assert len(keys) == len(set(keys)) == len(by_key)
    assert addresses_in_csv(client, kind) == addresses
    assert addresses_in_json(client, kind) == addresses


@every_kind
@pytest.mark.django_db
def test_every_sort_and_its_reverse_hold_on_page_and_in_file(kind: RecordType, client: Client) -> None:
    make(kind, 7)

    for name in kind.sorts:
        forth, back = addresses_in_csv(client, kind, f"?sort={name}"), addresses_in_csv(client, kind, f"?sort=-{name}")
        assert sorted(forth) == sorted(back)
        assert len(keys_on_pages(client, kind, f"?sort={name}")) == len(forth)


@every_kind
@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?nieznany=1", "?sort=nieznany", "?%00=1"])
def test_a_wrong_address_is_refused_by_page_and_files_alike(kind: RecordType, query: str, client: Client) -> None:
    make(kind, 1)

    page, *files = [client.get(address) for address in (reverse(kind.list_url) + query, *files_of(kind, query))]

    assert [each.status_code for each in (page, *files)] == [HTTPStatus.BAD_REQUEST] * 3
    assert not page.context["page"].rows
    assert page.context["errors"][0] in body_of(files[0])
    assert json.loads(body_of(files[1])) == {"errors": page.context["errors"]}


def files_of(kind: RecordType, query: str) -> list[str]:
    return [file_of(kind, ending, query) for ending in ("csv", "json")]


@every_kind
@pytest.mark.django_db
def test_a_filter_that_fits_nothing_gives_empty_whole_files(kind: RecordType, client: Client) -> None:
    make(kind, 1)
    query = "?q=zzzzzz" if "q" in kind.filterset.base_filters else "?rok=2099"

    assert client.get(reverse(kind.list_url) + query).status_code == HTTPStatus.OK
    assert addresses_in_csv(client, kind, query) == addresses_in_json(client, kind, query) == []


@every_kind
@pytest.mark.django_db
def test_every_record_is_found_at_its_address(kind: RecordType, client: Client) -> None:
    make(kind, FEW)

    statuses = {client.get(record.get_absolute_url()).status_code for record in kind.queryset()}

    assert statuses == {HTTPStatus.OK}


@every_kind
@pytest.mark.django_db
def test_the_key_is_the_tail_of_the_address(kind: RecordType) -> None:
    record = make(kind, 1)[0]

    assert record.get_absolute_url().endswith(f"/{kind.key(record)}/")


@every_kind
@pytest.mark.django_db
def test_a_list_and_its_files_cost_the_same_queries_for_any_number_of_rows(kind: RecordType, client: Client) -> None:
    addresses = [reverse(kind.list_url), *files_of(kind, "")]
    make(kind, FEW)
    few = {address: queries_of(partial(asked, client, address)) for address in addresses}
    make(kind, MANY, start=FEW)

    many = {address: queries_of(partial(asked, client, address)) for address in addresses}

    assert many == few


@every_kind
@pytest.mark.django_db
def test_what_search_keeps_of_a_record_needs_no_further_question(kind: RecordType) -> None:
    make(kind, FEW)
    records = list(kind.queryset())

    with CaptureQueriesContext(connection) as captured:
        texts = [kind.search_text(record) for record in records]

    assert not captured.captured_queries
    assert all(text.title and text.url for text in texts)


@every_kind
@pytest.mark.django_db
def test_a_record_is_found_in_search_by_its_title(kind: RecordType, client: Client) -> None:
    record = make(kind, 1)[0]
    index_records(kind, [record.pk])
    title = Entry.objects.get(kind=kind.kind).title

    response = client.get(reverse("search"), {"q": title[:80]})

    assert record.get_absolute_url() in body_of(response)


@every_kind
@pytest.mark.django_db
def test_every_file_names_the_document_of_each_row(kind: RecordType, client: Client) -> None:
    record = make(kind, 1)[0]

    if not isinstance(record, Sourced):
        return  # our own texts are read from no document
    rows = json.loads(body_of(client.get(file_of(kind, "json"))))["items"]
    row = next(row for row in rows if row["url"].endswith(record.get_absolute_url()))

    assert row["document"] == record.snapshot.sha256
    assert (row["place"], row["certainty"]) == ("p. 1", "stated")
    assert row["read_at"]


@every_kind
@pytest.mark.django_db
def test_the_sitemap_names_every_record_in_both_editions(kind: RecordType, client: Client) -> None:
    record = make(kind, 1)[0]

    sitemap = body_of(client.get(reverse("sitemap-section", args=[kind.kind])))

    assert f"<loc>http://testserver{record.get_absolute_url()}</loc>" in sitemap
    assert f"<loc>http://testserver/en{record.get_absolute_url()}</loc>" in sitemap
