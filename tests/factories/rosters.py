"""A whole council at once: what a roster's import leaves of each line, in four statements."""

from __future__ import annotations

from council.importers.places import term_named
from council.models import Mandate, Person, PersonName
from tests.factories.archive import SnapshotFactory
from watchdog.core.text import name_key, slugify, split_name


def enrol(*names: str, term: str = "2010-2014") -> list[Person]:
    """Put people, named as rosters do („Jan Kot”), on the roster of a term; they come back in that order."""
    place = {"snapshot": SnapshotFactory(), "address": "https://bip.example/radni", "authority": 30}
    parts = [split_name(name) for name in names]
    people = Person.objects.bulk_create(
        Person(given_name=given, family_name=family, slug=slugify(name, 70), **place)
        for name, (given, family) in zip(names, parts, strict=True)
    )
    PersonName.objects.bulk_create(
        PersonName(person=person, name=name, key=name_key(name)) for person, name in zip(people, names, strict=True)
    )
    Mandate.objects.bulk_create(Mandate(person=person, term=term_named(term), **place) for person in people)
    return people
