"""Each rule that the database keeps for the back room, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from watchdog.backroom.models import Sent, Typing

pytestmark = pytest.mark.django_db


def one_opening_of_a_form_kept_twice() -> None:
    user, form = User.objects.create_user("anna"), uuid4()
    for page in ("/zaplecze/a/", "/zaplecze/b/"):
        Typing.objects.create(user=user, form=form, page=page, data={})


def one_opening_of_a_form_saved_twice() -> None:
    user, form = User.objects.create_user("anna"), uuid4()
    for _time in range(2):
        Sent.objects.create(user=user, form=form)


BROKEN: dict[str, Callable[[], None]] = {
    "typing_once_per_opening": one_opening_of_a_form_kept_twice,
    "sent_once_per_opening": one_opening_of_a_form_saved_twice,
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
