"""The smallest valid interpellations; ``asked=[person, "Jan Nowak"]`` says who asked, known or as printed alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import factory
from factory.django import DjangoModelFactory

from council.models import Interpellation, InterpellationAuthor, Person
from tests.factories.council import TermFactory
from watchdog.core.text import slugify, subject_key


class InterpellationFactory(DjangoModelFactory[Interpellation]):
    """An interpellation of the term 2018–2024, of which no day is known."""

    class Meta:
        model = Interpellation
        skip_postgeneration_save = True

    term = factory.SubFactory(TermFactory, slug="2018-2024", name="VIII kadencja")
    subject = factory.Sequence(lambda n: f"Remont ulicy Chorzowskiej {n}")
    subject_key = factory.LazyAttribute(lambda o: subject_key(o.subject))
    slug = factory.LazyAttribute(lambda o: f"{o.received_on or o.term.slug}-{slugify(o.subject)}")
    authors = "Anna Nowak"
    received_on = None
    address = "https://bip.example/interpelacje"

    @factory.post_generation
    def asked(self: Interpellation, create: bool, people: Sequence[Person | str] | None, **kwargs: Any) -> None:  # type: ignore[misc]  # self is the interpellation
        for place, who in enumerate(people or [], start=1):
            known = who if isinstance(who, Person) else None
            InterpellationAuthor.objects.create(interpellation=self, person=known, name=str(who), position=place)
