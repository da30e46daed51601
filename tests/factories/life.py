"""The smallest valid events on the way of a draft and of a resolution."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from council.models import DraftStage, ResolutionRelation, Ruling
from tests.factories.council import DAY, DraftResolutionFactory, ResolutionFactory


class DraftStageFactory(DjangoModelFactory[DraftStage]):
    class Meta:
        model = DraftStage

    draft = factory.SubFactory(DraftResolutionFactory)
    stage = "tabled"
    day = DAY
    address = "https://bip.example/druki"


class RulingFactory(DjangoModelFactory[Ruling]):
    """A voivode's ruling that a resolution is invalid."""

    class Meta:
        model = Ruling

    resolution = factory.SubFactory(ResolutionFactory)
    resolution_number = factory.LazyAttribute(lambda o: o.resolution.number if o.resolution else "")
    authority_name = "Wojewoda Śląski"
    number = factory.Sequence(lambda n: f"NPII.4131.1.{n}.2014")
    ruled_on = date(2014, 7, 10)
    year = factory.LazyAttribute(lambda o: o.ruled_on.year if o.ruled_on else DAY.year)
    effect = "invalid"
    address = "https://bip.example/nadzor"


class ResolutionRelationFactory(DjangoModelFactory[ResolutionRelation]):
    """A resolution changes another one."""

    class Meta:
        model = ResolutionRelation

    resolution = factory.SubFactory(ResolutionFactory)
    kind = "changes"
    target = factory.SubFactory(ResolutionFactory)
    target_number = factory.LazyAttribute(lambda o: o.target.number if o.target else "I/1/2010")
    address = "https://bip.example/uchwaly"
