"""Typing and correcting rows of money in the back room."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from spending.models import BudgetFigure, Contract, Organization, Payment
from tests.factories.companies import CompanyFactory
from tests.factories.spending import (
    BudgetFigureFactory,
    ContractFactory,
    NoticeFactory,
    OrganizationFactory,
    PaymentFactory,
)
from tests.reviewing import publish_all
from tests.spending.admin.conftest import standing
from watchdog.archive.models import Change
from watchdog.backroom.models import Submission

pytestmark = pytest.mark.django_db
SOURCE = {"address": "https://bip.example/umowa.pdf", "place": "s. 1"}
CONTRACT: dict[str, Any] = {
    **SOURCE,
    "kind": "contract",
    "subject": "remont mostu",
    "number": "ZDM.1.2024",
    "buyer_name": "Zarząd Dróg Miejskich",
    "supplier_name": "Firma S.A.",
    "signed_first": "14.03.2024",
    "value": "1234.56",
    "currency": "PLN",
    "tax": "gross",
}


def typed(client: Any, model: str, **values: Any) -> Any:
    url = reverse(f"admin:spending_{model}_add")
    return client.post(url, standing(client.get(url)) | values)


def corrected(client: Any, record: Any, **values: Any) -> Any:
    url = reverse(f"admin:spending_{record._meta.model_name}_change", args=[record.pk])
    return client.post(url, standing(client.get(url)) | {"reason": "skan, s. 3"} | values)


def test_a_typed_contract_is_published_by_a_second_person(backroom):
    typed(backroom, "contract", **CONTRACT)
    assert not Contract.objects.exists()

    publish_all()

    contract = Contract.objects.get()
    assert (str(contract.value), contract.currency, contract.tax) == ("1234.56", "PLN", "gross")
    assert (contract.supplier_shown, contract.buyer_shown) == ("Firma S.A.", "Zarząd Dróg Miejskich")
    assert contract.signed_first == contract.signed_last
    assert contract.entered_by is not None


@pytest.mark.parametrize("name", ["Jan Kowalski", "os. fiz."])
def test_a_private_person_is_not_typed_by_name(backroom, name):
    response = typed(backroom, "contract", **CONTRACT | {"supplier_name": name})

    assert "supplier_name" in response.context["adminform"].form.errors
    assert not Submission.objects.exists()


def test_a_private_person_is_chosen(backroom):
    typed(backroom, "contract", **CONTRACT | {"supplier_name": "", "supplier_is": "person"})
    publish_all()

    assert Contract.objects.get().supplier_shown == "Osoba fizyczna"
    assert not Organization.objects.filter(supplies=True).exists()


def test_an_annex_of_a_consortium_is_typed_and_hangs_on_its_contract(backroom):
    typed(backroom, "contract", **CONTRACT)
    publish_all()
    members = "Drugi Sp. z o.o.; 6312658876\nosoba fizyczna"
    annex = {"kind": "amendment", "parent_number": "ZDM/1/2024", "value": "100", "value_effect": "change"}

    typed(backroom, "contract", **CONTRACT | annex | {"further_suppliers": members})
    waiting = backroom.get(Submission.objects.latest("pk").get_absolute_url()).content.decode()
    assert "Drugi Sp. z o.o.; osoba fizyczna" in waiting
    publish_all()

    contract, child = Contract.objects.order_by("pk")
    assert (child.parent, child.value_effect) == (contract, "change")
    assert [str(party) for party in child.parties.all()] == ["Drugi Sp. z o.o.", "osoba fizyczna"]
    assert Organization.objects.get(name="Drugi Sp. z o.o.").nip == "6312658876"


@pytest.mark.parametrize("line", ["Jan Kowalski", "Firma S.A.; 1234567890"])
def test_no_private_person_and_no_false_number_is_typed_among_further_suppliers(backroom, line):
    response = typed(backroom, "contract", **CONTRACT | {"further_suppliers": line})

    assert "further_suppliers" in response.context["adminform"].form.errors


def test_an_annex_is_given_to_another_contract_by_a_correction(backroom):
    contract = ContractFactory(number="7/2024")
    annex = ContractFactory(kind="amendment", key="annex", buyer=contract.buyer, buyer_as=contract.buyer_as)

    corrected(backroom, annex, parent_number="7/2024")

    annex.refresh_from_db()
    assert annex.parent == contract
    backroom.post(reverse("backroom:revert", args=[Change.objects.get().pk]), {"reason": "nie ta umowa"})
    annex.refresh_from_db()
    assert annex.parent is None


def test_a_payment_is_typed(backroom):
    typed(
        backroom,
        "payment",
        **SOURCE,
        subject="faktura za remont",
        document_number="FV/1/2024",
        buyer_name="Zarząd Dróg Miejskich",
        supplier_name="Firma S.A.",
        paid_on="2.04.2024",
        amount="615",
        currency="PLN",
    )
    publish_all()

    assert str(Payment.objects.get().amount) == "615.00"


@pytest.mark.parametrize(
    ("amount", "stored"),
    [("1 234 567,89", "1234567.89"), ("-1.234,50 zł", "-1234.50"), ("1.234", None), ("dużo", None)],
)
def test_an_amount_is_typed_as_documents_print_it_and_a_doubtful_one_is_refused(backroom, amount, stored):
    response = typed(backroom, "contract", **CONTRACT | {"value": amount})

    if stored is None:
        assert "value" in response.context["adminform"].form.errors
    else:
        publish_all()
        assert str(Contract.objects.get().value) == stored


def test_a_figure_of_the_budget_is_typed_and_the_same_again_with_another_amount_is_no_second_one(backroom):
    told = {"year": "2024", "side": "revenue", "stage": "adopted", "scope": "total", "amount": "10", **SOURCE}
    typed(backroom, "budgetfigure", **told)
    publish_all()

    response = typed(backroom, "budgetfigure", **told | {"amount": "20"})

    assert response.context["adminform"].form.non_field_errors()
    assert str(BudgetFigure.objects.get().amount) == "10.00"


@pytest.mark.parametrize(
    ("factory", "values"),
    [
        (ContractFactory, {"value": "99.00"}),
        (NoticeFactory, {"value": "99.00"}),
        (BudgetFigureFactory, {"amount": "99.00"}),
    ],
)
def test_a_row_is_corrected_with_a_reason_that_stays(backroom, factory, values):
    record = factory()

    assert corrected(backroom, record, **values).status_code == 302

    record.refresh_from_db()
    [(field, value)] = values.items()
    assert str(getattr(record, field)) == value
    assert Change.objects.get(field=field).reason == "skan, s. 3"


@pytest.mark.parametrize(
    ("factory", "values", "shown"),
    [
        (ContractFactory, {"value": "99.00"}, "99,00"),
        (PaymentFactory, {"amount": "-99.00"}, "−99,00"),
        (NoticeFactory, {"value": "99.00"}, "99,00"),
        (BudgetFigureFactory, {"amount": "99.00"}, "99,00"),
        (OrganizationFactory, {"name": "Firma Drogowa"}, "Firma Drogowa"),
    ],
)
def test_a_correction_is_public_with_its_reason_and_so_is_taking_it_back(backroom, factory, values, shown):
    record = factory(**{"supplies": True} if factory is OrganizationFactory else {})
    before = {name: str(getattr(record, name)) for name in values}
    corrected(backroom, record, **values)
    assert f"<ins>{shown}</ins>" in public(backroom, record)

    backroom.post(reverse("backroom:revert", args=[Change.objects.get().pk]), {"reason": "dokument był dobry"})

    record.refresh_from_db()
    assert {name: str(getattr(record, name)) for name in values} == before
    assert f"<del>{shown}</del>" in public(backroom, record)
    assert "skan, s. 3" in public(backroom, record)
    assert "dokument był dobry" in public(backroom, record)


def public(client: Any, record: Any) -> str:
    return str(client.get(record.get_absolute_url()).content.decode())


def test_without_a_reason_nothing_is_corrected(backroom):
    contract = ContractFactory()

    assert "reason" in corrected(backroom, contract, value="99", reason="").context["adminform"].form.errors


def test_an_organization_is_tied_to_the_municipal_company_that_it_is(backroom):
    organization, company = OrganizationFactory(), CompanyFactory()

    corrected(backroom, organization, company=str(company.pk))

    organization.refresh_from_db()
    assert organization.company == company


def test_a_number_that_cannot_be_is_refused(backroom):
    response = corrected(backroom, OrganizationFactory(), nip="1234567890")

    assert "nip" in response.context["adminform"].form.errors
