"""A foreign client that knows nothing but the system's address takes in everything, and learns what has changed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from council.models import Person, Vote
from tests.council.hard_votes import hard_votes, stands_in_record, told_by_popolo
from tests.factories.archive import SnapshotFactory
from tests.factories.committees import AttendanceFactory, BodyMembershipFactory, OpinionFactory
from tests.factories.council import (
    AgendaItemFactory,
    ClubFactory,
    DraftResolutionFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.petitions import PetitionFactory
from tests.real import SHARED

pytestmark = pytest.mark.django_db

REQUIRED = {
    "System": {"oparlVersion", "body"},
    "Body": {"name", "organization", "person", "meeting", "paper", "legislativeTerm"},
    "AgendaItem": {"order"},
    "File": {"accessUrl"},
}
SCHEMAS = SHARED.parent / "conformance" / "schemas" / "oparl-1.1"
OF_TEXT = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}


class Reader:
    """The foreign client: it follows addresses, and checks every object it meets."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.met: dict[str, dict[str, Any]] = {}

    def get(self, url: str) -> dict[str, Any]:
        parts = urlsplit(url)
        response = self.client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert response.status_code == 200, url
        assert response["Access-Control-Allow-Origin"] == "*"
        found: dict[str, Any] = json.loads(response.content)
        return found

    def all(self, url: str) -> list[dict[str, Any]]:
        """Read a list to its end."""
        found, following = [], url
        while following:
            page = self.get(following)
            assert set(page) == {"data", "links", "pagination"}
            assert {"first", "self"} <= set(page["links"])
            found += page["data"]
            following = page["links"].get("next", "")
        return found

    def take_in(self) -> None:
        system = self.get("/oparl/v1/system")
        self.meet(system)
        [body] = self.all(system["body"])
        self.meet(body)
        for name in ("organization", "person", "meeting", "paper", "agendaItem", "consultation", "file", "membership"):
            for each in self.all(f"{body[name]}?limit=2"):
                self.meet(each)
        for each in [*self.all(body["locationList"]), *self.all(body["legislativeTermList"])]:
            self.meet(each)

    def meet(self, made: dict[str, Any]) -> None:
        check(made)
        self.met.setdefault(made["id"], made)
        for value in made.values():
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict) and "schema.oparl.org" in inner.get("type", ""):
                    self.meet(inner)


def check(made: dict[str, Any]) -> None:
    """Hold an object against what its type demands; against the published schema too, where that lies beside us."""
    kind = made["type"].removeprefix("https://schema.oparl.org/1.1/")
    assert REQUIRED.get(kind, set()) <= set(made), made
    assert all(value not in ("", None) for value in made.values()), made
    path = SCHEMAS / f"{kind}.json"
    if path.exists():
        against(made, json.loads(Path(path).read_text(encoding="utf-8")))


def against(made: dict[str, Any], schema: dict[str, Any]) -> None:
    assert set(schema["required"]) <= set(made)
    own = set(made) - set(schema["properties"])
    assert all(name.startswith("odnowa:") for name in own), own
    for name in set(made) - own:
        rule, value = schema["properties"][name], made[name]
        assert isinstance(value, KINDS[rule["type"]]), (name, value)
        if rule.get("format") in OF_TEXT:
            OF_TEXT[rule["format"]](value)
        if rule.get("format") == "url":
            assert urlsplit(value).scheme in ("http", "https"), (name, value)


@pytest.fixture
def council() -> dict[str, Vote]:
    """Fill every kind of object once, beside the seven hardest votes."""
    votes = hard_votes()
    club = ClubFactory()
    member = PersonFactory(in_term=TermFactory(), club=club)
    BodyMembershipFactory(person=member)
    document = SnapshotFactory(disclosure="public")
    session = SessionFactory(venue="ratusz", snapshot=document, day=None)
    AttendanceFactory(meeting=votes["secret"].meeting, person=member)
    draft = DraftResolutionFactory(initiator="club", initiator_club=club)
    item = AgendaItemFactory(meeting=session, draft=draft)
    VoteFactory(meeting=session, day=None, year=2014, draft=draft, resolution=ResolutionFactory(), item=item.label)
    OpinionFactory(draft=draft)
    InterpellationFactory(asked=[member], question_url="https://bip.example/pytanie.pdf")
    PetitionFactory()
    return votes


def test_a_foreign_client_takes_in_everything_and_every_reference_leads_somewhere(
    client: Client, council: dict[str, Vote], django_assert_max_num_queries: Any
) -> None:
    reader = Reader(client)

    reader.take_in()

    kinds = {each["type"].rpartition("/")[2] for each in reader.met.values()}
    assert kinds == {"System", "Body", "LegislativeTerm", "File", "Location", *REQUIRED} | {
        "Organization",
        "Person",
        "Membership",
        "Meeting",
        "Paper",
        "Consultation",
    }
    for made in reader.met.values():
        for name in ("person", "organization", "meeting", "paper", "agendaItem", "consultation", "body", "membership"):
            values = made.get(name, [])
            for url in values if isinstance(values, list) else [values]:
                if isinstance(url, str) and not made["type"].endswith(("System", "Body")) and "-" + name not in url:
                    assert url in reader.met or "/oparl/v1/organization/" in url, (made["id"], name, url)
    for url in reader.met:
        assert reader.get(url)["id"] == url
    with django_assert_max_num_queries(10):
        reader.get("/oparl/v1/meetings")
    with django_assert_max_num_queries(14):  # four tables
        reader.get("/oparl/v1/papers")


def test_the_seven_hardest_votes_are_found_by_following_addresses(client: Client, council: dict[str, Vote]) -> None:
    reader = Reader(client)
    told = {}

    for item in reader.all("/oparl/v1/agendaitems"):
        for event in item.get("odnowa:voteEvent", []):
            told[event["id"].rpartition("/")[2]] = told_by_popolo(reader.get(event["id"]))

    for vote in council.values():
        assert told[f"{vote.slug}.json"] == stands_in_record(vote)


def test_who_asks_what_was_altered_is_told_what_was_deleted(client: Client) -> None:
    reader = Reader(client)
    stays, goes, removed = (PersonFactory() for _ in range(3))
    Person.objects.filter(pk__in=(stays.pk, removed.pk)).update(updated_at=datetime(2020, 1, 1, tzinfo=UTC))
    removed.withdrawn_at = timezone.now()
    Person.objects.filter(pk=removed.pk).update(withdrawn_at=removed.withdrawn_at)
    number = str(goes.pk)
    goes.delete()
    since = (timezone.now() - timedelta(hours=1)).isoformat()

    plain = reader.all("/oparl/v1/people")
    altered = reader.all(f"/oparl/v1/people?modified_since={since}")

    assert [each["id"] for each in plain] == [f"http://testserver/oparl/v1/person/{stays.pk}"]
    assert [set(each) - {"modified", "created"} for each in altered] == [{"id", "type", "deleted"}] * 2
    assert [each["id"].rpartition("/")[2] for each in altered] == [str(removed.pk), number]
    assert reader.get(f"http://testserver/oparl/v1/person/{number}")["deleted"] is True
    stays.save()
    assert len(reader.all(f"/oparl/v1/people?modified_since={since.replace('+', '%2B')}")) == 3


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("people?modified_since=wczoraj", 400),
        ("people?modified_since=2020-01-01T00:00:00", 400),
        ("people?modified_since=9999-12-31T23:59:59-23:59", 400),
        ("people?modified_since=0001-01-01T00:00:00%2B14:00", 400),
        ("people?page=9999999999~0", 400),
        ("people?limit=0", 400),
        ("people?q=Jan", 400),
        ("organization/club-1/meetings", 404),
        ("nobodies", 404),
        ("person/99999999999999999999", 404),
        ("paper/draft-x", 404),
        ("people?page=7~1", 200),
        ("people?omit_internal=true", 200),
    ],
)
def test_what_is_not_understood_is_said(client: Client, address: str, status: int) -> None:
    assert client.get(f"/oparl/v1/{address}").status_code == status
