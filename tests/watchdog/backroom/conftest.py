"""People of the back room and a vote that one of them has typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User

from council.checks import checked
from council.drafts import BallotDraft, Choice, MeetingRef, Official, PersonDraft, SessionDraft, VoteDraft
from council.importers import store_person
from tests.council.importers.conftest import document
from watchdog.backroom.drafts import kind_of
from watchdog.backroom.models import Bundle, Submission
from watchdog.backroom.submitting import save

DAY = date(2014, 6, 12)
MEETING = MeetingRef(term="2010-2014", number=44, day=DAY)


def person_of(name: str, *permissions: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


@pytest.fixture
def author(db: None) -> User:
    return person_of("wolontariuszka", "add_vote", "add_session")


@pytest.fixture
def reviewer(db: None) -> User:
    return person_of("recenzent", "publish_submission", "change_vote", "view_snapshot")


def vote_draft(**values: Any) -> VoteDraft:
    names = (("Anna Lis", Choice.FOR), ("Jan Kot", Choice.AGAINST))
    ballots = tuple(BallotDraft(name=name, choice=choice, label=choice.value) for name, choice in names)
    fields = {"meeting": MEETING, "number": 5, "subject": "7. Osiedle Baildona", "on": DAY, "year": 2014}
    return checked(VoteDraft(**{**fields, "ballots": ballots, **values}), seats=25)


def session_draft() -> SessionDraft:
    return SessionDraft(meeting=MEETING, sittings=(DAY,))


@pytest.fixture
def typed(author: User) -> Callable[..., Submission]:
    """Keep a draft as somebody has typed it."""
    for name in ("Anna Lis", "Jan Kot"):
        store_person(PersonDraft(term="2010-2014", name=name), document("f"))

    def keep(draft: Any = None, user: User = author, **values: Any) -> Submission:
        draft = draft or vote_draft()
        fields = {"title": getattr(draft, "subject", "sesja"), "page": "/zaplecze/", "address": "https://bip.example/1"}
        made = Submission(kind=kind_of(draft), draft=draft.model_dump(mode="json"), author=user, **{**fields, **values})
        return save(made, user)

    return keep


@pytest.fixture
def bundle(author: User) -> Bundle:
    return Bundle.objects.create(key="sesja/2010-2014/44", title="Sesja XLIV", page="/zaplecze/", started_by=author)


WRONG = Official(za=2, przeciw=0)
"""Counters that do not agree with the names of ``vote_draft``."""
