"""The seven votes that are hardest to hand on: each kind of doubt that a record of a vote may bear."""

from __future__ import annotations

from datetime import date
from typing import Any

from council.models import Vote
from tests.factories.committees import CommitteeMeetingFactory
from tests.factories.council import (
    AgendaItemFactory,
    MandateFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.remarks import RemarkFactory

CONTRADICTION = {"code": "totals_differ", "text": "Za: 2 w protokole, 1 nazwisko.", "place": ""}


def hard_votes() -> dict[str, Vote]:
    """Make the seven, each with its agenda item; people are few, kinds of choices all."""
    anna, beata = PersonFactory(in_term=TermFactory()), PersonFactory(in_term=TermFactory())
    gone = MandateFactory(until=date(2013, 1, 1)).person
    session, committee = SessionFactory(), CommitteeMeetingFactory()
    made: dict[str, dict[str, Any]] = {
        "secret": {"secret": True, "totals": (15, 2, 7, 0), "result": "passed"},
        "totals": {"totals": (13, 11, 1), "result": "passed", "result_label": "przyjęto"},
        "contradiction": {
            "totals": (2, 0, 0, 1),
            "choices": [(anna, "za"), (beata, "nieobecny")],
            "findings": [CONTRADICTION],
        },
        "mandate": {"choices": [(anna, "za"), (gone, "nieobecny"), ("Jan Nieznany", "wylaczony")]},
        "committee": {"meeting": committee, "choices": [(anna, "wstrzymal_sie"), (beata, "nie_glosowal")]},
        "repeated": {"kind": "repeated", "kind_stated": "repeated", "choices": [(anna, "przeciw"), (beata, "za")]},
        "remark": {"choices": [(anna, "wstrzymal_sie"), (beata, "za")]},
    }
    votes = {}
    for number, (name, values) in enumerate(made.items(), start=1):
        meeting = values.pop("meeting", session)
        AgendaItemFactory(meeting=meeting, label=f"{number}a", position=number)
        votes[name] = VoteFactory(meeting=meeting, item=f"{number}a", number=number, **values)
    said = {"about": anna.name, "person": anna, "said_by": "person", "speaker": anna.name, "mistaken": True}
    RemarkFactory(vote=votes["remark"], text="Pomyłkowo wstrzymała się.", **said)
    return votes


def stands_in_record(vote: Vote) -> dict[str, Any]:
    """Say what the database holds of a vote, in the words that every standard must give back."""
    return {
        "choices": [(each.person_id, each.name, each.choice) for each in vote.ballots.order_by("position")],
        "official": {
            name: getattr(vote, f"official_{name}")
            for name in ("for", "against", "abstain", "absent", "not_voting")
            if getattr(vote, f"official_{name}") is not None
        },
        "result": vote.result,
        "secret": vote.secret,
        "kind": vote.kind,
        "body": vote.meeting.body_id if vote.meeting else None,
        "findings": [each["text"] for each in vote.findings],
        "remarks": [(each.text, each.mistaken) for each in vote.remarks.all()],
    }


def told_by_popolo(document: dict[str, Any]) -> dict[str, Any]:
    """Say the same of a document of Popolo, as a foreign reader would find it."""
    [event], [motion] = document["vote_events"], document["motions"]
    names = {"yes": "for", "no": "against", "not voting": "not_voting"}
    extras = event["extras"]
    return {
        "choices": [
            (_number(each.get("voter_id")), each["extras"]["name"], each["extras"]["choice"])
            for each in event.get("votes", [])
        ],
        "official": {names.get(name, name): value for name, value in extras.get("official_counts", {}).items()},
        "result": {"pass": "passed", "fail": "failed"}.get(event.get("result", ""), ""),
        "secret": extras["secret"],
        "kind": motion.get("classification", ""),
        "body": _number(event["organization_id"]),
        "findings": [each["text"] for each in extras.get("findings", [])],
        "remarks": [(each["text"], each["cast_by_mistake"]) for each in extras.get("remarks", [])],
    }


def _number(identifier: str | None) -> int | None:
    return int(identifier.rpartition("-")[2]) if identifier else None
