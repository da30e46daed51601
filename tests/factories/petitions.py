"""The smallest valid petition."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from council.models import Petition
from watchdog.core.text import slugify, subject_key


class PetitionFactory(DjangoModelFactory[Petition]):
    """A petition of 2020, by nobody we know of, to the council; of its outcome nothing is known."""

    class Meta:
        model = Petition

    subject = factory.Sequence(lambda n: f"Modernizacja kąpieliska leśnego {n}")
    subject_key = factory.LazyAttribute(lambda o: subject_key(o.subject))
    slug = factory.LazyAttribute(lambda o: f"{o.year}-{slugify(o.subject)}")
    year = factory.LazyAttribute(lambda o: o.received_on.year if o.received_on else 2020)
    month = factory.LazyAttribute(lambda o: o.received_on.month if o.received_on else None)
    received_on = None
    to_council = True
    address = "https://bip.example/petycje"
