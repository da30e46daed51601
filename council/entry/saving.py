"""Keeping one typed vote under the bundle of its session; whoever saves second is shown both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from council.drafts import VoteDraft
from council.entry.occasions import VOTES
from council.entry.vote_form import EntryVoteForm
from watchdog.archive.models import Snapshot
from watchdog.backroom import submitting
from watchdog.backroom.forms import TITLE_LENGTH
from watchdog.backroom.models import Bundle, Submission
from watchdog.backroom.typed import TAKEN

STALE = "changed_meanwhile"
STEP = 10
"""Room between the places of two numbered votes, for those without a number."""


@dataclass(frozen=True)
class Difference:
    """One field that two people have filled differently."""

    label: str
    theirs: str
    yours: str


def typed_of(data: QueryDict) -> dict[str, list[str]]:
    """Give what stands in the fields of a form that was sent; its buttons and tokens are none of it."""
    unsaid = {"csrfmiddlewaretoken", "seen"}
    return {name: values for name, values in data.lists() if name not in unsaid and not name.startswith("_")}


def save_vote(
    form: EntryVoteForm,
    bundle: Bundle,
    submission: Submission | None,
    typed: dict[str, list[str]],
    user: User,
    snapshot: Snapshot | None = None,
) -> Submission:
    """Save a vote with all that was typed; one that cannot be a record yet is kept without a draft."""
    made = form.submission if form.is_valid() else None
    kept = submission or Submission(kind=VoteDraft.__name__, bundle=bundle, author=user, snapshot=snapshot)
    for name in TAKEN if made else ():
        setattr(kept, name, getattr(made, name))
    if made is None:
        kept.draft, kept.known = None, {}
        subject = (typed.get("subject") or [""])[0]
        kept.title = Truncator(subject).chars(TITLE_LENGTH) or _("A vote without a subject")
    kept.typed = typed
    kept.position = _position(bundle, kept, typed)
    told = submitting.Rehearsal([dict(finding) for finding in form.stored.record.findings]) if form.stored else None
    version = submission.version if submission else None
    submitting.save(kept, user, version=version, told=told or submitting.Rehearsal([]))
    return kept


def _position(bundle: Bundle, kept: Submission, typed: dict[str, list[str]]) -> int:
    """Put a vote where its number says, one without a number behind the last."""
    number = (typed.get("number") or [""])[0]
    if number.isdecimal() and len(number) < 5:
        return VOTES + STEP * int(number)
    if kept.pk and kept.position >= VOTES:
        return kept.position
    votes = bundle.submissions.filter(position__gte=VOTES).order_by("-position")
    last = votes.values_list("position", flat=True).first()
    return (last or VOTES) + 1


def differences(form: forms.BaseForm, theirs: dict[str, list[str]], yours: dict[str, list[str]]) -> list[Difference]:
    """Give the fields that two people have filled differently, as each sees them on the page."""
    names = [name for name in form.fields if theirs.get(name, [""]) != yours.get(name, [""])]
    return [
        Difference(str(form.fields[name].label), _shown(form, name, theirs), _shown(form, name, yours))
        for name in names
        if name != "seen"
    ]


def _shown(form: forms.BaseForm, name: str, values: dict[str, list[str]]) -> str:
    field: Any = form.fields[name]
    words = {str(value): str(label) for value, label in _choices(getattr(field, "choices", ()))}
    return ", ".join(words.get(value, value) for value in values.get(name, []) if value) or "–"


def _choices(choices: Iterable[Any]) -> list[tuple[Any, Any]]:
    return [each for each in choices if isinstance(each, tuple) and len(each) == 2]
