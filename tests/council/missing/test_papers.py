"""What is missing of resolutions and drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories.council import AgendaItemFactory, DraftResolutionFactory, ResolutionFactory, VoteFactory

pytestmark = pytest.mark.django_db


def test_a_resolution_without_a_number_is_listed(lacking: Any) -> None:
    bare = ResolutionFactory(number="", title="w sprawie parku")
    ResolutionFactory()

    assert [each.pk for each in lacking("uchwaly-bez-numeru")] == [bare.pk]


def test_a_resolution_whose_publication_is_known_lacks_none(lacking: Any) -> None:
    unknown = ResolutionFactory()
    ResolutionFactory(journal_year=2014, journal_position="3411")
    ResolutionFactory(journal_on=date(2014, 7, 1))

    assert [each.pk for each in lacking("uchwaly-bez-publikacji")] == [unknown.pk]


def test_a_resolution_without_its_vote_is_listed(lacking: Any) -> None:
    bare = ResolutionFactory()
    VoteFactory(resolution=ResolutionFactory())

    assert [each.pk for each in lacking("uchwaly-bez-glosowania")] == [bare.pk]


def test_a_resolution_is_named_by_number_and_title_and_its_age_by_the_adoption(rows: Any) -> None:
    resolution = ResolutionFactory(number="XLIV/949/2014", slug="xliv-949-2014")

    [row] = rows("uchwaly-bez-glosowania")
    assert row.label == "XLIV/949/2014: Uchwała w sprawie utworzenia Osiedla Baildona"
    assert row.age == "od 12 lat i 5 miesięcy"
    assert row.mend == f"/zaplecze/council/resolution/{resolution.pk}/change/"


def test_inferred_resolutions_are_listed(lacking: Any) -> None:
    inferred = ResolutionFactory(certainty="inferred")
    ResolutionFactory()

    assert [each.pk for each in lacking("uchwaly-wywnioskowane")] == [inferred.pk]


def test_a_draft_of_a_past_agenda_whose_end_nobody_knows_is_listed(rows: Any) -> None:
    draft = DraftResolutionFactory(number="495")
    AgendaItemFactory(draft=draft)
    decided = DraftResolutionFactory()
    VoteFactory(draft=decided, result="failed", kind="resolution")

    [row] = rows("projekty-bez-rozstrzygniecia")
    assert row.label.startswith("druk 495: Projekt uchwały")
    assert row.mend == f"/zaplecze/council/draftstage/add/?draft={draft.pk}"


@pytest.mark.parametrize(("day", "listed"), [(date(2026, 10, 27), 0), (date(2026, 10, 26), 1)])
def test_a_draft_has_thirty_days_before_it_is_missed(day: date, listed: int, lacking: Any) -> None:
    DraftResolutionFactory(day=day)

    assert len(lacking("projekty-bez-rozstrzygniecia")) == listed


def test_a_draft_without_a_day_is_missed_once_its_term_is_over(lacking: Any) -> None:
    DraftResolutionFactory(day=None)

    assert len(lacking("projekty-bez-rozstrzygniecia")) == 1
