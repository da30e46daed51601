"""Sums beside contracts: exact after every write, the same as a count, and nobody waits for them."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spending.models import Contract, ContractSum, Organization, SupplierSum, ValueCount
from spending.models.rollups import ROLLUPS
from spending.records import CONTRACTS
from spending.rollups import fold, recount
from spending.stats.contracts import contract_figures, exact_total, figures_of
from spending.stats.limits import Limit
from spending.stats.slices import slice_of
from spending.turnover import Role, by_year, by_year_of_unit, contracts_of, kinds_of, kinds_of_unit
from tests.factories.spending import ContractFactory, OrganizationFactory
from watchdog.core.selection import Selection

VALUES = [None, *map(Decimal, ("0", "0.07", "-12.40", "5", "17.30", "199.99", "200", "4999", "1e6", "123456789.01"))]
DAYS = [(None, None), (date(2023, 2, 1), date(2023, 2, 1)), (date(2023, 12, 1), date(2024, 1, 9))]
DAYS += [(date(2024, 5, 6), date(2024, 5, 6)), (date(2024, 1, 1), date(2024, 12, 31))]
GONE = datetime(2024, 5, 1, tzinfo=UTC)


def wrong(*, repair: bool = False) -> dict[str, int]:
    return {each.table: each.wrong for each in recount(repair=repair) if each.wrong}


def chosen(query: str) -> Selection:
    selection = Selection(CONTRACTS, QueryDict(query))
    assert selection.is_valid, selection.errors
    return selection


class Office:
    """Writes contracts at random, in every way that the portal writes them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.firms = [OrganizationFactory(supplies=True) for _ in range(3)]
        self.units = [OrganizationFactory(buys=True, kind="public") for _ in range(2)]
        self.made = 0

    def fields(self) -> dict[str, object]:
        pick = self.random.choice
        hidden = pick(["", "", "", "person"])
        first, last = pick(DAYS)
        return {
            "kind": pick(["contract", "contract", "contract", "offer", "grant"]),
            "currency": pick(["PLN", "PLN", "EUR"]),
            "tax": pick(["gross", "net", ""]),
            "dzial": pick(["", "801", "600"]),
            "value": pick(VALUES),
            "signed_first": first,
            "signed_last": last,
            "approximate": pick([True, False]),
            "certainty": pick(["stated", "stated", "inferred"]),
            "withdrawn_at": pick([None, None, GONE]),
            "supplier": None if hidden else pick([*self.firms, None]),
            "supplier_as": None,
            "supplier_hidden": hidden,
            "buyer": pick([*self.units, None]),
            "buyer_as": None,
        }

    def bring(self) -> None:
        """Store a batch by one statement."""
        rows = []
        for _ in range(self.random.randint(1, 9)):
            self.made += 1
            register = self.random.choice(["bip", "cru"])
            rows.append(ContractFactory.build(register=register, key=f"r{self.made}", **self.fields()))
        Contract.objects.bulk_create(rows)

    def correct(self) -> None:
        """Save one anew."""
        for contract in Contract.objects.order_by("?")[:1]:
            for name, value in self.fields().items():
                setattr(contract, name, value)
            contract.save()

    def mask(self) -> None:
        firm = self.random.choice(self.firms)
        hidden = {"supplier": None, "supplier_as": None, "supplier_hidden": "person"}
        Contract.objects.filter(supplier=firm, value__lt=100).update(**hidden)

    def merge(self) -> None:
        one, other = self.random.sample(self.firms, 2)
        Contract.objects.filter(supplier=one).update(supplier=other)

    def withdraw(self) -> None:
        Contract.objects.filter(dzial=self.random.choice(["", "801"])).update(
            withdrawn_at=self.random.choice([GONE, None])
        )

    def tie(self) -> None:
        """Let one contract be a part of another."""
        for part, whole in zip(Contract.objects.order_by("?")[:1], Contract.objects.order_by("pk")[:1], strict=False):
            if part != whole and not whole.parent_id and not part.children.exists():
                Contract.objects.filter(pk=part.pk).update(parent=whole)

    def delete(self) -> None:
        alone = Contract.objects.filter(parent=None, children=None).order_by("pk").values_list("pk", flat=True)
        Contract.objects.filter(pk__in=list(alone)[:2]).delete()

    def work(self) -> None:
        acts: list[Callable[[], object]] = [self.bring, self.bring, self.correct, self.mask, self.merge]
        self.random.choice([*acts, self.withdraw, self.tie, self.delete, fold])()

    def filters(self) -> list[str]:
        unit = f"jednostka={self.units[0].slug}"
        alone = [
            "",
            "rok=2024",
            "rejestr=bip",
            "rodzaj=umowa",
            "rodzaj=oferta&rodzaj=dotacja",
            "brutto_netto=nie-podano",
        ]
        alone += ["dzial=801", unit, "od=2023-01-01&do=2023-12-31"]
        return [
            *alone,
            f"{unit}&rok=2024",
            "rok=2024&dzial=801",
            f"{unit}&dzial=600&rejestr=bip",
            "rok=2023&rejestr=cru",
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_sums_are_those_of_a_full_recount_after_every_write(seed: int) -> None:
    office = Office(seed)
    for _ in range(30):
        office.work()
        assert wrong() == {}

    ContractFactory(register="bip")
    ContractFactory(register="cru", dzial="600", buyer=office.units[0], buyer_as=None)
    for query in office.filters():
        selection = chosen(query)
        assert slice_of(selection) is not None, query
        assert figures_of(selection) == contract_figures(selection.rows), query
        assert exact_total(selection) == selection.rows.count(), query

    Contract.objects.update(parent=None)
    Contract.objects.all().delete()
    fold()
    assert [rollup.__name__ for rollup in ROLLUPS if rollup._default_manager.exists()] == []


@pytest.mark.django_db
def test_a_write_that_moves_no_sum_appends_nothing() -> None:
    ContractFactory()
    before = ContractSum.objects.count(), SupplierSum.objects.count(), ValueCount.objects.count()

    Contract.objects.update(subject="remont drogi", authority=3)

    assert (ContractSum.objects.count(), SupplierSum.objects.count(), ValueCount.objects.count()) == before


@pytest.mark.django_db
def test_a_recount_names_what_is_wrong_and_repairs_it() -> None:
    ContractFactory.create_batch(2, value=Decimal(10))
    SupplierSum.objects.all()[:1].get().delete()
    ContractSum.objects.update(total=7)

    assert wrong() == {"spending_contractsum": 1, "spending_suppliersum": 1}
    assert wrong(repair=True) == {"spending_contractsum": 1, "spending_suppliersum": 1}
    assert wrong() == {}
    assert ContractSum.objects.get().total == 20


@pytest.mark.django_db
def test_what_sums_cannot_tell_apart_is_counted() -> None:
    firm = ContractFactory().supplier
    uncovered = ["kwota_od=1", "bez_kwoty=1", "wycofane=1", "paragraf=401", "od=2024-01-01", "q=remont"]
    uncovered += ["od=2024-01-02&do=2024-12-31", f"wykonawca={firm.slug}", "rok=2023&od=2024-01-01&do=2024-12-31"]

    assert [query for query in uncovered if slice_of(chosen(query))] == []
    assert [query for query in uncovered if figures_of(chosen(query)) != contract_figures(chosen(query).rows)] == []


@pytest.mark.django_db
def test_figures_from_sums_cost_as_many_queries_however_many_contracts_there_are() -> None:
    def queries() -> int:
        fold()
        with CaptureQueriesContext(connection) as asked:
            figures_of(chosen("rok=2024"))
        assert not any("percentile" in query["sql"] for query in asked.captured_queries)
        return len(asked)

    ContractFactory(value=Decimal(5))
    few = queries()
    ContractFactory.create_batch(3, value=Decimal(50_000))

    assert queries() == few <= 8


@pytest.mark.django_db
def test_years_and_kinds_of_a_unit_from_sums_are_those_of_its_contracts() -> None:
    unit = OrganizationFactory(buys=True, kind="public")
    day = {"signed_first": date(2023, 5, 6), "signed_last": date(2023, 5, 6)}
    for fields in ({}, {"tax": "net"}, {"kind": "offer"}, {"value": None}, {"withdrawn_at": GONE}, {"value": 7, **day}):
        ContractFactory(buyer=unit, **fields)
    contracts = contracts_of(unit, Role.BUYER)

    assert by_year_of_unit(unit) == by_year(contracts)
    assert kinds_of_unit(unit) == kinds_of(contracts)

    ContractFactory(buyer=unit, signed_first=date(2023, 12, 1), signed_last=date(2024, 1, 9))
    assert by_year_of_unit(unit) is None  # a sum without its days


@pytest.mark.django_db
def test_figures_that_are_kept_are_drawn_anew_after_a_write(client: Client) -> None:
    ContractFactory(value=Decimal("77.10"))
    first = client.get("/wydatki/umowy/liczby/").content
    assert client.get("/wydatki/umowy/liczby/").content == first
    ContractFactory(value=Decimal("23.00"))

    assert "100,10" in unescape(client.get("/wydatki/umowy/liczby/").content.decode())


@pytest.mark.django_db
def test_of_very_many_rows_no_figure_is_counted_while_a_list_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    ContractFactory.create_batch(2, dzial="801")
    monkeypatch.setattr("watchdog.core.selection.COUNTED", 1)
    monkeypatch.setattr("spending.stats.contracts.READ", 1)

    assert figures_of(chosen("kwota_od=1"), 60, at_once=True) is None
    by_dzial, whole = figures_of(chosen("dzial=801"), 60, at_once=True), figures_of(chosen("dzial=801"), 60)
    assert (by_dzial and by_dzial.is_whole, whole and whole.is_whole) == (False, True)


@pytest.mark.django_db
def test_what_takes_too_long_is_left_out_named_and_counted_on_a_page_of_its_own(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ContractFactory(value=Decimal("77.10"), dzial="801")
    monkeypatch.setattr("spending.views.contracts.AT_ONCE", 0)

    for query in ("kwota_od=1", "dzial=801"):
        page = unescape(client.get(f"/wydatki/umowy/?{query}").content.decode())
        assert f'href="/wydatki/umowy/liczby/?{query}"' in page
        own = unescape(client.get(f"/wydatki/umowy/liczby/?{query}").content.decode()).replace("\xa0", " ")
        assert "77,10" in own
        assert f'href="/wydatki/umowy/liczby/?{query}"' not in own


@pytest.mark.django_db
def test_a_page_of_figures_refuses_a_filter_that_is_wrong(client: Client) -> None:
    assert client.get("/wydatki/umowy/liczby/?rok=kiedyś").status_code == 400


@pytest.mark.django_db
def test_a_question_is_given_up_when_its_time_is_over_and_later_ones_are_not_asked() -> None:
    limit = Limit(0.05)
    asked: list[int] = []

    def sleep() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    assert limit.ask(lambda: 7) == 7
    assert limit.ask(sleep) is None
    assert limit.ask(lambda: asked.append(1)) is None
    assert (limit.passed, asked) == (True, [])
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_the_same_keys_neither_wait_nor_deadlock() -> None:
    firms = [OrganizationFactory(supplies=True), OrganizationFactory(supplies=True)]
    meet = threading.Barrier(2, timeout=20)
    failures: list[Exception] = []

    def write(name: str, order: list[Organization]) -> None:
        try:
            with transaction.atomic():
                for place, firm in enumerate(order):
                    row = {"supplier": firm, "supplier_as": None, "buyer": None, "buyer_as": None}
                    Contract.objects.bulk_create([ContractFactory.build(key=f"{name}{place}", **row)])
                    meet.wait()  # both have written to one key each; now each writes to the other's
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    writers = [
        threading.Thread(target=write, args=("a", firms)),
        threading.Thread(target=write, args=("b", firms[::-1])),
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    assert failures == []
    assert wrong() == {}
    assert contract_figures(Contract.objects.all()).n == figures_of(chosen("")).n == 4  # type: ignore[union-attr]  # it is there
