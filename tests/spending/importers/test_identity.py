"""Who is who: what moves, what comes back, and what documents to come make of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from spending.drafts import ContractDraft, Party
from spending.importers.contracts import ContractBatches
from spending.importers.identity import merge, moved_to, say_different, split, undo
from spending.models import Contract, Organization, OrganizationDecision
from tests.factories.names import UserFactory
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory, SpellingFactory
from watchdog.archive.writing import Evidence
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db
NIP, OTHER_NIP, REGON = "6312658876", "5252344078", "276255312"


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def pair() -> tuple[Organization, Organization]:
    """Two records of one firm, one with numbers, each in one contract."""
    kept = OrganizationFactory(name="Firma Drogowa Sp. z o.o.")
    gone = OrganizationFactory(name="Drogowa FIRMA", nip=NIP, regon=REGON)
    ContractFactory(supplier=kept)
    ContractFactory(supplier=gone, key="gone")
    return kept, gone


def state() -> dict[str, object]:
    """Give everything that a decision may move."""
    columns = ("pk", "nip", "regon", "krs", "buys", "supplies", "company")
    return {
        "organizations": list(Organization.objects.order_by("pk").values_list(*columns)),
        "spellings": list(
            Organization.objects.order_by("pk", "spellings").values_list("pk", "spellings", "spellings__decided_by")
        ),
        "rows": list(Contract.objects.order_by("pk").values_list("pk", "supplier", "supplier_as", "buyer")),
        "parties": list(Contract.objects.order_by("pk").values_list("pk", "parties__organization")),
    }


def read(name: str, key: str, **numbers: str) -> Contract:
    """Take in a row of a register as a machine does."""
    draft = ContractDraft(register_name="bip", key=key, subject="remont", suppliers=(Party(name=name, **numbers),))
    (stored,) = ContractBatches().store([draft], [Evidence()])
    return Contract.objects.get(pk=stored.record.pk)


def test_a_merge_moves_rows_and_numbers_and_the_old_address_leads_on(pair, user):
    kept, gone = pair
    ContractPartyFactory(organization=gone)

    merge(kept, gone, user, "ten sam NIP")

    kept.refresh_from_db()
    assert Contract.objects.filter(supplier=kept).count() == 2
    assert Contract.objects.of_supplier(gone).count() == 0
    assert (kept.nip, kept.regon, kept.supplies) == (NIP, REGON, True)
    assert Contract.objects.get(key="gone").supplier_shown == "Drogowa FIRMA"
    assert gone not in Organization.objects.standing()
    assert moved_to(gone.slug) == kept


def test_a_merge_is_taken_back_exactly(pair, user):
    ContractPartyFactory(organization=pair[1])
    Organization.objects.filter(pk=pair[0].pk).update(supplies=True)
    Organization.objects.filter(pk=pair[1].pk).update(supplies=True)
    Organization.objects.exclude(pk__in=[each.pk for each in pair]).update(buys=True)
    before = state()

    undo(merge(*pair, user, "ten sam NIP"), user)

    assert state() == before
    assert moved_to(pair[1].slug) is None


def test_addresses_lead_on_through_two_merges(pair, user):
    last = OrganizationFactory()
    merge(*pair, user, "ten sam NIP")
    merge(last, pair[0], user, "zmiana nazwy")

    assert moved_to(pair[1].slug) == moved_to(pair[0].slug) == last


def test_a_parting_makes_an_organization_of_its_own_and_is_taken_back_exactly(user):
    firm = OrganizationFactory(name="Firma", nip=NIP, supplies=True)
    theirs = SpellingFactory(organization=firm, name="Inna Firma", nip=OTHER_NIP)
    ContractFactory(supplier=firm, supplier_as=theirs)
    Organization.objects.exclude(pk=firm.pk).update(buys=True)
    before = state()

    word = split(firm, [theirs], user, "inna firma")

    other = word.other
    assert Contract.objects.get().supplier == other
    assert (other.name, other.nip, other.supplies) == ("Inna Firma", OTHER_NIP, True)
    undo(word, user)
    assert [row for row in state()["organizations"] if row[0] != other.pk] == before["organizations"]
    assert Contract.objects.get().supplier == firm
    assert moved_to(other.slug) == firm


@pytest.mark.parametrize("chosen", [0, 2])
def test_none_and_all_spellings_cannot_be_parted_off(user, chosen):
    firm = OrganizationFactory()
    SpellingFactory(organization=firm)

    with pytest.raises(Rejection):
        split(firm, list(firm.spellings.all())[:chosen], user, "powód")


def test_what_documents_say_later_follows_a_merge(pair, user):
    kept, gone = pair
    merge(kept, gone, user, "ten sam NIP")

    known = read("Drogowa FIRMA", "1", nip=NIP, regon=REGON)
    new_spelling = read("DROGOWA firma", "2")

    assert known.supplier == new_spelling.supplier == kept


def test_what_documents_say_later_follows_a_parting(user):
    firm = OrganizationFactory(name="Firma", nip=NIP)
    theirs = SpellingFactory(organization=firm, name="Inna Firma")
    other = split(firm, [theirs], user, "inna firma").other

    assert read("INNA FIRMA", "1").supplier == other
    assert read("Firma", "2", nip=NIP).supplier == firm


def test_what_was_built_upon_is_taken_back_in_order(pair, user):
    first = merge(*pair, user, "ten sam NIP")
    merge(OrganizationFactory(), pair[0], user, "zmiana nazwy")

    with pytest.raises(Rejection):
        undo(first, user)


def test_nothing_is_merged_or_taken_back_twice(pair, user):
    word = merge(*pair, user, "ten sam NIP")
    with pytest.raises(Rejection):
        merge(*pair, user, "ten sam NIP")

    undo(word, user)
    with pytest.raises(Rejection):
        undo(word, user)


def test_two_said_to_be_two_stay_two_and_it_can_be_taken_back(pair, user):
    word = say_different(*pair, user, "dwie spółki")
    before = state()

    undo(word, user)

    assert state() == before
    assert not OrganizationDecision.objects.in_force().exists()
