"""The smallest valid remarks to votes."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from council.models import Remark
from tests.factories.council import VoteFactory


class RemarkFactory(DjangoModelFactory[Remark]):
    """What the press says of a vote as a whole; ``about`` and ``person`` make it one of somebody's choice."""

    class Meta:
        model = Remark

    vote = factory.SubFactory(VoteFactory)
    said_by = Remark.Said.PRESS.value
    speaker = factory.Sequence(lambda n: f"Gazeta {n}")
    text = "To prawdopodobnie pomyłka."
    address = "https://gazeta.example/sesja"
