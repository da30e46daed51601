"""What a process keeps for one version of the data, and what it draws once."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import formats, translation
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from spending.models import Contract
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory
from tests.fakes.version import still_version
from watchdog.core import version
from watchdog.core.addresses import address_of
from watchdog.core.drawn import _drawn, drawn_part
from watchdog.core.flat import flat
from watchdog.core.kept import kept
from watchdog.core.light import light
from watchdog.core.selection import Total
from watchdog.core.typography import number
from watchdog.core.version import OneVersion, data_version, present_version

CELLS = ("url", "title", "tags", "supplier", "buyer", "when", "amount")


@pytest.mark.django_db
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
            OneVersion(lambda request: [data_version(), data_version()])(  # type: ignore[arg-type, return-value]  # a list for an answer
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


HOSTILE = "<script>alert('%s')</script> & \"100%\""


@pytest.mark.django_db
def test_whatever_a_register_says_of_a_contract_is_text_in_its_row(client: Client) -> None:
    supplier, unit = (OrganizationFactory(name=f"{HOSTILE} {side}", slug=side) for side in ("firma", "szkola"))
    ContractFactory(supplier=supplier, supplier_as=supplier.spellings.get(), value=1, currency="<b>", subject=HOSTILE)
    ContractFactory(buyer=unit, buyer_as=unit.spellings.get(), value=None, value_words=HOSTILE, subject=HOSTILE)

    for _ in range(2):
        page = client.get(f"{LISTED}?{urlencode({'q': HOSTILE})}").content.decode()
        page += client.get(LISTED).content.decode()
        assert "alert(" in page
        assert "<script" not in page.replace('<script type="application/ld+json">', "")
        assert "<b>1" not in page
        assert page.count("1,00\xa0&lt;b&gt;") >= 1


def test_a_part_is_drawn_for_what_it_takes_and_escaped() -> None:
    def part(**taken: object) -> str:
        return drawn_part("components/evidence.html", dict(taken))

    assert part(text="<i>") == part(text="<i>") == drawn_part("components/evidence.html", {"text": "<i>"})
    assert "&lt;i&gt;" in part(text="<i>")
    assert "<i>" in part(text=mark_safe("<i>"))
    assert len({part(n=1), part(n="x"), part(n=None), part(period=1)}) == 4
    count = len(_drawn)
    assert "n = 7" in part(n=Total(7, more=True))  # of two numbers that are equal one may be „more than that”
    assert len(_drawn) == count


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


LISTED = "/wydatki/umowy/"


def form_of(client: Client, query: str = "", edition: str = "") -> str:
    page = client.get(f"{edition}{LISTED}{query}").content.decode()
    return page[page.index('<form class="filters"') :].partition("</form>")[0]


@pytest.mark.django_db
def test_a_kept_form_is_of_its_own_filters_and_language(client: Client) -> None:
    with still_version():
        plain, asked = form_of(client), form_of(client, "?rok=2019")
        english = form_of(client, edition="/en")

        again = [form_of(client), form_of(client, "?rok=2019"), form_of(client, edition="/en")]
    assert again == [plain, asked, english]
    assert 'value="2019"' in asked
    assert 'value="2019"' not in plain
    assert len({plain, asked, english}) == 3
    assert "Pokaż" in plain
    assert "Show" in english


@pytest.mark.django_db
def test_a_kept_form_offers_what_was_written_since(client: Client) -> None:
    before = form_of(client)
    unit = OrganizationFactory(buys=True, kind="public", name="Żłobek Miejski nr 17")
    ContractFactory(buyer=unit)

    assert unit.name not in before
    assert unit.name in form_of(client)


@pytest.mark.django_db
def test_what_is_kept_for_everybody_holds_nothing_of_who_is_logged_in(client: Client, admin_client: Client) -> None:
    ContractFactory()
    with still_version():
        theirs = admin_client.get(LISTED).content
        anybodys = client.get(LISTED).content

    assert theirs == anybodys


@pytest.mark.django_db
def test_a_form_with_an_error_is_drawn_for_whoever_sent_it(client: Client) -> None:
    wrong = [form_of(client, f"?rok={year}") for year in ("abc", "1")]

    assert ['value="abc"' in form for form in wrong] == [True, False]
    assert all("field__error" in form for form in wrong)


@pytest.mark.django_db
def test_an_exact_count_is_of_its_own_filter_and_of_the_present_version(client: Client) -> None:
    ContractFactory.create_batch(2, signed_first=date(2019, 5, 1), signed_last=date(2019, 5, 1))
    counted = [client.get(f"{LISTED}{query}").context["total"] for query in ("", "?rok=2019", "?rok=2018")]
    ContractFactory(signed_first=date(2018, 5, 1), signed_last=date(2018, 5, 1))

    assert counted == [2, 2, 0]
    assert [client.get(f"{LISTED}{query}").context["total"] for query in ("", "?rok=2018")] == [3, 1]
