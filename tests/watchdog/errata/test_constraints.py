"""Each rule that the database keeps for what readers send, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.council import VoteFactory
from tests.factories.errata import ObjectionFactory
from watchdog.errata.models import Sender

pytestmark = pytest.mark.django_db


def sent(**values: Any) -> Any:
    """Store something sent past every rule of the code."""
    return ObjectionFactory(record=VoteFactory(), **values)


def decided(**values: Any) -> Any:
    user = User.objects.create_user("ewa")
    return sent(**{"decided_at": timezone.now(), "decided_by": user, "accepted": True, "answer": "Tak.", **values})


BROKEN: dict[str, Callable[[], Any]] = {
    "objection_says_something": lambda: sent(text=""),
    "objection_kind_known": lambda: sent(kind="inny"),
    "objection_decided_by_somebody_with_an_answer": lambda: decided(answer=""),
    "objection_published_only_if_accepted": lambda: decided(accepted=False, published="Tekst."),
    "objection_of_personal_data_never_published": lambda: decided(kind="erasure", published="Tekst."),
    "objection_undone_by_somebody": lambda: decided(undone_at=timezone.now()),
    "sender_says_something": lambda: Sender.objects.create(objection=sent()),
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
