"""CSV that the database writes: byte for byte the file of the writers, over every kind that the database can write."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from psycopg.errors import ReadOnlySqlTransaction

from spending.models import Contract
from tests.contracts.test_records import make
from tests.factories.archive import ReadingFactory, SnapshotFactory
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory, PaymentFactory
from watchdog.archive.models import Reading
from watchdog.core.selection import Selection
from watchdog.exports.columns import columns_of, records_of
from watchdog.exports.copying import can_copy, copied
from watchdog.exports.formats import FORMATS
from watchdog.exports.views import in_language
from watchdog.exports.writers import FORMULA, About
from watchdog.records import Column, RecordType, record_type, record_types

pytestmark = pytest.mark.django_db

BASE = "https://portal.example"
TABLES = [name for name, form in FORMATS.items() if form.delimiter]
COPIED = [kind for kind in record_types() if can_copy(columns_of(kind), FORMATS["csv"])]
ODD = (
    "",
    " ",
    '"',
    'w „cudzysłowie” i "prostym"',
    "przecinek, i średnik; razem",
    "dwie\nlinie",
    "dwie\r\nlinie\r",
    "tabulator\tw środku",
    "odwrotny \\ ukośnik \\N \\.",
    "\\.",
    "NULL",
    "true",
    "łąka żółć \U0001f33e",
    "\x01\x02\x7f",
    "'już z apostrofem",
    "%s %% %(a)s {0} $1",
    *(f"{begins}1+1" for begins in FORMULA),
    *FORMULA,
    " =1",
    "\u200b=1",
)
"""What an office may write into any cell."""


def both(kind: RecordType, form: str, query: str = "") -> tuple[bytes, bytes]:
    """Give the file of a selection as the writers make it, and as the database does."""
    columns = columns_of(kind, BASE)
    by_python = FORMATS[form].write(columns, records_of(selected(kind, query)), About("", "", "", {}))
    return b"".join(by_python), b"".join(copied(columns, selected(kind, query), FORMATS[form]))


def selected(kind: RecordType, query: str = "") -> Any:
    return Selection(kind, QueryDict(query)).rows


def odd_contracts() -> None:
    """Make contracts of which every text is odd: every mask, document, moment and lack of them, half with parties."""
    for number, text in enumerate(ODD):
        short = text[:3]
        firm = OrganizationFactory(name=f"Firma {number}", nip="6311006640" if number % 2 else "")
        spelling = firm.spellings.get()
        type(spelling).objects.filter(pk=spelling.pk).update(name=text or "x")
        hidden = ("", "person", "withheld")[number % 3]
        named = {"supplier": None if hidden else firm, "supplier_hidden": hidden}
        contract = ContractFactory(
            **named,
            supplier_code="a1b2" if number % 2 else "",
            number=text,
            subject=text,
            term=text,
            value_words=text,
            procedure=text,
            paragraf=short,
            financing=short[:1],
            note=text,
            place=text[:200],
            currency=short,
            value=(None, Decimal("-1234.50"), Decimal("0.00"))[number % 3],
            eu_funded=(None, True, False)[number % 3],
            approximate=bool(number % 2),
            signed_first=None if number % 4 else date(1999, 2, 28),
            withdrawn_at=datetime(2024, 1 + number % 12, 5, 23, 30, 15, 999_999, tzinfo=UTC) if number % 2 else None,
            snapshot=SnapshotFactory() if number % 2 else None,
            findings=[{"code": "x", "text": text, "place": ""}, {"code": "y", "text": "koniec", "place": ""}],
        )
        if contract.snapshot:
            ReadingFactory(record=contract, snapshot=contract.snapshot, place=contract.place)
        if not number % 2:
            continue  # one supplier, or nobody that may be named
        ContractPartyFactory(contract=contract, position=3, spelling=spelling, organization=firm)
        ContractPartyFactory(contract=contract, position=2, hidden="person", organization=None, code=text[:5])
        ContractPartyFactory(contract=contract, position=4, hidden="withheld", organization=None)
        ContractPartyFactory(contract=contract, position=5, role="buyer")


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_odd_rows_are_the_same_bytes(form: str, language: str) -> None:
    odd_contracts()
    kind = record_type("spending.contract")

    with translation.override(language):
        by_python, by_database = both(kind, form)

    assert by_database == by_python
    assert by_database.count(b"\r\n") > len(ODD)
    assert "'＝1+1".encode() in by_database


@pytest.mark.parametrize("kind", COPIED, ids=lambda kind: kind.kind)
def test_every_column_that_the_database_tells_is_the_one_that_python_tells(kind: RecordType) -> None:
    make(kind, 6)

    for form in TABLES:
        by_python, by_database = both(kind, form)
        assert by_database == by_python


def test_a_record_that_many_documents_name_is_one_row_read_at_its_own_moment() -> None:
    contract = ContractFactory(snapshot=SnapshotFactory(), place="wiersz 3")
    other = ContractFactory(snapshot=contract.snapshot, place="wiersz 3")
    for number, (record, snapshot, place) in enumerate(
        (
            (contract, contract.snapshot, "wiersz 3"),
            (contract, contract.snapshot, "wiersz 4"),
            (contract, SnapshotFactory(), "wiersz 3"),
            (PaymentFactory(pk=contract.pk), contract.snapshot, "wiersz 3"),
        ),
        start=1,
    ):
        reading = ReadingFactory(record=record, snapshot=snapshot, place=place)
        Reading.objects.filter(pk=reading.pk).update(read_at=datetime(2024, 7, number, 10, tzinfo=UTC))

    by_python, by_database = both(record_type("spending.contract"), "csv")

    rows = csv.DictReader(io.StringIO(by_database.decode()))
    assert {row["id"]: row["read_at"] for row in rows} == {contract.slug: "2024-07-01T12:00:00+02:00", other.slug: ""}
    assert (by_database.count(b"\r\n"), by_python) == (3, by_database)


def test_the_largest_kinds_are_written_by_the_database() -> None:
    assert {"spending.contract", "spending.payment", "spending.notice"} <= {kind.kind for kind in COPIED}


def test_filters_words_and_orders_stay_as_the_list_has_them() -> None:
    for number in range(4):
        ContractFactory(subject=f"remont {number} 100%", value=number, signed_first=date(2020 + number, 1, 1))
    kind = record_type("spending.contract")

    for query in ("sort=-kwota", "sort=nazwa", "q=remont", "q=100%25&sort=kwota", "q=nic"):
        by_python, by_database = both(kind, "csv", query)
        assert by_database == by_python, query


def test_the_address_gives_what_the_database_writes(client: Client) -> None:
    address = ContractFactory(subject="=1+1").get_absolute_url()

    response: Any = client.get("/en/wydatki/umowy.csv")
    body = b"".join(response.streaming_content).decode()

    assert "'=1+1" in body
    assert f"http://testserver/en{address}" in body


def test_many_rows_leave_in_blocks_and_the_connection_stays_as_it_was() -> None:
    PaymentFactory.create_batch(300, supplier=None, buyer=None)
    kind = record_type("spending.payment")

    taken = copied(columns_of(kind), selected(kind), FORMATS["csv"])
    head, first, second = taken

    assert (head.count(b"\r\n"), first.count(b"\r\n"), second.count(b"\r\n")) == (1, 256, 44)
    assert settings_of_the_session() == ("0", "UTC", "on")


def settings_of_the_session() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('statement_timeout'), current_setting('TimeZone'), current_setting('enable_sort')"
        )
        return tuple(cursor.fetchone())


def test_a_client_that_leaves_ends_the_question() -> None:
    PaymentFactory.create_batch(600, supplier=None, buyer=None)
    kind = record_type("spending.payment")
    taken: Any = copied(columns_of(kind), selected(kind), FORMATS["csv"])
    next(taken), next(taken)

    taken.close()

    assert settings_of_the_session() == ("0", "UTC", "on")
    assert selected(kind).count() == 600


def test_an_answer_that_is_closed_ends_the_question() -> None:
    PaymentFactory.create_batch(600, supplier=None, buyer=None)
    kind = record_type("spending.payment")
    taken = copied(columns_of(kind), selected(kind), FORMATS["csv"])
    answer: Any = in_language(taken, "pl")
    next(answer), next(answer)

    answer.close()

    assert settings_of_the_session() == ("0", "UTC", "on")


def test_nothing_can_be_written_while_a_file_is() -> None:
    ContractFactory()
    writes = RawSQL("(SELECT setval('spending_contract_id_seq', 1000))", (), output_field=IntegerField())
    columns = (Column("written", "x", lambda _record: 1000, lambda: writes),)

    with pytest.raises(ReadOnlySqlTransaction, match="read-only"):
        list(copied(columns, Contract.objects.all(), FORMATS["csv"]))

    assert Contract.objects.update(subject="dalej można pisać") == 1


def test_until_the_rows_come_the_connection_is_free(client: Client) -> None:
    client.force_login(User.objects.create_user("anna"))

    response: Any = client.get("/wydatki/umowy.csv")

    assert settings_of_the_session() == ("0", "UTC", "on")
    response.close()


def test_a_kind_of_value_without_a_cell_is_refused() -> None:
    columns = (Column.of("readings", "x", "findings"),)

    with pytest.raises(TypeError, match="JSONField"):
        list(copied(columns, Contract.objects.all(), FORMATS["csv"]))
