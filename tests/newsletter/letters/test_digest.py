"""What the draft of an issue is filled with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from newsletter.letters import acts
from newsletter.letters.digest import digest
from newsletter.models import Issue
from tests.factories.letters import IssueFactory

pytestmark = pytest.mark.django_db


def corrected(issue: Issue, note: str, ago: timedelta) -> None:
    at = timezone.now() - ago
    issue.updates = [*issue.updates, {"day": timezone.localdate(at).isoformat(), "note": note}]
    Issue.objects.filter(pk=issue.pk).update(updates=issue.updates, updated_at=at)


def test_what_was_wrong_in_an_issue_that_was_mailed_stands_first_in_the_next(sender: User) -> None:
    mailed, never_mailed = IssueFactory(title="Budżet po sesji"), IssueFactory(title="Nigdy nie wysłane")
    acts.start(mailed, sender)
    for issue in (mailed, never_mailed):
        corrected(issue, "Stara poprawka.", timedelta(days=20))
        corrected(issue, "Było 12 mln zł, jest 1,2 mln zł.", timedelta(hours=1))

    body = digest(timezone.now() - timedelta(days=7)).body

    told = f"- [Budżet po sesji]({mailed.get_absolute_url()}): Było 12 mln zł, jest 1,2 mln zł."
    assert body.startswith(f"## Poprawki do wcześniejszych wydań\n\n{told}")
    assert "Stara poprawka" not in body
    assert "Nigdy nie wysłane" not in body
