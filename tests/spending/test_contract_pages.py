"""Pages of contracts and payments: what is added up and what never is, what filters keep, what a page costs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spending.models import Contract
from spending.records import CONTRACTS, PAYMENTS
from spending.rollups import fold
from spending.stats.contracts import contract_figures
from tests.factories.archive import SnapshotFactory
from tests.factories.spending import (
    ClassificationCodeFactory,
    ContractFactory,
    ContractPartyFactory,
    NoticeFactory,
    OrganizationFactory,
    PaymentFactory,
)
from tests.fakes.version import still_version
from watchdog.archive.models import Change
from watchdog.core.selection import Selection
from watchdog.search.indexing import index_records

pytestmark = pytest.mark.django_db
LIST, PAYMENTS_LIST = "/wydatki/umowy/", "/wydatki/platnosci/"
GONE = datetime(2024, 5, 1, tzinfo=UTC)


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def queries(client: Client, address: str) -> int:
    with still_version():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)


def fill(count: int) -> None:
    firm, unit = OrganizationFactory(supplies=True), OrganizationFactory(buys=True, kind="public")
    made = [
        ContractFactory.build(supplier=None, buyer=None, slug=f"x-{firm.pk}-{n}", key=f"{firm.pk}-{n}")
        for n in range(count)
    ]
    for each in made:
        each.supplier, each.supplier_as = firm, firm.spellings.get()
        each.buyer, each.buyer_as = unit, unit.spellings.get()
    Contract.objects.bulk_create(made)
    fold()  # as the worker does: until then a ranking may take one query more


def never_added() -> list[Contract]:
    """Make one row of everything that no sum may hold."""
    root = ContractFactory(value=Decimal(1000))
    apart = [kind.value for kind in Contract.Kind if kind not in (Contract.Kind.CONTRACT, Contract.Kind.AMENDMENT)]
    return [
        ContractFactory(kind="amendment", parent=root, value=Decimal(7)),
        ContractFactory(parent=root, value=Decimal(7)),
        ContractFactory(withdrawn_at=GONE, value=Decimal(7)),
        ContractFactory(certainty="inferred", value=Decimal(7)),
        ContractFactory(value=None),
        *(ContractFactory(kind=kind, value=Decimal(7)) for kind in apart),
    ]


# Sums


def test_only_contracts_are_added_up() -> None:
    never_added()

    figures = contract_figures(Contract.objects.for_list())

    assert figures.main is not None
    assert (figures.main.n, figures.main.total) == (1, 1000)
    assert (figures.n, figures.contracts, figures.without_value) == (14, 3, 1)
    assert (figures.inferred, figures.removed) == (1, 1)
    assert [(each.n, each.total) for each in figures.suppliers] == [(1, 1000)]


def test_gross_net_unknown_and_currencies_are_four_sums() -> None:
    for currency, tax, value in (("PLN", "gross", 1), ("PLN", "net", 2), ("PLN", "", 4), ("EUR", "gross", 8)):
        ContractFactory(currency=currency, tax=tax, value=Decimal(value))
    ContractFactory(currency="PLN", tax="net", value=Decimal(-16))

    figures = contract_figures(Contract.objects.for_list())

    sums = {each.which: each.total for each in figures.money}
    assert sums == {("PLN", "net"): -14, ("PLN", "gross"): 1, ("PLN", ""): 4, ("EUR", "gross"): 8}
    assert figures.money[0].which == ("PLN", "net")


@pytest.mark.parametrize(
    ("amounts", "median"),
    [(["0.01", "0.02"], "0.015"), (["3", "1", "9007199254740993.01"], "3"), (["-5", "2", "4", "8"], "3")],
)
def test_the_median_is_exact(amounts: list[str], median: str) -> None:
    for amount in amounts:
        ContractFactory(value=Decimal(amount))

    main = contract_figures(Contract.objects.for_list()).main

    assert main is not None
    assert main.median == Decimal(median)


def test_years_add_up_to_the_sum_and_a_day_not_known_has_a_year_of_its_own() -> None:
    for first, last in ((2013, 2013), (2014, 2014), (2014, 2015), (None, None)):
        days = [date(year, month, 31) if year else None for year, month in ((first, 1), (last, 12))]
        ContractFactory(signed_first=days[0], signed_last=days[1], value=Decimal(10))

    main = contract_figures(Contract.objects.for_list()).main

    assert main is not None
    assert [(each.year, each.total) for each in main.years] == [(2013, 10), (2014, 10), (None, 20)]
    assert sum(each.total for each in main.years) == main.total


def test_a_private_person_is_counted_and_never_ranked(client: Client) -> None:
    ContractFactory(supplier=None, supplier_hidden="person", supplier_code="k3f9", value=Decimal(5000))

    page = get(client, LIST)

    assert "Osoba fizyczna (k3f9)" in page
    assert "z osobą fizyczną albo z utajnionym wykonawcą: 1" in page
    assert "Wykonawcy z największymi sumami" not in page


def test_the_figures_are_those_of_the_filter(client: Client) -> None:
    ContractFactory(value=Decimal("100.10"), signed_first=date(2023, 1, 2))
    ContractFactory(value=Decimal("50.00"), signed_first=date(2024, 1, 2), approximate=True)

    assert "ok. 150 zł" in get(client, LIST)  # one of the amounts is rounded, so the sum is too
    page = get(client, f"{LIST}?rok=2024")
    assert "ok. 50 zł" in page
    assert "100,10" not in page
    assert "Wartość umów to nie wydatki: umowa może trwać lata i nie zostać wykonana w całości." in page


# Filters


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("rodzaj=oferta", {"oferta"}),
        ("rodzaj=oferta&rodzaj=umowa", {"oferta", "umowa", "dawna"}),
        ("rok=2024", {"umowa", "oferta"}),
        ("od=1.1.2020&do=2020-12-31", {"dawna"}),
        ("od=2.1.2020", {"umowa", "oferta"}),
        ("kwota_od=1 200,50", {"umowa"}),
        ("kwota_do=-1", {"dawna"}),
        ("brutto_netto=nie-podano", {"dawna"}),
        ("rejestr=cru", {"oferta"}),
        ("dzial=600", {"umowa"}),
        ("bez_kwoty=1", {"oferta"}),
        ("zaokraglone=1", {"umowa"}),
        ("wycofane=1", {"dawna"}),
        ("wykonawca=alfa", {"umowa", "oferta"}),
        ("wykonawca=631-10-06-640", {"umowa", "oferta"}),
        ("jednostka=zdm", {"umowa"}),
        ("q=kanalizacji", {"umowa"}),
        ("q=6311006640", {"umowa", "oferta"}),
        ("q=631-100-66-40", {"umowa", "oferta"}),
        ("q=7/ZDM/2024", {"umowa"}),
    ],
)
def test_filters_keep(client: Client, query: str, kept: set[str]) -> None:
    alfa = OrganizationFactory(name="Alfa", nip="6311006640", supplies=True)
    zdm = OrganizationFactory(name="ZDM", buys=True)
    lead = {"supplier": alfa, "buyer": zdm, "number": "7/ZDM/2024", "dzial": "600"}
    made = [
        ContractFactory(key="umowa", subject="Budowa kanalizacji", value=Decimal("1200.50"), approximate=True, **lead),
        ContractFactory(key="oferta", kind="offer", value=None, register="cru", tax="net"),
        ContractFactory(
            key="dawna",
            value=-3,
            tax="",
            signed_first=date(2020, 1, 1),
            signed_last=date(2020, 6, 30),
            withdrawn_at=GONE,
        ),
    ]
    ContractPartyFactory(contract=made[1], organization=alfa)
    index_records(CONTRACTS, [each.pk for each in made])

    rows = client.get(f"{LIST}?{query}").context["page"].rows

    assert {row.key for row in rows} == kept


@pytest.mark.parametrize(
    "query",
    [
        *("kwota_od=1.234", "kwota_od=dużo", "kwota_od=5&kwota_do=1", "kwota_do=1e20", "dzial=60", "dzial=60000"),
        *("wykonawca=nikt", "wykonawca=0000000000", "rodzaj=zakup", "rejestr=nieznany", "od=2024&do=2020", "page=po~x"),
    ],
)
def test_a_wrong_filter_is_refused(client: Client, query: str) -> None:
    ContractFactory()

    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 400
    assert not response.context["page"].rows


def test_a_number_that_two_organizations_share_is_asked_back(client: Client) -> None:
    OrganizationFactory.create_batch(2, nip="6311006640")

    assert "Ten numer ma kilka podmiotów" in unescape(client.get(f"{LIST}?wykonawca=6311006640").content.decode())


# Pages


def test_the_lists_cost_the_same_with_two_and_with_two_hundred_rows(client: Client) -> None:
    fill(2)
    few = queries(client, LIST), queries(client, f"{LIST}?rok=2024&sort=-kwota")
    fill(200)

    many = queries(client, LIST), queries(client, f"{LIST}?rok=2024&sort=-kwota")
    assert few == many
    assert few[0] <= 13


def test_a_page_deep_in_the_list_counts_nothing_but_its_rows(client: Client) -> None:
    fill(60)
    following = client.get(LIST).context["page"].next

    assert queries(client, f"{LIST}{following}") == 2  # for the version of the data, and for its rows
    assert "Liczby tego filtra stoją na jego pierwszej stronie" in get(client, f"{LIST}{following}")


def test_a_list_is_counted_to_a_limit_and_says_so_in_polish(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(12)
    monkeypatch.setattr("watchdog.core.selection.COUNTED", 10)

    page = get(client, f"{LIST}?kwota_od=1")
    total = client.get(f"{LIST}?kwota_od=1").context["total"]

    assert "ponad 10 wierszy rejestrów" in page
    assert (total, total.more) == (10, True)
    assert "12 wierszy rejestrów" in get(client, LIST)  # sums beside the contracts say it, however many there are
    fill(1)
    assert "1 wiersz rejestrów" in get(client, f"{LIST}?wykonawca={Contract.objects.latest('pk').supplier.slug}")


def test_nothing_that_is_kept_of_a_list_is_stale(client: Client) -> None:
    fill(2)
    assert "2 wiersze rejestrów" in get(client, LIST)

    fill(1)
    unit = OrganizationFactory(name="Całkiem nowa jednostka", buys=True, kind="public")
    page = get(client, LIST)

    assert "3 wiersze rejestrów" in page
    assert "Całkiem nowa jednostka" in page  # among the choices of the form
    unit.name = "Nazwana inaczej"
    unit.save()
    assert "Nazwana inaczej" in get(client, LIST)


def test_a_supplier_is_found_alone_and_among_others(client: Client) -> None:
    firm = OrganizationFactory(name="Alfa", supplies=True)
    alone, among = ContractFactory(supplier=firm, key="sama"), ContractFactory(key="z innymi")
    assert [row.key for row in client.get(f"{LIST}?wykonawca=alfa").context["page"]] == [alone.key]

    ContractPartyFactory(contract=among, organization=firm)

    rows = client.get(f"{LIST}?wykonawca=alfa").context["page"]
    assert {row.key for row in rows} == {alone.key, among.key}


def test_each_filter_of_few_rows_has_an_index_of_them() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    for query in ("rodzaj=aneks", "brutto_netto=netto", "dzial=600", "bez_kwoty=1", "zaokraglone=1", "wycofane=1"):
        plan = Selection(CONTRACTS, QueryDict(query)).rows[:50].explain()
        assert "contract_" in plan, query
        assert "Sort" not in plan, query


def test_pages_go_on_after_rows_without_a_named_supplier(client: Client) -> None:
    for number in range(60):
        hidden: dict[str, Any] = {"supplier": None, "supplier_hidden": "person"} if number % 2 else {}
        ContractFactory(signed_first=None, value=None if number % 3 else Decimal(number), **hidden)

    for sort in ("nazwa", "-nazwa", "kwota", "-kwota", "data", "-data"):
        first = client.get(f"{LIST}?sort={sort}").context["page"]
        second = client.get(f"{LIST}{first.next}").context["page"]
        assert len({row.pk for row in (*first, *second)}) == 60, sort


@pytest.mark.parametrize("count", [2, 30])
def test_a_contracts_page_costs_the_same_whatever_hangs_on_it(client: Client, count: int) -> None:
    contract = ContractFactory(dzial="600")
    for number in range(count):
        ContractFactory(kind="amendment", parent=contract, signed_first=date(2024, 4, 1 + number % 28))
        ContractFactory(parent=contract)
        PaymentFactory(contract=contract)
        NoticeFactory(contract=contract)

    assert queries(client, contract.get_absolute_url()) == 13


def test_the_page_of_an_offer_says_that_it_is_no_contract(client: Client) -> None:
    offer = ContractFactory(kind="offer", value=Decimal(54_100_000), approximate=True, tax="", currency="PLN")

    page = get(client, offer.get_absolute_url())

    assert "To oferta, nie umowa" in page
    assert "ok. 54 100 000 zł" in page
    assert "Nie podano, czy brutto." in page
    assert "54 100 000,00" not in page


def test_offers_alone_are_not_said_to_have_no_amounts(client: Client) -> None:
    ContractFactory(kind="offer", value=Decimal(54_100_000))

    page = get(client, f"{LIST}?rodzaj=oferta")

    assert [each.label for each in client.get(LIST).context["figures"].sums] == ["Umów"]
    assert "1 wiersz rejestrów" in page
    assert "źródła nie podają kwot" not in page


def test_the_sum_of_a_list_says_of_how_many_contracts_and_of_which_years_it_is(client: Client) -> None:
    ContractFactory(signed_first=date(2019, 5, 1))
    ContractFactory(signed_first=date(2024, 5, 1))
    ContractFactory(signed_first=None)

    figures = client.get(LIST).context["figures"]

    assert (figures.n, figures.period) == ("3 umowy", "2019–2024")


def test_no_zloty_stands_beside_an_amount_without_a_currency(client: Client) -> None:
    contract = ContractFactory(value=Decimal("12.50"), currency="", tax="")

    page = get(client, contract.get_absolute_url())

    assert "Nie podano ani waluty, ani czy to brutto." in page
    assert "12,50 zł" not in page
    assert "12,50 zł" not in get(client, LIST)


def test_an_annex_stands_in_the_chain_of_its_contract(client: Client) -> None:
    contract = ContractFactory(value=Decimal(1000), number="7/2024")
    annex = ContractFactory(
        kind="amendment",
        number="1",
        parent=contract,
        value=Decimal(250),
        value_effect="change",
        signed_first=date(2024, 5, 6),
    )

    for each in (contract, annex):
        page = get(client, each.get_absolute_url())
        assert "Po aneksach: 1 250,00 zł, czyli o 250,00 zł więcej niż w umowie." in page
    assert "Należy do umowy:" in page


def test_parts_and_payments_stand_apart_from_the_value(client: Client) -> None:
    contract = ContractFactory(value=Decimal("878500000"))
    ContractFactory(parent=contract, value=Decimal("355800000"), subject="podstawa")
    PaymentFactory(contract=contract, amount=Decimal("-10.00"))

    page = get(client, contract.get_absolute_url())

    assert "355 800 000,00 zł" in page
    assert "mieszczą się w wartości podanej wyżej" in page
    assert "−10,00 zł" in page


def test_codes_stand_with_their_names_of_the_day_and_bare_where_nobody_knows_them(client: Client) -> None:
    ClassificationCodeFactory(code="600", name="Transport i łączność")
    contract = ContractFactory(dzial="600", rozdzial="60099")

    page = get(client, contract.get_absolute_url())

    assert "600 Transport i łączność" in page
    assert ">60099<" in page


def test_all_members_of_a_consortium_are_named_and_a_person_among_them_is_masked(client: Client) -> None:
    member = ContractPartyFactory(organization=OrganizationFactory(name="Druga S.A.", supplies=True))
    ContractPartyFactory(contract=member.contract, position=3, organization=None, hidden="person", code="zz91")

    page = get(client, member.contract.get_absolute_url())

    assert "Druga S.A." in page
    assert "Osoba fizyczna (zz91)" in page
    assert "Dlaczego nie ma nazwiska" in page
    assert "i jeszcze 2" in get(client, LIST)
    file = client.get("/wydatki/umowy.csv").getvalue().decode()
    assert "Druga S.A.; Osoba fizyczna (zz91)" in file


def test_a_change_of_further_parties_is_told_by_names(client: Client) -> None:
    contract = ContractFactory()
    names = ["Druga S.A.", "Trzecia S.A."]
    Change.objects.create(record=contract, field="parties", before=[], after=names, snapshot=SnapshotFactory())

    page = get(client, contract.get_absolute_url())

    assert "dalsze strony umowy" in page.lower()
    assert "<ins>Druga S.A., Trzecia S.A.</ins>" in page


# Payments


def test_without_payments_the_page_says_that_no_source_gives_them(client: Client) -> None:
    page = get(client, PAYMENTS_LIST)

    assert "Żadne źródło, które czytamy, nie podaje płatności" in page
    assert "Żadna płatność, którą znamy, nie pasuje do tego filtra" in get(client, f"{PAYMENTS_LIST}?rok=2024")


def test_payments_are_added_up_by_currency_and_tax_without_those_removed(client: Client) -> None:
    PaymentFactory(amount=Decimal("100.10"))
    PaymentFactory(amount=Decimal("-0.10"))
    PaymentFactory(amount=Decimal(7), currency="EUR", tax="")
    PaymentFactory(amount=Decimal(999), withdrawn_at=GONE)

    totals = client.get(PAYMENTS_LIST).context["totals"]

    told = [(each.which, each.n, each.total.replace("\xa0", " ")) for each in totals]
    assert told == [("zł, brutto", "2", "100,00 zł"), ("EUR, nie podano, czy brutto", "1", "7,00 EUR")]


@pytest.mark.parametrize(
    ("query", "kept"), [("q=papieru", {"a"}), ("od=1.5.2024", {"b"}), ("kwota_do=0", {"b"}), ("wykonawca=beta", {"b"})]
)
def test_filters_of_payments_keep(client: Client, query: str, kept: set[str]) -> None:
    beta = OrganizationFactory(name="Beta", supplies=True)
    a = PaymentFactory(key="a", subject="Dostawa papieru")
    PaymentFactory(key="b", amount=Decimal(-5), paid_on=date(2024, 6, 1), supplier=beta)
    index_records(PAYMENTS, [a.pk])

    assert {row.key for row in client.get(f"{PAYMENTS_LIST}?{query}").context["page"].rows} == kept
