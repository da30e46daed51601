"""A workbook of Excel: numbers, days and text as what they are, nothing computed, and a limit that is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from spending.records import CONTRACTS
from tests.factories.council import ResolutionFactory
from tests.factories.spending import ContractFactory
from watchdog.exports.columns import columns_of

pytestmark = pytest.mark.django_db


def rows_of(response: Any) -> tuple[list[list[Any]], list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content)))
    data, about = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    return data, about


def test_values_are_what_they_are_and_text_is_never_a_formula(client: Client) -> None:
    ContractFactory(subject="=1+1 żółw", value=Decimal("1234.50"), signed_last=date(2024, 3, 14))
    ContractFactory(value=1)

    response = client.get("/wydatki/umowy.xlsx?kwota_od=1200")
    (headings, row), about = rows_of(response)

    columns = columns_of(CONTRACTS)
    assert headings == [str(each.label) for each in columns]
    cells = dict(zip([each.name for each in columns], row, strict=True))
    assert cells["value"] == 1234.5
    assert cells["subject"] == "=1+1 żółw"
    assert cells["signed_last"] == date(2024, 3, 14)
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert any("CC BY 4.0" in str(each) for line in about for each in line)
    assert any("kwota_od=1200" in str(each) for line in about for each in line)


def test_a_list_too_large_for_a_workbook_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchdog.exports.workbooks.MOST_ROWS", 1)
    ResolutionFactory()
    assert client.get("/rada/uchwaly.xlsx").status_code == 200
    ResolutionFactory()

    refused = client.get("/rada/uchwaly.xlsx")

    assert refused.status_code == 400
    assert "CSV" in refused.content.decode()
