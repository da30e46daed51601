"""What a process keeps for one version of the data, and what it draws once."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import formats, translation
from hypothesis import given
from hypothesis import strategies as st

from spending.models import Contract
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory
from watchdog.core import version
from watchdog.core.addresses import address_of
from watchdog.core.flat import flat
from watchdog.core.kept import kept
from watchdog.core.light import light
from watchdog.core.typography import number
from watchdog.core.version import OneVersion, data_version, present_version

CELLS = ("url", "title", "tags", "supplier", "buyer", "when", "amount")


@pytest.mark.django_db
@pytest.mark.alone
def test_what_is_kept_is_made_anew_after_any_write_and_for_each_language() -> None:
    made = iter(range(10))

    with translation.override("pl"):
        first, again = (kept(("a test",), lambda: next(made)) for _ in range(2))
        ContractFactory()
        written = kept(("a test",), lambda: next(made))
    with translation.override("en"):
        other = kept(("a test",), lambda: next(made))

    assert (first, again, written, other) == (0, 0, 1, 2)


@pytest.mark.django_db
def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchdog.core.kept.LARGEST", 10)
    monkeypatch.setattr("watchdog.core.kept.data_version", lambda: "one")
    made = iter(range(10))

    kept(("small",), lambda: ("12345", next(made)))
    for _ in range(2):
        large = kept(("large",), lambda: ("123456", next(made)))

    assert kept(("small",), lambda: ("", 9)) == ("12345", 0)
    assert large == ("123456", 2)


@pytest.mark.django_db
@pytest.mark.alone
def test_a_transaction_that_has_written_keeps_nothing_for_others() -> None:
    before = data_version()
    with transaction.atomic():
        ContractFactory()
        within = data_version()

        again = data_version()
        Contract.objects.update(value=1)
        later = data_version()

    assert within == again
    assert len({before, within, later}) == 3


@pytest.mark.django_db
def test_two_transactions_that_both_write_never_see_the_same_version(monkeypatch: pytest.MonkeyPatch) -> None:
    other = connection.copy()
    ContractFactory()
    with closing(other):
        other.set_autocommit(False)
        other.cursor().execute("SELECT pg_current_xact_id()")
        mine = present_version()
        monkeypatch.setattr(version, "connection", other)
        theirs = present_version()
        other.rollback()

    assert mine != theirs


@pytest.mark.django_db
def test_a_request_that_reads_asks_for_the_version_once_and_one_that_writes_each_time() -> None:
    asked = []
    for method in ("get", "post"):
        with CaptureQueriesContext(connection) as queries:
            OneVersion(lambda request: [data_version(), data_version()])(  # type: ignore[arg-type, return-value]
                getattr(RequestFactory(), method)("/")
            )
        asked.append(len(queries))

    assert asked == [1, 2]


@pytest.mark.django_db
def test_light_records_are_of_their_class_and_fetch_what_was_not_asked_for() -> None:
    made = ContractFactory(value=Decimal("12.50"), buyer=None)
    fetch = light("slug", "value", "supplier__pk", "supplier__name", "buyer__pk", "buyer__name")

    with CaptureQueriesContext(connection) as queries:
        [row] = fetch(type(made).objects.for_list())
        assert (row, row.value, row.get_absolute_url()) == (made, made.value, made.get_absolute_url())
        assert (row.supplier, row.supplier.name, row.buyer) == (made.supplier, made.supplier.name, None)
    assert len(queries) == 1
    assert row.subject == made.subject


@pytest.mark.django_db
def test_others_of_a_contract_are_counted_on_its_side_only() -> None:
    alone, several = ContractFactory(), ContractFactory()
    for position, role in enumerate(("supplier", "supplier", "buyer")):
        ContractPartyFactory(contract=several, role=role, position=position, organization=OrganizationFactory())

    found = type(alone).objects.with_others().values_list("pk", "others")

    assert dict(found) == {alone.pk: 0, several.pk: 2}


def test_cells_are_escaped_into_their_row_in_each_language() -> None:
    cells = type("Cells", (), dict.fromkeys(CELLS, "<&>"))
    with translation.override("pl"):
        polish = flat([cells, cells], "spending/_contract_row.html")
    with translation.override("en"):
        english = flat([cells], "spending/_contract_row.html")

    assert polish.count("&lt;&amp;&gt;") == 2 * len(CELLS)
    assert "<&>" not in polish
    assert 'data-l="Wykonawca"' in polish
    assert 'data-l="Supplier"' in english
    assert not {"\x02", "\x03"} & set(polish)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("slug", ["cru-12345", "w-1001092068"])
def test_addresses_are_those_that_django_gives(language: str, slug: str) -> None:
    with translation.override(language):
        for name in ("spending:contract", "spending:supplier", "spending:unit"):
            assert address_of(name, slug) == reverse(name, args=[slug])


@given(value=st.decimals(-(10**16), 10**16, places=2), language=st.sampled_from(["pl", "en"]))
def test_amounts_are_written_as_django_writes_them(value: Decimal, language: str) -> None:
    with translation.override(language):
        expected = formats.number_format(value, decimal_pos=2, force_grouping=True).replace("-", "−")
        assert number(value, 2) == expected
