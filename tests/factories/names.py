"""Words on names and merges of people, as small as they can be."""

from __future__ import annotations

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from council.models import NameTie, PersonMerge, PersonRedirect
from tests.factories.council import PersonFactory, TermFactory


class UserFactory(DjangoModelFactory[User]):
    """Somebody of the back room, made once."""

    class Meta:
        model = User
        django_get_or_create = ["username"]

    username = "recenzentka"


class NameTieFactory(DjangoModelFactory[NameTie]):
    """A name put aside with a reason; with a ``person`` it means that person."""

    class Meta:
        model = NameTie

    name = "Nowaka Jana"
    key = "jana nowaka"
    term = factory.SubFactory(TermFactory)
    user = factory.SubFactory(UserFactory)
    reason = "Gość"


class PersonMergeFactory(DjangoModelFactory[PersonMerge]):
    class Meta:
        model = PersonMerge

    person = factory.SubFactory(PersonFactory)
    other_name = "Anna Zawadzka"
    other_slug = "anna-zawadzka"
    reason = "Zmieniła nazwisko"
    user = factory.SubFactory(UserFactory)


class PersonRedirectFactory(DjangoModelFactory[PersonRedirect]):
    class Meta:
        model = PersonRedirect

    slug = "anna-zawadzka"
    person = factory.SubFactory(PersonFactory)
