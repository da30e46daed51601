"""What is missing of votes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from council.models import Vote
from tests.factories.archive import ReadingFactory
from tests.factories.council import PersonFactory, VoteFactory
from watchdog.missing.board import board

pytestmark = pytest.mark.django_db


def finding(code: str) -> dict[str, str]:
    return {"code": code, "text": "Uwaga", "place": ""}


def keys(votes: list[Any]) -> set[int]:
    return {vote.pk for vote in votes}


def test_open_votes_with_numbers_alone_lack_names(lacking: Any) -> None:
    totals = VoteFactory(totals=(15, 2, 7, 0))
    VoteFactory(totals=(15, 2, 7, 0), secret=True)
    VoteFactory(choices=[(PersonFactory(), "za")])
    VoteFactory()

    assert keys(lacking("glosowania-bez-nazwisk")) == {totals.pk}


def test_votes_without_names_and_numbers_are_known_by_word(lacking: Any) -> None:
    word = VoteFactory(result="passed")
    VoteFactory(totals=(15, None, None, None))
    VoteFactory(choices=[("Jan Nowak", "za")])

    assert keys(lacking("glosowania-bez-liczb")) == {word.pk}


def test_a_name_that_nobody_of_the_roster_bears_is_unknown(lacking: Any) -> None:
    strange = VoteFactory(choices=[(PersonFactory(), "za"), ("Jan Nieznany", "przeciw")])
    VoteFactory(choices=[(PersonFactory(), "za")])

    assert keys(lacking("glosy-nieznanych-osob")) == {strange.pk}


@pytest.mark.parametrize("code", ["totals_differ", "counters_disagree", "too_many_ballots", "person_twice"])
def test_names_and_numbers_that_disagree_are_found_by_their_finding(code: str, lacking: Any) -> None:
    doubtful = VoteFactory(findings=[finding("garbled_text"), finding(code)])
    VoteFactory(findings=[finding("garbled_text")])

    assert keys(lacking("glosowania-rozbiezne")) == {doubtful.pk}


def test_two_documents_that_differ_are_listed(lacking: Any) -> None:
    doubtful = VoteFactory(findings=[finding("readings_differ")])
    VoteFactory(findings=[finding("totals_differ")])

    assert keys(lacking("glosowania-dwa-odczyty")) == {doubtful.pk}


def test_another_result_than_ours_is_listed_with_both(rows: Any) -> None:
    for recorded, computed in (("passed", "failed"), ("passed", "passed"), ("passed", ""), ("", "failed")):
        VoteFactory(result=recorded, computed_result=computed)

    [row] = rows("glosowania-inny-wynik")
    assert "policzony przez nas" in row.known


def test_a_vote_that_the_office_removed_lacks_nothing(lacking: Any) -> None:
    VoteFactory(totals=(15, 2, 7, 0), withdrawn_at=timezone.now())

    assert lacking("glosowania-bez-nazwisk") == []


def test_a_vote_says_what_we_have_of_it_and_leads_to_its_page(rows: Any) -> None:
    vote = VoteFactory(totals=(15, 2, 7, 0), result="passed", subject="Budżet na rok")

    [row] = rows("glosowania-bez-nazwisk")
    assert row.label == "12.06.2014: Budżet na rok"
    assert "za\u00a015" in row.known
    assert row.mend == f"/zaplecze/council/vote/{vote.pk}/change/"


def test_a_vote_of_which_only_the_year_is_known_has_no_age_and_is_found_by_its_year(client: Client, rows: Any) -> None:
    VoteFactory(meeting=None, day=None, year=2012, subject="Strefa parkowania")
    VoteFactory(subject="Budżet na rok")

    assert {(row.label, row.since) for row in rows("glosowania-bez-liczb")} == {
        ("2012: Strefa parkowania", None),
        ("12.06.2014: Budżet na rok", date(2014, 6, 12)),
    }
    html = client.get("/braki/glosowania-bez-liczb/?rok=2012").content.decode()
    assert "Strefa" in html
    assert "Budżet na rok" not in html


def test_where_nothing_can_be_compared_nothing_is_said_to_be_complete() -> None:
    VoteFactory(result="passed")
    unread = {line.lack.code for line in board().unread}
    assert {
        "glosowania-inny-wynik",
        "glosowania-dwa-odczyty",
        "glosowania-rozbiezne",
        "glosy-nieznanych-osob",
    } <= unread

    vote = VoteFactory(totals=(15, 2, 7, 0), result="passed", computed_result="passed")
    for _document in range(2):
        ReadingFactory(record=Vote.objects.get(pk=vote.pk))
    complete = {line.lack.code: line.part for line in board().complete}
    assert complete["glosowania-inny-wynik"] == "0 z 1 głosowania z oboma wynikami"
    assert complete["glosowania-dwa-odczyty"] == "0 z 1 głosowania odczytanego dwa razy"


def test_inferred_votes_are_listed(lacking: Any) -> None:
    inferred = VoteFactory(certainty="inferred")
    VoteFactory()

    assert keys(lacking("glosowania-wywnioskowane")) == {inferred.pk}
