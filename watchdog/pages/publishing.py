"""
The only writers of our own texts: kept, sent to review, published by a second person, sent back, withdrawn.

Whatever is refused is refused in words (``Refused``) and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from watchdog.core.dates import today
from watchdog.pages.markdown import Rendered, render
from watchdog.pages.models import Editorial, Mention, State

T = TypeVar("T", bound=Editorial)
User = AbstractBaseUser | AnonymousUser

public_changed = Signal()
"""A text was published, changed in public or withdrawn; ``text`` is given, and its room may have to tell search."""


class Refused(Exception):
    """What somebody wanted to do with a text cannot be done; says why, in a sentence for that person."""


def may_publish(user: User, text: Editorial) -> bool:
    """Tell whether a user may publish texts of this kind, whoever wrote them."""
    label = text._meta
    return bool(user.has_perm(f"{label.app_label}.publish_{label.model_name}"))  # type: ignore[union-attr]  # our users have permissions


def worked_on(text: Editorial, user: User) -> bool:
    """Tell whether a user typed anything of the version at hand."""
    return user.pk in text.editors.values_list("pk", flat=True)


def checked(text: Editorial) -> list[Rendered]:
    """Render every body of the version at hand."""
    return [render(body) for body in text.working().body_texts().values()]


def problems_of(text: Editorial) -> list[str]:
    """Give what stands in the way of publishing the version at hand, in sentences."""
    return [problem for each in checked(text) for problem in each.problems]


@transaction.atomic
def keep(text: Editorial, values: Mapping[str, Any], note: str, user: User) -> None:
    """
    Keep what was typed.

    A text that is not public yet is changed itself; beside a public one the new version waits, and the public sees
    nothing of it. What was in review is a draft again, for its reviewer has read something else.
    """
    if text.published_at is None:
        for name, value in values.items():
            setattr(text, name, value)
    else:
        standing = text.values()
        differing = {name: value for name, value in values.items() if value != standing[name]}
        text.pending = dict(values) if differing else {}
    text.change_note = note
    text.state = State.DRAFT if text.pending or not text.is_public else State.PUBLISHED
    _save(text)
    text.editors.add(user)  # type: ignore[arg-type]  # somebody who has logged in


@transaction.atomic
def send_to_review(text: Editorial) -> None:
    """Hand the draft over to a second person; a text with an unknown block stays a draft."""
    _locked(text)
    if text.state != State.DRAFT:
        raise Refused(_("Only a draft can be sent to review."))
    if text.published_at and not text.change_note:
        raise Refused(_("Write in one sentence what is changed: readers will see it beside the text."))
    _refuse_problems(text)
    text.state, text.review_note = State.REVIEW, ""
    _save(text)


@transaction.atomic
def publish(text: Editorial, user: User) -> None:
    """Show the version in review to everybody; whoever worked on it cannot do this."""
    _locked(text)
    if text.state != State.REVIEW:
        raise Refused(_("Only a text in review can be published."))
    if not may_publish(user, text):
        raise Refused(_("You have no right to publish texts."))
    if worked_on(text, user):
        raise Refused(_("You worked on this version, so another person has to publish it."))
    _refuse_problems(text)
    _take_over(text)
    _save(text)
    text.editors.clear()
    _mention(text)
    public_changed.send(type(text), text=text)


@transaction.atomic
def send_back(text: Editorial, user: User, note: str) -> None:
    """Give the version in review back to those who wrote it, with what is to be done."""
    _locked(text)
    if text.state != State.REVIEW:
        raise Refused(_("Only a text in review can be sent back."))
    if not may_publish(user, text):
        raise Refused(_("You have no right to publish texts."))
    if not note:
        raise Refused(_("Write what is to be changed."))
    text.state, text.review_note = State.DRAFT, note
    _save(text)


@transaction.atomic
def withdraw(text: Editorial, user: User, note: str) -> None:
    """Take a public text away from its address, where the reason stands from now on."""
    _locked(text)
    if not text.is_public:
        raise Refused(_("Only a published text can be withdrawn."))
    if not may_publish(user, text):
        raise Refused(_("You have no right to publish texts."))
    if not note:
        raise Refused(_("Write why: readers will see the reason at the text's address."))
    text.withdrawn_at, text.withdrawn_note, text.state = timezone.now(), note, State.WITHDRAWN
    _save(text)
    _mention(text)
    public_changed.send(type(text), text=text)


def _refuse_problems(text: Editorial) -> None:
    if found := problems_of(text):
        raise Refused(" ".join([_("First mend what the preview shows:"), *found]))


def _locked(text: Editorial) -> None:
    """Hold the text's row until the end, and refuse to act where somebody has saved it since it was looked at."""
    held = type(text)._base_manager.select_for_update().filter(pk=text.pk)
    if held.values_list("version", flat=True).get() != text.version:
        raise Refused(_("Somebody has saved another version in the meantime. Look at it first."))


def _take_over(text: Editorial) -> None:
    """Let the version that waits become the public one, and say what has changed."""
    now = timezone.now()
    for name, value in text.pending.items():
        setattr(text, name, value)
    if text.published_at:
        text.updates = [*text.updates, {"day": today().isoformat(), "note": text.change_note}]
    text.pending, text.change_note, text.review_note = {}, "", ""
    text.published_at, text.updated_at = text.published_at or now, now
    text.withdrawn_at, text.withdrawn_note, text.state = None, "", State.PUBLISHED


def _save(text: Editorial) -> None:
    text.version += 1
    text.save()


def _mention(text: Editorial) -> None:
    """Note which records the public text shows, so that their pages can lead back to it."""
    kind = text._meta.label_lower
    Mention.objects.filter(text_kind=kind, text_id=text.pk).delete()
    if not text.is_public or text.published_at is None:
        return
    records = dict.fromkeys(record for body in text.body_texts().values() for record in render(body).records)
    common = {"text_kind": kind, "text_id": text.pk, "title": str(text)[:200], "published_at": text.published_at}
    with translation.override(settings.LANGUAGE_CODE):
        url = text.get_absolute_url()  # type: ignore[attr-defined]  # every text has an address
    Mention.objects.bulk_create(Mention(kind=kind_, key=key, url=url, **common) for kind_, key in records)
