"""Documents of Popolo: everything in one, written while it is read, or one vote with all that it names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone

from council.models import Meeting, Person, Vote
from council.popolo.parts import Built
from council.popolo.people import council_id, events, memberships, organizations, persons
from council.popolo.votes import Clubs, motion, vote_event, with_everything
from watchdog.cities import profile
from watchdog.exports.writers import LICENCE, LICENCE_URL

CHUNK = 200
"""Votes in memory at a time, with their ballots."""


def whole(base: str) -> Iterator[str]:
    """Write every person, organization, membership, meeting, motion and vote, in constant memory."""
    council, clubs = council_id(), Clubs.known()
    votes = with_everything(Vote.objects.order_by("pk"))
    yield _json(_about(base))[:-1]
    yield from _part("persons", persons(base, Person.objects.all()))
    yield from _part("organizations", organizations(base, council))
    yield from _part("memberships", memberships(base, council))
    yield from _part("events", events(base, Meeting.objects.all()))
    yield from _part("motions", (motion(each, base, council) for each in votes.iterator(CHUNK)))
    yield from _part("vote_events", (vote_event(each, base, council, clubs) for each in votes.iterator(CHUNK)))
    yield "\n}\n"


def one_vote(vote: Vote, base: str) -> Built:
    """Return one vote fetched by ``with_everything`` as a document of its own, in which every identifier is found."""
    council = council_id()
    named = Person.objects.filter(ballots__vote=vote)
    return {
        **_about(base),
        "persons": list(persons(base, named)),
        "organizations": list(organizations(base, council)),
        "events": list(events(base, Meeting.objects.filter(votes=vote))),
        "motions": [motion(vote, base, council)],
        "vote_events": [vote_event(vote, base, council, Clubs.known())],
    }


def _about(base: str) -> Built:
    return {
        "meta": {
            "source": f"{base}/",
            "attribution": profile(settings.CITY).portal,
            "licence": {"name": LICENCE, "url": LICENCE_URL},
            "generated_at": timezone.localtime().isoformat(timespec="seconds"),
        }
    }


def _part(name: str, rows: Iterable[Built]) -> Iterator[str]:
    yield f',\n"{name}": ['
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{_json(row)}"
    yield "\n]"


def _json(made: Built) -> str:
    return json.dumps(made, ensure_ascii=False)
