"""A real term, counted twice: by the portal, and here with plain loops over the file that a peer publishes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from pytest_django import Settings

from council.models import Ballot, Club, Person, Term
from council.sources.radoskop_term import RadoskopTerm
from council.stats import (
    Roll,
    Share,
    agreements,
    figures_of,
    figures_of_club,
    figures_of_council,
    roll_of,
)
from tests.real import real
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document

CHOICES = {
    "za": "za",
    "przeciw": "przeciw",
    "wstrzymal_sie": "wstrzymal_sie",
    "brak_glosu": "nie_glosowal",
    "nieobecni": "nieobecny",
}
CAST = ("za", "przeciw", "wstrzymal_sie")
Named = dict[str, str]
"""Who chose what in one vote."""


@pytest.fixture
def data() -> Any:
    return json.loads(real("votes/katowice-2024-2029.json").read_bytes())


def votes_of(data: Any, *, contested: bool) -> list[Named]:
    names = data["councilor_index"]
    return [
        {names[person]: CHOICES[kind] for kind, people in vote["named_votes"].items() for person in people}
        for vote in data["votes"]
        if not contested or vote["counts"]["przeciw"] or vote["counts"]["wstrzymal_sie"]
    ]


def usual_in(club: set[str], vote: Named) -> str:
    """Give the choice that more of the club's voting members made than any other; of one member there is none."""
    chosen = sorted(vote[name] for name in club if vote.get(name) in CAST)
    ranked = sorted(((chosen.count(choice), choice) for choice in CAST), reverse=True)
    return ranked[0][1] if len(chosen) > 1 and ranked[0][0] > ranked[1][0] else ""


def parts(share: Share) -> tuple[int, int]:
    return share.part, share.whole


def check_people(data: Any, roll: Roll, votes: list[Named], among: int) -> None:
    keys = {person.name: person.pk for person in Person.objects.all()}
    clubs: dict[str, set[str]] = {}
    for each in data["councilors"]:
        clubs.setdefault(each["club"], set()).add(each["name"])
    usual = {club: [usual_in(people, vote) for vote in votes] for club, people in clubs.items()}
    assert len(data["councilors"]) == 31
    for each in data["councilors"]:
        name, in_club = each["name"], usual[each["club"]]
        counted = Counter(vote[name] for vote in votes if name in vote)
        compared = [
            vote[name] == choice
            for vote, choice in zip(votes, in_club, strict=True)
            if choice and vote.get(name) in CAST
        ]
        figures = figures_of(roll, keys[name], among)
        assert {choice: count for choice, count in figures.counts.items() if count} == counted, name
        assert parts(figures.taken) == (sum(counted[choice] for choice in CAST), counted.total()), name
        assert parts(figures.position) == (counted["za"] + counted["przeciw"], counted.total()), name
        assert parts(figures.with_club) == (sum(compared), len(compared)), name
        assert figures.with_club.rest == compared.count(False), name


def check_clubs(data: Any, roll: Roll, votes: list[Named], among: int) -> None:
    for club in Club.objects.all():
        people = {each["name"] for each in data["councilors"] if each["club"] == club.name}
        named = [choice for vote in votes for name, choice in vote.items() if name in people]
        judged = [(choice, vote) for vote in votes if (choice := usual_in(people, vote))]
        broken = [(choice, vote) for choice, vote in judged if any(vote.get(p) in {*CAST} - {choice} for p in people)]
        cast = [vote[name] == choice for choice, vote in judged for name in people if vote.get(name) in CAST]
        figures = figures_of_club(roll, club.pk, among)
        assert parts(figures.taken) == (sum(choice in CAST for choice in named), len(named)), club
        assert parts(figures.with_club) == (sum(cast), len(cast)), club
        assert parts(figures.whole) == (len(judged) - len(broken), len(judged)), club


def check_pairs(roll: Roll, votes: list[Named], among: int, names: Iterable[str]) -> None:
    keys = {person.name: person.pk for person in Person.objects.all()}
    found = agreements(roll, list(keys.values()), among)
    pairs = list(combinations(names, 2))
    assert len(pairs) == 465
    for one, other in pairs:
        both = [(vote[one], vote[other]) for vote in votes if vote.get(one) in CAST and vote.get(other) in CAST]
        same = sum(first == second for first, second in both)
        assert parts(found[keys[one], keys[other]]) == (same, len(both)), (one, other)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_statistics_of_katowice_equal_an_independent_computation(data: Any, settings: Settings) -> None:
    settings.CITY = "katowice"
    content = real("votes/katowice-2024-2029.json").read_bytes()
    report = pipeline.take_in(RadoskopTerm(), Document("katowice-2024-2029.json", content))
    assert report.status == "ok", report
    roll = roll_of(Term.objects.get(slug="2024-2029"))

    for contested, among in ((False, roll.all), (True, roll.contested)):
        votes = votes_of(data, contested=contested)
        assert len(votes) == among.bit_count()
        check_people(data, roll, votes, among)
        check_clubs(data, roll, votes, among)
        check_pairs(roll, votes, among, [each["name"] for each in data["councilors"]])

    council = figures_of_council(roll)
    assert (council.people, council.votes) == (31, 673)
    assert council.contested.part == len(votes_of(data, contested=True))
    assert sum(roll.asked(person).bit_count() for person in roll.choices) == Ballot.objects.counted().count()


def test_what_the_peer_calls_attendance_is_not_made_of_its_votes(data: Any) -> None:
    """The methods page says why: the join over an empty session number finds nobody present."""
    voted = [each for each in data["councilors"] if each["votes_za"]]

    assert {session["number"] for session in data["sessions"]} == {""}
    assert len(voted) == 31
    assert {each["frekwencja"] for each in voted} == {0.0}


def test_what_the_peer_calls_activity_counts_silence_and_all_votes_of_the_term(data: Any) -> None:
    for each in data["councilors"]:
        present = each["votes_za"] + each["votes_przeciw"] + each["votes_wstrzymal"] + each["votes_brak"]
        assert abs(each["aktywnosc"] - 100 * present / data["total_votes"]) <= 0.05, each["name"]


def test_the_peer_gives_a_club_a_choice_where_it_is_split_evenly(data: Any) -> None:
    """With its rule for ties its figures come out to the vote; ours differ for five people."""
    clubs: dict[str, set[str]] = {}
    for each in data["councilors"]:
        clubs.setdefault(each["club"], set()).add(each["name"])
    theirs, ours = Counter[str](), Counter[str]()
    for vote in votes_of(data, contested=False):
        for club in clubs.values():
            chosen = [vote[name] for name in club if vote.get(name) in CAST]
            first = max(CAST, key=chosen.count)
            usual = usual_in(club, vote)
            theirs.update(name for name in club if vote.get(name) in {*CAST} - {first})
            ours.update(name for name in club if usual and vote.get(name) in {*CAST} - {usual})

    assert {each["name"]: each["rebellion_count"] for each in data["councilors"] if each["rebellion_count"]} == theirs
    assert sum(ours[each["name"]] != theirs[each["name"]] for each in data["councilors"]) == 5
