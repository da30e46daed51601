"""
An issue on its way: a stint of at most a minute, then the next one, until nothing waits any more.

One process at a time sends an issue, held by a lock of the database's session: a killed process loses it, and whoever
holds it next knows that what still says ``sending`` is in doubt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsletter.addresses import fingerprint
from newsletter.letters.bounces import refused_at_the_door
from newsletter.letters.building import Template
from newsletter.letters.claiming import Claimed, Ended, ending, step
from newsletter.letters.width import Width
from newsletter.mail.answers import Answer, Verdict
from newsletter.mail.lines import line
from newsletter.mail.talking import Line, Talk, together
from newsletter.models import Delivery, Mailing, Subscriber, Suppression
from watchdog.ingest.locks import Busy, only_reader_of

logger = logging.getLogger(__name__)

STINT = 60.0
"""Seconds after which a sender makes place for other work of the worker, and for its stop."""

LOOKED_UP = 500
"""So many deliveries are looked up at once; each is claimed only when a line is free for it."""

REFUSED_IN_A_ROW = 25
"""So many refusals one after the other are about us, not about addresses: the mailing pauses."""


def carry_on(issue: int, wake: Callable[[int], object]) -> None:
    """Send what is due of an issue for one stint and ``wake`` the next; raise ``Busy`` where another process does."""
    with only_reader_of(f"newsletter.issue.{issue}"):
        doubt_what_was_left(issue)
        mailing = Mailing.objects.get(issue=issue)
        if mailing.state != Mailing.State.RUNNING:
            return
        goes_on = Sender(mailing).work()
    if goes_on:
        wake(issue)
    else:
        finish(issue)


def recover(wake: Callable[[int], object]) -> None:
    """Find what killed senders left in doubt, and wake a sender for each mailing that has mails due."""
    for mailing in Mailing.objects.filter(ended_at__isnull=True):
        try:
            with only_reader_of(f"newsletter.issue.{mailing.issue_id}"):
                doubt_what_was_left(mailing.issue_id)
        except Busy:
            continue
        if mailing.state == Mailing.State.RUNNING and mailing.deliveries.due().exists():
            wake(mailing.issue_id)
        finish(mailing.issue_id)


def doubt_what_was_left(issue: int) -> int:
    """
    Put in doubt what a sender that is no more had claimed; only whoever holds the issue's lock may call this.

    Raises ``RuntimeError`` inside of a transaction, where no claim that follows would be seen by anybody after a kill.
    """
    left = Delivery.objects.filter(issue=issue, state=Delivery.State.SENDING)
    with transaction.atomic(durable=True):
        return int(left.update(state=Delivery.State.DOUBT, done_at=timezone.now()))


def finish(issue: int) -> None:
    """Close a running mailing of which nothing waits, is being sent, or is in doubt."""
    open_states = [Delivery.State.WAITING, Delivery.State.SENDING, Delivery.State.DOUBT]
    running = Mailing.objects.filter(issue=issue, state=Mailing.State.RUNNING)
    if not Delivery.objects.filter(issue=issue, state__in=open_states).exists():
        running.update(state=Mailing.State.DONE, ended_at=timezone.now())


class Sender:
    """One process at work on one mailing over a few lines, each of which has at most one mail in hand."""

    def __init__(self, mailing: Mailing) -> None:
        self._issue = mailing.issue_id
        self._template = Template(bytes(mailing.letter))
        self._suppressed = set(Suppression.objects.values_list("address_hash", flat=True))
        self._refused = 0
        self._found: list[int] = []

    def work(self) -> bool:
        """Send until the stint is over or nothing is due; tell whether there is more to do at once."""
        with ExitStack() as stack:
            lines = [stack.enter_context(line()) for _each in range(settings.EMAIL_CONNECTIONS)]
            return self._work(lines)

    def _work(self, lines: list[Line]) -> bool:
        ends = (began := time.monotonic()) + STINT
        width = Width(len(lines))
        ended: list[Ended] = []
        while claimed := step(ended, self._following(min(width.lines, len(lines)))):
            on_disk = time.monotonic()
            answers = together(self._talk(*each) for each in zip(claimed, lines, strict=False))
            width.waited(on_disk - began, (began := time.monotonic()) - on_disk)
            ended = [_ending(*each) for each in zip(claimed, answers, strict=True)]
            must_stop = [self._must_stop(*each) for each in zip(claimed, answers, strict=True)]
            lines = _not_down(lines, answers)
            if any(must_stop) or not lines or time.monotonic() >= ends:
                step(ended)
                return bool(lines) and not any(must_stop)
        return False

    def _following(self, number: int) -> list[int]:
        """Give the next deliveries that are due; nobody else claims any while this process has the issue's lock."""
        if not self._found:
            due = Delivery.objects.filter(issue=self._issue).due().order_by("due_at", "pk")
            self._found = list(due.values_list("pk", flat=True)[:LOOKED_UP])
        following, self._found = self._found[:number], self._found[number:]
        return following

    def _talk(self, claimed: Claimed, over: Line) -> Talk[Answer | None]:
        """Send one letter, asking no database; ``None`` where its reader does not want it any more."""
        reader = claimed.subscriber
        if not _is_reader(reader) or fingerprint(reader.email) in self._suppressed:
            return None
        try:
            letter = self._template.for_reader(reader, claimed.key)
        except ValueError as error:  # an address that no mail can carry
            return Answer(Verdict.REFUSED, 0, str(error))
        return (yield from over.talk(reader.email, letter))

    def _must_stop(self, claimed: Claimed, answer: Answer | None) -> bool:
        """Note what an answer says about everything that follows; tell whether it ends the stint."""
        if answer is None:
            return False
        if answer.verdict is Verdict.REFUSED:
            self._refused += 1
            self._suppressed.update(refused_at_the_door(claimed.subscriber.email, answer))
        elif answer.verdict is Verdict.TAKEN:
            self._refused = 0
        if answer.verdict is Verdict.STOP or self._refused >= REFUSED_IN_A_ROW:
            self._pause(answer)
            return True
        return False

    def _pause(self, answer: Answer) -> None:
        with override("pl"):
            note = _("The mail server refuses us: %(answer)s") % {"answer": answer.words}
        logger.error("issue %s is paused: %s", self._issue, answer.words)
        running = Mailing.objects.filter(issue=self._issue, state=Mailing.State.RUNNING)
        running.update(state=Mailing.State.PAUSED, note=note[:300])


def _ending(claimed: Claimed, answer: Answer | None) -> Ended:
    return ending(claimed, answer) if answer else Ended(claimed.pk, Delivery.State.SKIPPED)


def _not_down(lines: Sequence[Line], answers: Sequence[Answer | None]) -> list[Line]:
    """
    Keep the lines that have a server, and those not yet used where each that was has one.

    A server that takes fewer lines than we may open is sent to over those it takes, and not asked for more.
    """
    up = [answer is None or answer.verdict is not Verdict.DOWN for answer in answers]
    used = [each for each, is_up in zip(lines, up, strict=False) if is_up]
    return [*used, *lines[len(answers) :]] if all(up) else used


def _is_reader(reader: Subscriber) -> bool:
    return reader.state == Subscriber.State.CONFIRMED and reader.wants_letters and bool(reader.email)
