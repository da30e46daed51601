"""Each rule that the database keeps for municipal companies, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories.companies import BoardMemberFactory, CompanyFactory, HoldingFactory

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2024, 6, 10), date(2024, 6, 9)


def two_companies_of_one_krs() -> None:
    CompanyFactory.create_batch(2, krs="0000577540")


def two_companies_of_one_nip() -> None:
    CompanyFactory.create_batch(2, nip="6312658876")


def one_statement_of_no_day_twice() -> None:
    HoldingFactory.create_batch(2, company=CompanyFactory(), address="https://bip.example/")


def one_person_twice_in_a_document() -> None:
    BoardMemberFactory.create_batch(2, company=CompanyFactory())


BROKEN: dict[str, Callable[[], object]] = {
    "company_form_known": lambda: CompanyFactory(form="spolka"),
    "company_krs_once": two_companies_of_one_krs,
    "company_nip_once": two_companies_of_one_nip,
    "holding_once_a_document_and_day": one_statement_of_no_day_twice,
    "holding_share_is_a_percentage": lambda: HoldingFactory(share_percent=101),
    "holding_extent_known": lambda: HoldingFactory(extent="prawie"),
    "holding_value_not_negative": lambda: HoldingFactory(value=-1),
    "holding_says_something": lambda: HoldingFactory(share_percent=None),
    "holding_days_in_order": lambda: HoldingFactory(as_of_first=DAY, as_of_last=BEFORE),
    "board_member_once_a_document": one_person_twice_in_a_document,
    "board_member_body_known": lambda: BoardMemberFactory(body="rada"),
    "board_member_starts_before_it_ends": lambda: BoardMemberFactory(since=DAY, until=BEFORE),
    "board_member_days_in_order": lambda: BoardMemberFactory(as_of_first=DAY, as_of_last=BEFORE),
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
