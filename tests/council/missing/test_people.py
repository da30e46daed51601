"""What is missing of people, committees, and what waits for a person's decision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.factories.archive import ChangeFactory
from tests.factories.committees import BodyMembershipFactory, CommitteeTermFactory
from tests.factories.council import ClubFactory, PersonFactory, TermFactory, VoteFactory

pytestmark = pytest.mark.django_db


def test_a_committee_is_known_once_a_document_lists_all_its_members(rows: Any) -> None:
    bare = CommitteeTermFactory()
    CommitteeTermFactory(members_known_since=date(2012, 1, 1), members_known_until=date(2013, 1, 1))

    [row] = rows("komisje-bez-pelnego-skladu")
    assert (row.url, row.known, row.since) == (bare.get_absolute_url(), "tylko nazwa", bare.term.starts)
    BodyMembershipFactory(body=bare.body, term=bare.term)
    assert rows("komisje-bez-pelnego-skladu")[0].known == "część składu"


def test_a_mandate_without_a_club_of_its_term_is_listed(rows: Any) -> None:
    term = TermFactory()
    alone = PersonFactory(in_term=term)
    PersonFactory(in_term=term, club=ClubFactory(term=term))
    elsewhere = PersonFactory(in_term=term, club=ClubFactory(term=TermFactory(slug="2006-2010")))

    found = rows("radni-bez-klubu")
    assert {row.label for row in found} == {f"{each.name} (2010–2014)" for each in (alone, elsewhere)}
    assert {row.since for row in found} == {term.starts}
    assert f"/zaplecze/council/clubmembership/add/?person={alone.pk}" in {row.mend for row in found}


def test_a_difference_is_listed_until_somebody_decides(rows: Any) -> None:
    vote = VoteFactory(subject="Budżet")
    change = ChangeFactory(record=vote, applied=False)

    [row] = rows("roznice-do-rozstrzygniecia")
    assert row.label.startswith("głosowanie: Budżet")
    assert (row.url, row.mend) == (vote.get_absolute_url(), f"/zaplecze/praca/roznice/{change.pk}/")

    user = User.objects.create_user("redaktorka")
    ChangeFactory(record=vote, snapshot=None, user=user)
    assert rows("roznice-do-rozstrzygniecia") == []
