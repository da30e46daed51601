from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from council.models import Meeting
from tests.factories.archive import SnapshotFactory
from tests.factories.council import SessionFactory
from watchdog.archive.deciding import keep
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, change_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Change:
    """A document's venue that differs from what a person entered."""
    document = Evidence(snapshot=SnapshotFactory())
    change = change_of(SessionFactory(venue="Ratusz"), "venue", "Ratusz", "Sala 146", document, applied=False)
    change.save()
    return change


def test_what_stands_is_confirmed_by_a_change_of_its_own(waiting):
    editor = User.objects.create_user("redaktorka")

    kept = keep(waiting, Evidence(user=editor, reason="Nagranie"))

    assert (kept.before, kept.after, kept.user, kept.reason) == ("Ratusz", "Ratusz", editor, "Nagranie")
    assert not Change.objects.waiting().exists()
    assert Meeting.objects.get().venue == "Ratusz"


def test_nobody_decides_without_a_person(waiting):
    with pytest.raises(ValueError, match="needs a person"):
        keep(waiting, Evidence())

    assert Change.objects.waiting().get() == waiting
