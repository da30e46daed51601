"""Two volunteers at one moment: each request in a thread of its own, on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from council.drafts import MeetingRef, SessionDraft
from council.importers import store_session
from council.models import Meeting
from tests.council.admin.conftest import SOURCE, errors, standing
from tests.council.importers.conftest import document
from tests.reviewing import publish_all

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2014, 6, 12)


@pytest.fixture
def together(transactional_db: None) -> Callable[..., list[Any]]:
    """Let two people open one form, and send it at the same moment."""
    people = [User.objects.create_superuser(name) for name in ("anna", "jan")]

    def send(url: str, *typed: dict[str, str]) -> list[Any]:
        ready = Barrier(len(typed))

        def work(user: User, values: dict[str, str]) -> Any:
            client = Client()
            client.force_login(user)
            data = standing(client.get(url)) | values
            ready.wait(timeout=30)
            try:
                return client.post(url, data)
            finally:
                connection.close()

        with ThreadPoolExecutor() as pool:
            return list(pool.map(work, people, typed))

    return send


def test_of_two_corrections_of_one_record_the_second_is_told(together):
    meeting: Any = store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY)), document()).record
    url = reverse("admin:council_session_change", args=[meeting.pk])

    responses = together(
        url, {"venue": "Ratusz", "reason": "Protokół"}, {"recording": "https://nagranie.example/", "reason": "Nagranie"}
    )

    assert sorted(response.status_code for response in responses) == [200, 302]
    assert [found for response in responses if (found := errors(response))] == [{"": ["changed_meanwhile"]}]
    assert meeting.changes.count() == 1


def test_one_session_typed_by_two_people_is_one_session(together):
    typed = {"term_slug": "2010-2014", "number": "44", "days": "12.06.2014", **SOURCE}

    responses = together(reverse("admin:council_session_add"), typed, typed)

    assert {response.status_code for response in responses} <= {200, 302}
    publish_all()
    assert Meeting.objects.count() == 1
    assert Meeting.objects.get().sittings.count() == 1
