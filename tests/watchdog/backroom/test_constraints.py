"""Each rule that the database keeps for typed work, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone

from watchdog.backroom.models import Bundle, Presence, State, Submission

pytestmark = pytest.mark.django_db


def submission(**values: object) -> None:
    """Store typed work past every rule of the code."""
    author = User.objects.create_user("anna")
    record = {"content_type": ContentType.objects.get_for_model(User), "object_id": author.pk}
    decided = {"decided_by": User.objects.create_user("ewa"), **record}
    Submission.objects.create(**{"kind": "VoteDraft", "page": "/", "author": author, "draft": {}, **decided, **values})


def one_person_twice_at_one_bundle() -> None:
    user = User.objects.create_user("anna")
    bundle = Bundle.objects.create(key="sesja/2010-2014/44", title="Sesja XLIV", page="/", started_by=user)
    for _time in range(2):
        Presence.objects.create(bundle=bundle, user=user, seen_at=timezone.now())


BROKEN: dict[str, Callable[[], None]] = {
    "presence_once_a_bundle": one_person_twice_at_one_bundle,
    "submission_published_by_a_second_person": lambda: submission(state=State.PUBLISHED, decided_by=None),
    "submission_to_review_can_be_stored": lambda: submission(state=State.REVIEW, draft=None),
    "submission_published_is_a_record": lambda: submission(state=State.PUBLISHED, object_id=None),
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
