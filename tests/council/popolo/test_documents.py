"""Popolo gives back every vote as the record has it, and never a number that its names contradict."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from council.popolo.addresses import of_vote
from tests.council.hard_votes import hard_votes, stands_in_record, told_by_popolo
from tests.factories.council import ClubFactory, PersonFactory, TermFactory, VoteFactory

pytestmark = pytest.mark.django_db

POINTS_AT = {
    "person_id": "persons",
    "voter_id": "persons",
    "organization_id": "organizations",
    "parent_id": "organizations",
    "group_id": "organizations",
    "motion_id": "motions",
    "legislative_session_id": "events",
}


def whole(client: Client) -> dict[str, Any]:
    body = b"".join(client.get("/dane/popolo.json").streaming_content)  # type: ignore[attr-defined]  # a stream
    found: dict[str, Any] = json.loads(body)
    return found


def test_the_seven_hardest_votes_come_back_as_they_stand(client: Client) -> None:
    votes = hard_votes()

    told = {name: client.get(of_vote(vote)).json() for name, vote in votes.items()}

    assert {name: told_by_popolo(document) for name, document in told.items()} == {
        name: stands_in_record(vote) for name, vote in votes.items()
    }
    options = {name: [each["option"] for each in told[name]["vote_events"][0].get("votes", [])] for name in told}
    assert options["mandate"] == ["yes", "absent", "not voting"]
    assert options["committee"] == ["abstain", "not voting"]
    assert told["mandate"]["vote_events"][0]["votes"][2]["voter"] == {"name": "Jan Nieznany"}


def test_numbers_stand_only_where_the_names_bear_them_out(client: Client) -> None:
    hard_votes()

    events = whole(client)["vote_events"]

    assert [bool(each.get("counts")) for each in events] == [True, True, False, True, True, True, True]
    for event in events:
        named = Counter(each["option"] for each in event.get("votes", []))
        assert not named or all(named[each["option"]] == each["value"] for each in event.get("counts", []))


def test_every_identifier_leads_somewhere_and_everything_is_there(client: Client) -> None:
    hard_votes()
    club = ClubFactory()
    member = PersonFactory(in_term=TermFactory(), club=club)
    VoteFactory(meeting=None, day=None, year=2012, choices=[(member, "za")])
    VoteFactory(choices=[(member, "za")])

    document = whole(client)

    known = {part: {each["id"] for each in rows} for part, rows in document.items() if part != "meta"}
    for rows in (document[part] for part in known):
        for row in rows:
            for each in (row, *row.get("votes", [])):
                led = {name: part for name, part in POINTS_AT.items() if name in each}
                if each.get("classification") == "meeting":
                    led["parent_id"] = "events"
                assert all(each[name] in known[part] for name, part in led.items()), each
    assert {name: len(rows) for name, rows in known.items() if name in ("vote_events", "motions")} == {
        "vote_events": 9,
        "motions": 9,
    }
    assert document["vote_events"][-1]["votes"][0]["group_id"] == f"club-{club.pk}"
    assert document["vote_events"][-2]["extras"]["date"] == "2012"
    assert document["meta"]["licence"]["name"] == "CC BY 4.0"
