"""Each rule that the database keeps for the city's money, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from spending.models import RegisterMapping
from tests.factories.accounts import member
from tests.factories.companies import BoardMemberFactory, CompanyFactory, HoldingFactory
from tests.factories.identity import OrganizationDecisionFactory
from tests.factories.signals import SignalComputationFactory, SignalFactory, SignalGapFactory, SignalWordFactory
from tests.factories.spending import (
    BudgetFigureFactory,
    ClassificationCodeFactory,
    ContractFactory,
    ContractPartyFactory,
    NoticeFactory,
    OrganizationFactory,
    PaymentFactory,
    SpellingFactory,
)

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


def a_contract_that_is_a_part_of_itself() -> None:
    contract = ContractFactory()
    contract.parent = contract
    contract.save()


def one_spelling_of_two_organizations() -> None:
    SpellingFactory.create_batch(2, name="PRUiM S.A.")


def one_position_of_two_parties() -> None:
    ContractPartyFactory.create_batch(2, contract=ContractFactory())


def a_notice_whose_hidden_supplier_has_a_name() -> None:
    NoticeFactory(supplier_hidden="person", supplier=OrganizationFactory())


def one_key_twice(factory: Any) -> Callable[[], object]:
    return lambda: [factory(key="1", slug=slug) for slug in ("a", "b")]


def a_decision_undone_by_nobody() -> None:
    OrganizationDecisionFactory(undone_at="2026-01-01T00:00Z")


def a_mapping_with_a_name_that_is_no_address() -> RegisterMapping:
    mapping = RegisterMapping(slug="ZDM-1", title="Rejestr", city="gliwice", layout={}, saved_by=member("ktos"))
    mapping.save()
    return mapping


BROKEN: dict[str, Callable[[], object]] = {
    "register_mapping_slug_is_plain": a_mapping_with_a_name_that_is_no_address,
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
    "organization_kind_known": lambda: OrganizationFactory(kind="person"),
    "organization_regon_once": lambda: OrganizationFactory.create_batch(2, regon="276255430"),
    "spelling_once": one_spelling_of_two_organizations,
    "contract_once_in_its_register": one_key_twice(ContractFactory),
    "contract_hidden_supplier_has_no_name": lambda: ContractFactory(supplier_hidden="person"),
    "contract_supplier_hidden_known": lambda: ContractFactory(supplier=None, supplier_hidden="kto"),
    "contract_tax_known": lambda: ContractFactory(tax="vat"),
    "payment_once_in_its_register": one_key_twice(PaymentFactory),
    "payment_hidden_supplier_has_no_name": lambda: PaymentFactory(supplier_hidden="person"),
    "payment_supplier_hidden_known": lambda: PaymentFactory(supplier=None, supplier_hidden="kto"),
    "payment_tax_known": lambda: PaymentFactory(tax="vat"),
    "notice_once_in_its_register": one_key_twice(NoticeFactory),
    "notice_hidden_supplier_has_no_name": lambda: NoticeFactory(
        supplier_hidden="person", supplier=OrganizationFactory()
    ),
    "notice_supplier_hidden_known": lambda: NoticeFactory(supplier=None, supplier_hidden="kto"),
    "notice_tax_known": lambda: NoticeFactory(tax="vat"),
    "contract_kind_known": lambda: ContractFactory(kind="umowa"),
    "contract_signed_days_in_order": lambda: ContractFactory(signed_first=DAY, signed_last=BEFORE),
    "contract_ends_after_it_starts": lambda: ContractFactory(valid_from=DAY, valid_until=BEFORE),
    "contract_only_an_annex_changes_a_value": lambda: ContractFactory(value_effect="change"),
    "contract_is_no_part_of_itself": a_contract_that_is_a_part_of_itself,
    "party_once_at_its_position": one_position_of_two_parties,
    "party_role_known": lambda: ContractPartyFactory(role="witness"),
    "party_named_or_hidden": lambda: ContractPartyFactory(hidden="person"),
    "notice_kind_known": lambda: NoticeFactory(kind="inne"),
    "budget_figure_once_in_its_register": lambda: BudgetFigureFactory.create_batch(2, key="1"),
    "budget_side_known": lambda: BudgetFigureFactory(side="strata"),
    "budget_stage_known": lambda: BudgetFigureFactory(stage="plan"),
    "budget_scope_known": lambda: BudgetFigureFactory(scope="all"),
    "budget_quarter_is_one_of_four": lambda: BudgetFigureFactory(quarter=5),
    "budget_line_has_a_dzial": lambda: BudgetFigureFactory(scope="line"),
    "classification_code_once_a_day": lambda: ClassificationCodeFactory.create_batch(2),
    "classification_kind_known": lambda: ClassificationCodeFactory(kind="zadanie"),
    "organization_decision_has_a_reason": lambda: OrganizationDecisionFactory(reason=""),
    "organization_decision_kind_known": lambda: OrganizationDecisionFactory(kind="guess"),
    "organization_decision_names_two_or_nobody": lambda: OrganizationDecisionFactory(other=None),
    "organization_decision_undone_by_somebody": a_decision_undone_by_nobody,
    "signal_once": lambda: [SignalFactory(subject="contract:1", slug=slug) for slug in ("a", "b")],
    "signal_computed_after_it_was_found": lambda: SignalFactory(computed_at="2026-01-01T00:00Z"),
    "signal_gap_once": lambda: SignalGapFactory.create_batch(2),
    "signal_gap_of_something": lambda: SignalGapFactory(rows=0),
    "signal_computation_ends_after_it_starts": lambda: SignalComputationFactory(ended_at="2026-01-01T00:00Z"),
    "signal_word_says_something": lambda: SignalWordFactory(text=""),
    "signal_word_kind_known": lambda: SignalWordFactory(kind="plotka", said_on=DAY, document="pismo"),
    "signal_reply_names_its_document": lambda: SignalWordFactory(kind="reply", said_on=DAY),
    "signal_word_decided_by_somebody": lambda: SignalWordFactory(decided_at="2026-01-01T00:00Z"),
    "signal_word_undone_by_somebody": lambda: SignalWordFactory(undone_at="2026-01-01T00:00Z"),
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
