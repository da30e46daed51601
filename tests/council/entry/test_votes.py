from __future__ import annotations

import pytest
from django.urls import reverse

from council.models import Vote
from tests.council.entry.conftest import ADDRESS
from watchdog.backroom.models import State, Submission

pytestmark = pytest.mark.django_db


def votes() -> list[Submission]:
    return list(Submission.objects.filter(kind="VoteDraft").order_by("position"))


def test_everybody_starts_as_for_and_one_row_is_changed(type_vote, council):
    response = type_vote(**{f"ballot_{council[3].pk}": "przeciw"})

    [vote] = votes()
    choices = [ballot["choice"] for ballot in vote.draft["ballots"]]
    assert (choices.count("za"), choices.count("przeciw"), len(choices)) == (24, 1, 25)
    assert (vote.state, vote.refusal, vote.address) == (State.DRAFT, "", ADDRESS)
    assert response.url == reverse("entry:vote-new", args=[vote.bundle_id])
    assert not Vote.objects.exists()


def test_the_next_vote_has_the_next_number(type_vote, entry, work):
    type_vote()

    form = entry.get(reverse("entry:vote-new", args=[work.pk])).context["form"]

    assert form["number"].value() == 2
