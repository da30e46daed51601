"""
Telling people what is new: who is due, one mail each, claimed before it is sent.

``Notice`` and the records it tells of are committed before the mail server is asked, and the answer after: a worker
that is killed in between leaves a mail in doubt, which a person decides on.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from newsletter.following.corrected import versions, with_corrections
from newsletter.following.news import Fresh, Item
from newsletter.following.sections import Section, mail_words, sections
from newsletter.letters.bounces import refused_at_the_door
from newsletter.links import Purpose, address
from newsletter.mail.answers import Verdict
from newsletter.mail.composing import List, Mail, compose, new_message_id
from newsletter.mail.lines import line, send
from newsletter.mail.talking import Line
from newsletter.models import Alert, Notice, Rate, Subscriber, Suppression, Told
from watchdog.ingest.locks import only_reader_of

logger = logging.getLogger(__name__)

LOCK = "newsletter.alerts"
MORNING = time(7, 30)
"""When daily and weekly mails go out: after the sources were read and their corrections stand."""
MONDAY = 0
LEFT_BEHIND = timedelta(minutes=15)
"""A mail that is being sent for so long is not: its worker is gone."""
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)
HALF_A_DAY = timedelta(hours=12)
PIECE = 500
STATES = {
    Verdict.TAKEN: Notice.State.SENT,
    Verdict.UNKNOWN: Notice.State.DOUBT,
    Verdict.REFUSED: Notice.State.REFUSED,
    Verdict.LATER: Notice.State.FAILED,
    Verdict.DOWN: Notice.State.FAILED,
    Verdict.STOP: Notice.State.FAILED,
}
"""As what a mail ends, by what the server says to it; what it says of us all is no fault of one reader's."""
ALERTS = List("alerts", "powiadomienia")


def tell_everybody(now: datetime | None = None) -> int:
    """
    Write to everybody who is due and has something new; return how many mails the server took.

    Raises ``watchdog.ingest.locks.Busy`` while another worker does it.
    """
    moment = now or timezone.now()
    with only_reader_of(LOCK):
        note_doubts(moment)
        due = due_alerts(moment)
        fresh, changed = Fresh(moment), with_corrections(due)
        with line() as over:
            return sum(_tell_apart(alerts, fresh, changed, over) for alerts in _by_person(due, moment))


def due_alerts(now: datetime) -> QuerySet[Alert]:
    """Keep the alerts whose owners are to hear now, if there is something to hear."""
    local = timezone.localtime(now)
    morning = datetime.combine(local.date(), MORNING, local.tzinfo)
    morning = morning if local >= morning else morning - timedelta(days=1)
    week = morning - timedelta(days=(morning.weekday() - MONDAY) % 7)
    due = Q(rate=Rate.AT_ONCE) | Q(rate=Rate.DAILY, told_until__lt=morning) | Q(rate=Rate.WEEKLY, told_until__lt=week)
    return Alert.objects.alive().filter(due)


def note_doubts(now: datetime) -> int:
    """Mark the mails that a killed worker left: nobody knows whether the server took them. Return how many."""
    left = Notice.objects.filter(state=Notice.State.SENDING, claimed_at__lt=now - LEFT_BEHIND)
    notices = list(left)
    for notice in notices:
        end(notice, Notice.State.DOUBT)
    return len(notices)


def end(notice: Notice, state: Notice.State, answer: str = "") -> None:
    """Write down how a mail ended; only what was accepted, or may have been, counts as told."""
    with transaction.atomic():
        notice.state, notice.answer, notice.ended_at = state, answer, timezone.now()
        notice.save(update_fields=["state", "answer", "ended_at"])
        if state not in (Notice.State.SENT, Notice.State.DOUBT):
            notice.told.all().delete()
            return
        for pk, stands in notice.until.items():
            Alert.objects.filter(pk=pk).update(**stands["after"])


def settle(notice: Notice, *, was_sent: bool) -> None:
    """Take a person's word on a mail in doubt; what was not sent goes with the next mail."""
    with transaction.atomic():
        if was_sent:
            end(notice, Notice.State.SENT)
            return
        for pk, stands in notice.until.items():
            Alert.objects.filter(pk=pk).update(**stands["before"])
        end(notice, Notice.State.LOST)


def _by_person(due: QuerySet[Alert], now: datetime) -> Iterator[list[Alert]]:
    """Give the alerts that are due, person by person; whose last mail failed a moment ago waits."""
    people = sorted(set(due.order_by().values_list("subscriber", flat=True)))
    for start in range(0, len(people), PIECE):
        piece = people[start : start + PIECE]
        waiting = _waiting(piece, now)
        alerts = defaultdict[int, list[Alert]](list)
        for alert in due.filter(subscriber__in=piece).select_related("subscriber"):
            alerts[alert.subscriber_id].append(alert)
        yield from (alerts[pk] for pk in piece if pk not in waiting and alerts[pk])


def _waiting(people: list[int], now: datetime) -> set[int]:
    unsent = [Notice.State.SENDING, Notice.State.FAILED, Notice.State.REFUSED]
    last = Notice.objects.filter(subscriber__in=people, state__in=unsent, claimed_at__gt=now - 2 * LONGEST_PAUSE)
    return {notice.subscriber_id for notice in last if now < _next_try(notice)}


def _next_try(notice: Notice) -> datetime:
    """Tell when a mail may be tried again; each pause is twice the one before, and a day where it was refused."""
    if notice.ended_at is None:
        return notice.claimed_at + LEFT_BEHIND
    pause = LONGEST_PAUSE if notice.state == Notice.State.REFUSED else FIRST_PAUSE * 2 ** min(notice.tries - 1, 10)
    return notice.ended_at + min(pause, LONGEST_PAUSE)


def _tell_apart(alerts: list[Alert], fresh: Fresh, changed: set[int], over: Line) -> bool:
    """Write to one person; what breaks over their alerts is noted, and keeps nobody else from their mail."""
    try:
        return _tell(alerts, fresh, changed, over)
    except Exception:  # whatever it is, unless the database is gone, and with it the lock
        if not connection.is_usable():
            raise
        logger.exception("the alerts of subscriber %s cannot be told", alerts[0].subscriber_id)
        return False


def _tell(alerts: list[Alert], fresh: Fresh, changed: set[int], over: Line) -> bool:
    """Write to one person, or note that there is nothing to write; tell whether a mail was accepted."""
    subscriber = alerts[0].subscriber
    told = sections(alerts, fresh, changed, subscriber.language)
    loud = [each for each in told if not each.is_empty]
    _move_on([each.alert for each in told if each.is_empty and each.address], fresh.until)
    if not loud or Suppression.objects.holds(subscriber.email):
        return False
    mail_id = new_message_id()
    mail = compose(
        subscriber.email,
        mail_words(subscriber, loud),
        belongs_to=ALERTS,
        unsubscribe=address(Purpose.UNSUBSCRIBE, subscriber),
        message_id=mail_id,
    )
    notice = _claim(subscriber, loud, fresh.until, mail_id)
    return notice is not None and _send(notice, mail, over)


def _move_on(alerts: list[Alert], until: datetime) -> None:
    """Note that there was nothing to tell; of what is followed at once now and then only, for every write counts."""
    late = [each.pk for each in alerts if each.rate != Rate.AT_ONCE or (each.told_until or until) < until - HALF_A_DAY]
    if late:
        Alert.objects.filter(pk__in=late).update(told_until=until)


def _send(notice: Notice, mail: Mail, over: Line) -> bool:
    """Send one mail, and write down what the server said; tell whether it was accepted."""
    answer = send(mail, over)
    end(notice, STATES[answer.verdict], answer.words)
    if answer.verdict is Verdict.TAKEN:
        return True
    if answer.verdict is Verdict.REFUSED:
        refused_at_the_door(notice.subscriber.email, answer)
    logger.warning("a mail of alerts was not accepted: %s %s", notice.state, notice.answer)
    return False


def _claim(subscriber: Subscriber, told: list[Section], until: datetime, mail_id: str) -> Notice | None:
    """Commit that a mail is about to be sent, with what it tells; nothing where somebody else has claimed one."""
    try:
        with transaction.atomic(durable=True):
            notice = _open_notice(subscriber)
            notice.state, notice.ended_at, notice.answer = Notice.State.SENDING, None, ""
            notice.message_id, notice.claimed_at = mail_id, timezone.now()
            notice.until = {str(each.alert.pk): _stands(each, until) for each in told}
            notice.save()
            Told.objects.bulk_create(row for each in told for row in _told(notice, each))
    except IntegrityError:
        return None
    return notice


def _open_notice(subscriber: Subscriber) -> Notice:
    """Take up the mail that failed, or begin one."""
    failed = Notice.objects.filter(subscriber=subscriber, state=Notice.State.FAILED).first()
    if failed is None:
        return Notice(subscriber=subscriber)
    failed.tries += 1
    return failed


def _told(notice: Notice, section: Section) -> Iterator[Told]:
    """Remember each record of a section with the newest change that the mail knew of."""
    newest = versions(section.news.items)
    for item in section.news.items:
        version = newest.get((item.kind.kind, item.record.pk), 0)
        yield _row(notice, section, item, version, correction=False)
    for each in section.corrected:
        yield _row(notice, section, each.item, each.version, correction=True)


def _row(notice: Notice, section: Section, item: Item, version: int, *, correction: bool) -> Told:
    return Told(
        notice=notice,
        alert=section.alert,
        kind=item.kind.kind,
        object_id=item.record.pk,
        key=item.key,
        version=version,
        correction=correction,
    )


def _stands(section: Section, until: datetime) -> dict[str, dict[str, str | None]]:
    """Say where an alert stands before this mail and after it."""
    alert = section.alert
    before = {name: getattr(alert, name) for name in ("told_until", "told_from", "broken_told_at", "over_told_at")}
    after = dict(before)
    if section.address:
        after |= {"told_until": until, "broken_told_at": None}  # should it break again, its owner hears of it again
        after["over_told_at"] = (alert.over_told_at or until) if section.over else None
    if section.news.has_more:  # the owner was told of all these together; they are not gone through again
        after["told_from"] = until
    if section.broken:
        after["broken_told_at"] = until
    return {"before": _as_text(before), "after": _as_text(after)}


def _as_text(moments: dict[str, datetime | None]) -> dict[str, str | None]:
    return {name: moment.isoformat() if moment else None for name, moment in moments.items()}
