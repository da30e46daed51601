"""A firm that is a private person: the name goes out of every place, and documents to come do not bring it back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import serializers

from spending.drafts import ContractDraft, Party
from spending.importers.contracts import ContractBatches
from spending.importers.identity import merge
from spending.importers.masking import mask
from spending.models import Contract, Organization, Payment
from tests.factories.names import UserFactory
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory, PaymentFactory
from watchdog.archive.writing import Evidence
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db
NAME = "Zdzisława Przykładowa-Wzorcowa"


def draft(name: str = NAME) -> ContractDraft:
    return ContractDraft(
        register_name="bip",
        key="7",
        buyer=Party(name="Szkoła nr 1"),
        suppliers=(Party(name=name),),
        subject="lekcje, Zdzisława Przykładowa-Wzorcowa",
        signed_first=date(2024, 3, 1),
        signed_last=date(2024, 3, 1),
    )


def read() -> Contract:
    (stored,) = ContractBatches().store([draft()], [Evidence()])
    return Contract.objects.get(pk=stored.record.pk)


def everything() -> str:
    """Give every row of every table of ours as text, letters as they are."""
    models = [model for model in apps.get_models() if model._meta.app_label not in ("contenttypes", "auth")]
    rows = (json.loads(serializers.serialize("json", model._base_manager.all())) for model in models)
    return json.dumps(list(rows), ensure_ascii=False, default=str)


def test_the_name_leaves_every_table(django_assert_max_num_queries):
    user, contract = UserFactory(), read()
    person = contract.supplier
    PaymentFactory(supplier=person, subject="umowa z Przykładową-Wzorcową Zdzisławą")
    ContractPartyFactory(organization=person, spelling=person.spellings.get())
    merge(person, OrganizationFactory(name=f"{NAME} usługi"), user, "to samo")
    LogEntry.objects.log_actions(user.pk, [person], CHANGE, f"poprawiono {NAME}", single_object=True)

    with django_assert_max_num_queries(125):
        mask(person, user, "osoba prywatna, nie firma")

    found = everything()
    assert "Wzorcow" not in found
    assert "wzorcow" not in found
    contract.refresh_from_db()
    assert contract.supplier_shown.startswith("Osoba fizyczna (")
    assert Payment.objects.get().supplier_hidden == "person"


def test_a_document_read_again_changes_nothing_and_gives_the_same_pseudonym():
    contract = read()
    mask(contract.supplier, UserFactory(), "osoba prywatna")
    contract.refresh_from_db()

    (stored,) = ContractBatches().store([draft("PRZYKŁADOWA-WZORCOWA Zdzisława")], [Evidence()])

    again = Contract.objects.get()
    assert stored.outcome == "unchanged"
    assert again.supplier_code == contract.supplier_code != ""
    assert again.subject == "lekcje, osoba fizyczna"
    assert not Organization.objects.filter(name__contains="Przykładowa").exists()


def test_a_public_body_is_no_private_person():
    with pytest.raises(Rejection):
        mask(OrganizationFactory(kind="public"), UserFactory(), "powód")


def test_a_reason_that_repeats_the_name_is_refused():
    person = ContractFactory(supplier=OrganizationFactory(name=NAME)).supplier

    with pytest.raises(Rejection):
        mask(person, UserFactory(), "Przykładowa-Wzorcowa to osoba prywatna")
    assert Contract.objects.get().supplier == person
