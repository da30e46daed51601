from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.council.entry.conftest import standing
from watchdog.backroom.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(work: Any, council: Any) -> str:
    return reverse("entry:attendance", args=[work.pk])


def pieces() -> list[Submission]:
    return list(Submission.objects.filter(kind="AttendanceDraft", state="draft").order_by("position"))


def test_everybody_is_present_but_those_who_were_changed(entry, url, council):
    data = standing(entry.get(url)) | {f"presence_{council[4].pk}": "excused"}

    response = entry.post(url, data)

    states = [piece.draft["state"] for piece in pieces()]
    assert (states.count("present"), states.count("excused"), response.status_code) == (24, 1, 302)
    assert {piece.refusal for piece in pieces()} == {""}


def test_who_was_absent_starts_a_vote_as_absent(entry, url, work, council):
    entry.post(url, standing(entry.get(url)) | {f"presence_{council[4].pk}": "absent"})

    form = entry.get(reverse("entry:vote-new", args=[work.pk])).context["form"]

    assert form[f"ballot_{council[4].pk}"].value() == "nieobecny"
    assert form[f"ballot_{council[5].pk}"].value() == "za"


def test_the_two_layers_are_kept_apart(entry, url, work, council):
    entry.post(url, standing(entry.get(url)))
    quorum = reverse("entry:quorum", args=[work.pk])
    entry.post(quorum, standing(entry.get(quorum)) | {f"presence_{council[0].pk}": "absent"})

    assert [piece.draft["layer"] for piece in pieces()].count("quorum") == 25
    assert entry.get(url).context["form"][f"presence_{council[0].pk}"].value() == "present"


def test_a_list_saved_by_another_is_shown_beside_mine(entry, url, council):
    mine = standing(entry.get(url)) | {f"presence_{council[0].pk}": "absent"}
    entry.post(url, {**mine, f"presence_{council[0].pk}": "excused"})

    response = entry.post(url, mine)

    [difference] = response.context["differing"]
    assert difference.label == council[0].name
    assert pieces()[0].draft["state"] == "excused"
    entry.post(url, {**mine, "_over": response.context["now"]})
    assert pieces()[0].draft["state"] == "absent"


def test_the_page_asks_a_bounded_number_of_questions(entry, url, django_assert_max_num_queries):
    entry.post(url, standing(entry.get(url)))

    with django_assert_max_num_queries(60):
        entry.get(url)
