"""The steps of typed work by the buttons of its pages: which are offered, and what each does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from watchdog.backroom import submitting
from watchdog.backroom.models import State, Submission
from watchdog.backroom.pieces import Piece

Posted: TypeAlias = Mapping[str, str]
Step: TypeAlias = Callable[[Sequence[Submission], User, Posted], Any]


def _publish(work: Sequence[Submission], user: User, posted: Posted) -> None:
    submitting.publish(work, user, {each.pk: posted.get(f"explanation_{each.pk}", "") for each in work})


STEPS: dict[str, tuple[State, Step, Any]] = {
    "send": (
        State.DRAFT,
        lambda work, user, _posted: submitting.send(work, user),
        ngettext_lazy("%(count)s entry sent to review.", "%(count)s entries sent to review.", "count"),
    ),
    "drop": (
        State.DRAFT,
        lambda work, user, _posted: submitting.drop(work, user),
        ngettext_lazy("%(count)s entry put aside.", "%(count)s entries put aside.", "count"),
    ),
    "take_back": (
        State.REVIEW,
        lambda work, user, _posted: submitting.take_back(work, user),
        ngettext_lazy("%(count)s entry taken back.", "%(count)s entries taken back.", "count"),
    ),
    "give_back": (
        State.REVIEW,
        lambda work, user, posted: submitting.give_back(work, user, posted.get("remark", "")),
        ngettext_lazy("%(count)s entry given back.", "%(count)s entries given back.", "count"),
    ),
    "publish": (
        State.REVIEW,
        _publish,
        ngettext_lazy("%(count)s entry published.", "%(count)s entries published.", "count"),
    ),
}
"""By the button's value: the state of the pieces it is for, what it does, what is said when it is done."""


def allowed(work: Iterable[Piece]) -> set[str]:
    """Name the steps that some of these pieces can take by this user's hand."""
    found = set()
    for piece in work:
        state = piece.submission.state
        if state == State.DRAFT and (piece.typed_it or piece.reviews):
            found |= {"send", "drop"}
        if state == State.REVIEW and piece.typed_it:
            found.add("take_back")
        if piece.may_publish:
            found |= {"publish", "give_back"}
    return found


def take(posted: Posted, work: Sequence[Submission], user: User) -> str:
    """Take the step named by ``step`` with all the pieces that are in its state, and say what was done.

    Raises ``submitting.Refused`` where one of them cannot take it; then nothing has changed.
    """
    state, step, told = STEPS.get(posted.get("step", ""), (None, None, ""))
    concerned = [each for each in work if each.state == state]
    if step is None or not concerned:
        raise submitting.Stale(_("There is nothing left to do: somebody has taken this step meanwhile."))
    step(concerned, user, posted)
    text: str = told % {"count": len(concerned)}
    return text
