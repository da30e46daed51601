"""Rulings and relations: one of them from two documents is one record, and waits for a resolution that comes later."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import ResolutionDraft, ResolutionRelationDraft, RulingDraft
from council.importers import store_relation, store_resolution, store_ruling
from council.models import Resolution, ResolutionRelation, Ruling
from tests.council.importers.conftest import document
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection, Unreadable

pytestmark = pytest.mark.django_db


def act(number: str, day: date, title: str = "w sprawie Statutu") -> ResolutionDraft:
    return ResolutionDraft(number=number, adopted_on=day, year=day.year, title=title)


def ruled(**fields: object) -> RulingDraft:
    values = {
        "resolution": "II/24/2018",
        "authority_name": "Wojewoda Śląski",
        "number": "NPII.4131.1.38.2019",
        "ruled_on": date(2019, 1, 18),
        "year": 2019,
        "effect": "partly_invalid",
    }
    return RulingDraft(**{**values, **fields})


def test_a_ruling_stands_at_its_resolution() -> None:
    resolution = store_resolution(act("II/24/2018", date(2018, 12, 13)), document()).record

    ruling = store_ruling(ruled(), document("b")).record

    assert ruling.resolution == resolution
    assert Resolution.objects.for_page().get().standing == "partly_invalid"


def test_a_ruling_that_comes_before_its_resolution_waits_for_it() -> None:
    store_ruling(ruled(), document())

    resolution = store_resolution(act("II/24/18", date(2018, 12, 13)), document("b")).record

    assert Ruling.objects.get().resolution == resolution


def test_the_same_ruling_twice_changes_nothing() -> None:
    store_ruling(ruled(), document())

    assert store_ruling(ruled(), document()).outcome is Outcome.UNCHANGED
    assert store_ruling(ruled(resolution="ii/24/18"), document("b")).outcome is Outcome.UNCHANGED


def test_rulings_without_a_signature_are_told_apart_by_their_resolutions() -> None:
    chamber = {"authority_name": "Kolegium RIO", "number": "", "effect": "opened"}
    store_ruling(ruled(**chamber, resolution="IV/17/2011"), document())
    store_ruling(ruled(**chamber, resolution="IV/18/2011"), document())

    assert store_ruling(ruled(**chamber, resolution="IV/17/2011"), document()).outcome is Outcome.UNCHANGED
    assert Ruling.objects.count() == 2


def test_a_signature_learnt_later_joins_the_ruling() -> None:
    store_ruling(ruled(number=""), document())

    store_ruling(ruled(), document("b"))

    assert Ruling.objects.get().number == "NPII.4131.1.38.2019"


def test_a_ruling_by_subject_finds_the_resolution_of_the_same_words() -> None:
    resolution = store_resolution(ResolutionDraft(year=2020, title="w sprawie informatyzacji"), document()).record
    subject = {"resolution": "", "number": "", "ruled_on": None, "year": 2020}

    assert (
        store_ruling(ruled(subject="w sprawie informatyzacji", **subject), document()).record.resolution == resolution
    )
    assert store_ruling(ruled(subject="w sprawie opłat", **subject), document()).record.resolution is None


def test_a_ruling_older_than_its_resolution_is_a_doubt() -> None:
    store_resolution(act("II/24/2018", date(2019, 12, 13)), document())

    found = store_ruling(ruled(), document("b")).findings

    assert [each["code"] for each in found] == ["days_out_of_order"]


def test_a_ruling_in_another_year_than_its_day_is_refused() -> None:
    with pytest.raises(Rejection):
        store_ruling(ruled(year=2018), document())


def test_a_ruling_on_another_council_is_refused() -> None:
    with pytest.raises(Unreadable):
        store_ruling(ruled(council="Rada Miasta Zabrze"), document())


# What titles say


def test_a_title_that_changes_another_act_makes_a_relation() -> None:
    target = store_resolution(act("V/64/2003", date(2003, 2, 27)), document()).record

    acting = store_resolution(act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr V/64/2003"), document())

    relation = ResolutionRelation.objects.get()
    assert (relation.resolution, relation.kind, relation.target) == (acting.record, "changes", target)
    assert not relation.findings


def test_the_changed_act_may_come_later_or_never() -> None:
    changing = act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr V/64/2003")
    store_resolution(changing, document())

    assert store_resolution(changing, document()).outcome is Outcome.UNCHANGED
    assert ResolutionRelation.objects.get().target is None

    target = store_resolution(act("V/64/2003", date(2003, 2, 27)), document("b")).record

    assert ResolutionRelation.objects.get().target == target


def test_a_relation_follows_a_corrected_title() -> None:
    store_resolution(act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr V/64/2003"), document())

    store_resolution(act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr V/65/2003"), document())

    assert ResolutionRelation.objects.get().target_number == "V/65/2003"


def test_an_act_that_changes_a_later_one_is_a_doubt() -> None:
    store_resolution(act("XL/900/2013", date(2013, 2, 27)), document())
    store_resolution(act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr XL/900/2013"), document())

    assert [each["code"] for each in ResolutionRelation.objects.get().findings] == ["days_out_of_order"]


def test_a_title_that_names_its_own_number_changes_nothing() -> None:
    store_resolution(act("X/178/2011", date(2011, 6, 30), "w sprawie zmiany uchwały nr X/178/2011"), document())

    assert not ResolutionRelation.objects.exists()


def test_a_stated_relation_needs_the_acting_resolution() -> None:
    draft = ResolutionRelationDraft(resolution="X/178/2011", kind="repeals", target="V/64/2003")
    with pytest.raises(Rejection):
        store_relation(draft, document())

    store_resolution(act("X/178/2011", date(2011, 6, 30)), document())

    assert store_relation(draft, document()).outcome is Outcome.STORED
    assert store_relation(draft, document()).outcome is Outcome.UNCHANGED
