from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from council.models import Vote
from tests.watchdog.backroom.conftest import WRONG, person_of, session_draft, vote_draft
from watchdog.backroom.models import State, Submission
from watchdog.backroom.submitting import send

pytestmark = pytest.mark.django_db

LIST = reverse("backroom:submissions")


def take(client: Any, user: Any, url: str, step: str, **values: str) -> Any:
    client.force_login(user)
    return client.post(url, {"step": step, **values}, follow=True)


def test_a_piece_walks_from_draft_to_the_public_page_by_its_buttons(client, typed, author, reviewer):
    submission = typed()
    url = submission.get_absolute_url()

    take(client, author, url, "send")
    response = take(client, reviewer, url, "publish")

    assert Vote.objects.get().get_absolute_url() in response.content.decode()
    assert client.get(Vote.objects.get().get_absolute_url()).status_code == 200


def test_a_reviewer_sees_what_the_record_will_say_with_its_names(client, typed, author, reviewer):
    submission = typed()
    send([submission], author)
    client.force_login(reviewer)

    page = client.get(submission.get_absolute_url()).content.decode()

    assert "7. Osiedle Baildona" in page
    assert "Anna Lis" in page
    assert "12 czerwca 2014" in page


def test_what_was_written_stays_when_a_step_is_refused(client, typed, author, reviewer):
    submission = typed(vote_draft(official=WRONG))
    send([submission], author)

    response = take(client, reviewer, submission.get_absolute_url(), "publish")

    assert response.status_code == 200
    assert "dlaczego" in response.content.decode()
    assert Submission.objects.get().state == State.REVIEW


def test_a_whole_bundle_is_sent_and_published_by_one_button_each(client, typed, author, reviewer, bundle):
    typed(session_draft(), bundle=bundle, position=0)
    typed(bundle=bundle, position=10)
    url = reverse("backroom:bundle", args=[bundle.pk])

    take(client, author, url, "send")
    response = take(client, reviewer, url, "publish")

    assert "Opublikowano 2 wpisy." in response.content.decode()
    assert Vote.objects.get().meeting is not None


def test_others_work_is_seen_by_reviewers_only(client, typed):
    submission = typed()
    client.force_login(person_of("druga", "add_vote"))

    assert client.get(submission.get_absolute_url()).status_code == 403
    assert submission.title not in client.get(LIST, {"widok": "wszystkie"}).content.decode()


def test_a_reviewer_is_not_offered_his_own_work(client, typed, reviewer):
    submission = typed(user=reviewer)
    send([submission], reviewer)
    client.force_login(reviewer)

    assert 'value="publish"' not in client.get(submission.get_absolute_url()).content.decode()
    assert submission.title not in client.get(LIST).content.decode()


def test_a_step_that_somebody_took_meanwhile_says_so(client, typed, author, reviewer):
    submission = typed()
    take(client, author, submission.get_absolute_url(), "send")
    take(client, reviewer, submission.get_absolute_url(), "publish")

    response = take(client, reviewer, submission.get_absolute_url(), "publish")

    assert "ktoś zrobił to" in response.content.decode()


def test_the_list_asks_the_same_number_of_questions_for_two_and_for_twenty(
    client, typed, author, django_assert_max_num_queries
):
    for number in range(1, 21):
        typed(vote_draft(number=number, subject=f"{number}. Osiedle"))
    client.force_login(author)

    with django_assert_max_num_queries(16):
        assert client.get(LIST, {"widok": "moje"}).status_code == 200


def test_visitors_and_plain_users_are_sent_to_the_log_in(client):
    assert client.get(LIST).status_code == 302
