"""What hangs on the council's records, for whoever checks them before they are published."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from council.models import Meeting, Vote
from council.models.vote_choices import Choice
from watchdog.archive.wording import day_words
from watchdog.backroom.describing import Line, describe_also


def introduce() -> None:
    """Introduce these lines to the back room; called once, when the app is ready."""
    describe_also(Vote, _of_vote)
    describe_also(Meeting, _of_meeting)


def _of_vote(vote: Vote) -> Iterator[Line]:
    """Say who voted how, choice by choice, and the result that we compute."""
    ballots = list(vote.ballots.all())
    for choice in Choice:
        names = [ballot.name for ballot in ballots if ballot.choice == choice]
        if names:
            yield Line(f"{capfirst(choice.label)} ({len(names)})", ", ".join(names))
    if vote.computed_result:
        yield Line(_("Result computed by us"), vote.get_computed_result_display())


def _of_meeting(meeting: Meeting) -> Iterator[Line]:
    days = [day_words(str(sitting.day)) for sitting in meeting.sittings.all()]
    if days:
        yield Line(_("Days"), ", ".join(days))
