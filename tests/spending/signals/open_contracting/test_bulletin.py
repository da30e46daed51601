"""What stored notices of the Biuletyn allow of the indicators, and what stays „nie do policzenia”."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from spending.models import Notice, Signal, SignalGap
from spending.signals.classes import REGISTRY, Finding, NotComputable
from spending.signals.ocds.gaps import Gap
from spending.signals.ocds.settings import CODES
from spending.signals.open_contracting.bulletin import Procedure, bzp_findings, procedures
from spending.signals.recomputing import recompute
from tests.factories.spending import ContractFactory, NoticeFactory

RESULT, CHANGE = Notice.Kind.RESULT.value, Notice.Kind.CHANGE.value
TENDER = "ocds-148610-plan"


def announced(until: date | None = date(2024, 2, 10), **more: Any) -> Notice:
    """Make a contract notice of 1 February 2024."""
    return Notice(
        kind=Notice.Kind.CONTRACT.value, published_on=date(2024, 2, 1), offers_until=until, tender=TENDER, **more
    )


def ended(**more: Any) -> Notice:
    return Notice(kind=RESULT, published_on=date(2024, 4, 1), tender=TENDER, result="zawarcieUmowy", **more)


def found(*notices: Notice) -> list[Finding]:
    return [each for each in bzp_findings([Procedure(TENDER, notices)]) if isinstance(each, Finding)]


def gap(code: str, *notices: Notice) -> str:
    """Name why an indicator cannot be computed of a procedure; empty where it can."""
    results = bzp_findings([Procedure(TENDER, notices)])
    return next((each.reason for each in results if isinstance(each, NotComputable) and each.code == code), "")


def test_a_short_period_is_found_with_its_days_from_the_contract_notice():
    (signal,) = found(announced())

    assert (signal.code, signal.subject, signal.value, signal.threshold) == ("r003", f"procedure:{TENDER}", 9, 15)
    assert signal.inputs == {"procedure": TENDER, "starts": "2024-02-01", "ends": "2024-02-10", "days": 9}
    assert (signal.year, signal.day) == (2024, date(2024, 2, 1))


def test_a_period_that_a_change_prolonged_and_one_without_its_hours_are_no_findings():
    prolonged = Notice(kind=CHANGE, published_on=date(2024, 2, 8), offers_until=date(2024, 2, 20), tender=TENDER)

    assert found(announced(), prolonged) == []
    assert gap("r003", announced(date(2024, 2, 16))) == Gap.EDGE_OF_DAYS
    assert gap("r003", announced(date(2024, 2, 17))) == ""
    assert gap("r003", announced(None)) == gap("r003", ended()) == Gap.NO_PERIOD


def test_a_single_offer_is_found_where_a_notice_invited_everybody_or_the_kind_says_so():
    (signal,) = found(announced(date(2024, 3, 30)), ended(offers=1))
    (by_words,) = found(ended(offers=1, procedure="Przetarg nieograniczony"))

    assert (signal.code, signal.value, signal.day) == ("r018", Decimal(1), date(2024, 4, 1))
    assert signal.inputs == {"procedure": TENDER, "offers": 1, "announced": "2024-02-01", "kind": ""}
    assert by_words.inputs["kind"] == "Przetarg nieograniczony"


@pytest.mark.parametrize(
    ("notices", "reason"),
    [
        ([ended(offers=1)], Gap.NO_METHOD),
        ([ended(offers=1, procedure="Zamówienie z wolnej ręki")], Gap.OTHER_METHOD),
        ([announced(date(2024, 3, 30))], Gap.NO_NUMBER),
        ([announced(date(2024, 3, 30)), ended(offers=1), ended(offers=3)], Gap.NO_NUMBER),
        ([announced(date(2024, 3, 30)), ended(offers=2)], ""),
        ([announced(date(2024, 3, 30)), ended(offers=0)], ""),
    ],
)
def test_other_numbers_and_kinds_are_no_single_offer(notices, reason):
    assert found(*notices) == []
    assert gap("r018", *notices) == reason


def test_an_annulled_procedure_is_left_out_and_one_annulled_in_a_part_is_not():
    annulled = Notice(kind=RESULT, published_on=date(2024, 4, 1), tender=TENDER, result="uniewaznienie", offers=1)

    assert found(announced(), annulled) == []
    assert gap("r003", announced(), annulled) == Gap.CANCELLED
    assert [each.code for each in found(announced(), annulled, ended())] == ["r003", "r018"]


def test_what_needs_the_offers_one_by_one_is_never_zero_but_not_computable():
    results = list(
        bzp_findings([Procedure(TENDER, (announced(), ended(offers=2, lowest=Decimal(5), highest=Decimal(5))))])
    )

    reasons = {each.code: each.reason for each in results if isinstance(each, NotComputable)}
    assert {each.code for each in results if isinstance(each, Finding)} == {"r003"}
    assert set(reasons) == {code.lower() for code in CODES} - {"r003", "r018"}
    assert set(reasons.values()) <= {Gap.NO_BIDS, Gap.NO_AWARDS}


@pytest.mark.django_db
def test_stored_notices_of_one_procedure_are_one_and_lead_to_their_contract():
    contract = ContractFactory()
    until = {"offers_until": date(2024, 2, 10)}
    first = NoticeFactory(tender=TENDER, **until)
    NoticeFactory(tender=TENDER, kind=RESULT, published_on=date(2024, 4, 1), offers=1, contract=contract)
    NoticeFactory(tender=TENDER, kind=RESULT, published_on=date(2024, 4, 1), offers=7, withdrawn_at=timezone.now())
    alone = [NoticeFactory(**until), NoticeFactory()]

    keys = [(each.key, len(each.notices)) for each in procedures()]
    signals = [each for each in bzp_findings() if isinstance(each, Finding)]

    assert sorted(keys) == sorted([(TENDER, 2), *((each.key, 1) for each in alone)])
    of_tender = [each for each in signals if each.subject == f"procedure:{TENDER}"]
    assert [(each.code, each.contracts, each.buyer) for each in of_tender] == [
        ("r003", (contract.pk,), first.buyer_id),
        ("r018", (contract.pk,), first.buyer_id),
    ]
    assert len(signals) == 3


@pytest.mark.django_db
def test_a_computation_of_everything_keeps_what_the_notices_say_and_why_the_rest_cannot_be_computed():
    NoticeFactory(tender=TENDER, offers_until=date(2024, 2, 10))

    recompute()
    again = recompute()

    signal = Signal.objects.get()
    assert (signal.code, signal.subject, signal.outdated_at) == ("r003", f"procedure:{TENDER}", None)
    assert set(again.by_class["r003"].values()) == {0}
    assert SignalGap.objects.get(code="r024").reason == Gap.NO_BIDS
    assert SignalGap.objects.get(code="r018").reason == Gap.NO_NUMBER


@pytest.mark.django_db
def test_the_page_of_an_indicator_says_who_defined_it_with_an_example_and_why_to_look(client):
    page = client.get(reverse("spending:signal-class", args=["r024"])).content.decode()

    assert "Cardinal 0.0.8" in page
    assert "granica to" in page
    assert "udawać konkurencję" in page


@pytest.mark.parametrize("code", [code.lower() for code in CODES])
def test_every_indicator_says_all_that_a_reader_needs(code):
    signal = REGISTRY[code]

    texts = (
        signal.title,
        signal.question,
        signal.definition,
        signal.formula,
        signal.example,
        signal.why,
        signal.source,
    )
    assert all(str(text) for text in texts)
    assert signal.inputs
    assert signal.exclusions
    assert signal.not_meaning
    assert set(signal.gaps) == set(Gap)
