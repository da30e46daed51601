"""What the work of the back room has waiting, for the page of what waits for whom."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchdog.accounts.roles import TYPES
from watchdog.accounts.waiting import Waiting, register
from watchdog.archive.models import Change
from watchdog.backroom.differences import differences, may_decide
from watchdog.backroom.missing import may_mend, mendable
from watchdog.backroom.models import State, Submission
from watchdog.backroom.submitting import PUBLISH
from watchdog.missing.registry import lacks


def _to_review(user: User) -> QuerySet[Submission]:
    return Submission.objects.to_review_by(user)


def _oldest_to_review(user: User) -> datetime | None:
    return _to_review(user).order_by("sent_at").values_list("sent_at", flat=True).first()


def _given_back(user: User) -> QuerySet[Submission]:
    return Submission.objects.given_back_to(user)


def _drafts(user: User) -> QuerySet[Submission]:
    return Submission.objects.filter(state=State.DRAFT, typists=user, remark="")


def _oldest_difference(_user: User) -> datetime | None:
    return _undecided().order_by("at").values_list("at", flat=True).first()


def _undecided() -> QuerySet[Change]:
    return differences().select_related(None).prefetch_related(None)


def _types(user: User) -> bool:
    """Tell whether somebody types records at all."""
    return not user.get_all_permissions().isdisjoint(TYPES)


def _list(view: str) -> str:
    return reverse("backroom:submissions", query={"widok": view})


register(
    "backroom.review",
    Waiting(
        _("Typed work to review"),
        lambda user: _to_review(user).count(),
        lambda: _list("recenzja"),
        PUBLISH,
        _oldest_to_review,
    ),
)
register(
    "backroom.given_back",
    Waiting(
        _("Work that a reviewer gave back to you"),
        lambda user: _given_back(user).count(),
        lambda: _list("odeslane"),
        _types,
        lambda user: _given_back(user).order_by("decided_at").values_list("decided_at", flat=True).first(),
    ),
)
register(
    "backroom.drafts",
    Waiting(
        _("Your drafts that nobody else sees"),
        lambda user: _drafts(user).count(),
        lambda: _list("moje"),
        _types,
        lambda user: _drafts(user).order_by("updated_at").values_list("updated_at", flat=True).first(),
    ),
)
register(
    "backroom.differences",
    Waiting(
        _("Differences between documents and what people entered"),
        lambda _user: _undecided().count(),
        lambda: reverse("backroom:differences"),
        may_decide,
        _oldest_difference,
    ),
)
register(
    "backroom.missing",
    Waiting(
        _("What is missing and could be mended"),
        lambda user: mendable(user).total,
        lambda: reverse("mending"),
        lambda user: any(may_mend(user, lack.permission) for lack in lacks()),
    ),
)
