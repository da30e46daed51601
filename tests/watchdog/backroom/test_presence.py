"""Who is at work on a bundle: once each, seen a moment ago, told to the others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from watchdog.backroom.models import Bundle
from watchdog.backroom.present import noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db: None) -> User:
    return User.objects.create_user("anna")


@pytest.fixture
def bundle(anna: User) -> Bundle:
    return Bundle.objects.create(key="sesja/2010-2014/44", title="Sesja XLIV", page="/", started_by=anna)


def test_the_page_open_last_is_the_one_that_is_told(bundle: Bundle, anna: User) -> None:
    noted(bundle, anna, "Porządek obrad")
    noted(bundle, anna, "Głosowanie 7")

    [seen] = noted(bundle, User.objects.create_user("jan"), "")

    assert (seen.user, seen.part) == (anna, "Głosowanie 7")
    assert str(seen) == "anna: Głosowanie 7"


def test_nobody_is_told_of_himself(bundle: Bundle, anna: User) -> None:
    assert noted(bundle, anna, "Porządek obrad") == []
