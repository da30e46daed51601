"""What is missing of interpellations and questions: the answer, the days, the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import AnswerState
from council.missing.filters import OfTerm
from council.missing.wholes import INTERPELLATIONS
from council.models import Interpellation
from council.models.interpellations import ANSWER_DAYS, CLOCK_SINCE, CLOCKED
from council.titles import capitalised
from watchdog.backroom.links import admin_url
from watchdog.core.dates import today
from watchdog.core.typography import long_date
from watchdog.missing.registry import Held, Lack, Words, register, register_held

CLOCKED_ONES = Q(received_on__gte=CLOCK_SINCE, kind__in=CLOCKED)
LAST_DAY = Cast(F("received_on") + Value(timedelta(days=ANSWER_DAYS)), DateField())
REGISTER = gettext_lazy("the office's register of interpellations (BIP)")


def in_force() -> QuerySet[Interpellation]:
    return Interpellation.objects.filter(withdrawn_at=None)


def answered() -> QuerySet[Interpellation]:
    """Keep those of which a document says that they were answered."""
    return in_force().exclude(answer__in=["", AnswerState.NONE.value], answered_on=None)


def unanswered() -> QuerySet[Interpellation]:
    """Keep those of whose answer no document that we have read speaks, but for those whose time still runs."""
    silent = in_force().filter(answered_on=None).exclude(answer=AnswerState.GIVEN.value)
    running = Q(received_on__isnull=False, received_on__gte=today() - timedelta(days=ANSWER_DAYS)) & CLOCKED_ONES
    due = Case(When(CLOCKED_ONES, then=LAST_DAY), default=F("received_on"), output_field=DateField())
    return silent.exclude(running).annotate(lacking_since=due)


def since_received(lacking: QuerySet[Interpellation]) -> QuerySet[Interpellation]:
    return lacking.annotate(lacking_since=F("received_on"))


def known_of(asked: Any) -> str:
    """Say whether the lack of an answer is what a document says, or only that we do not know."""
    if asked.answer == AnswerState.NONE.value and asked.answer_as_of:
        return _("the document of %(day)s knows of no answer") % {"day": long_date(asked.answer_as_of)}
    if asked.answered_on:
        return _("answered on %(day)s") % {"day": long_date(asked.answered_on)}
    return _("not known whether it was answered")


def asked_lack(
    code: str, title: Words, why: Words, clock: Words, lacking: Callable[[], QuerySet[Interpellation]]
) -> Lack:
    """Introduce one lack of interpellations, which all look alike in lists."""
    return register(
        Lack(
            code=code,
            title=title,
            why=why,
            where=REGISTER,
            clock=clock,
            whole=INTERPELLATIONS,
            records=lambda: lacking().select_related("term"),
            label=lambda asked: capitalised(asked.subject),
            url=lambda asked: asked.get_absolute_url(),
            known=known_of,
            mend=admin_url,
            permission="council.change_interpellation",
            filterset=OfTerm,
        )
    )


UNANSWERED = asked_lack(
    "interpelacje-bez-odpowiedzi",
    gettext_lazy("Interpellations without an answer that we know of"),
    gettext_lazy("The mayor answers in writing within 14 days; whether that was done, we cannot show."),
    gettext_lazy("from the last day for the answer, 14 days after receipt; where no such time ran, from the receipt"),
    unanswered,
)
UNDATED = asked_lack(
    "interpelacje-bez-dnia",
    gettext_lazy("Interpellations without the day on which they were received"),
    gettext_lazy("Without that day nobody can say how long the answer took."),
    gettext_lazy("no day is known"),
    lambda: since_received(in_force().filter(received_on=None)),
)
NO_TEXT = asked_lack(
    "interpelacje-bez-tresci",
    gettext_lazy("Interpellations without their text"),
    gettext_lazy("We know the subject in a few words, and not what was asked."),
    gettext_lazy("from the day on which it was received"),
    lambda: since_received(in_force().filter(question_url="")),
)
ANSWERED = register_held(
    Held(gettext_lazy("Interpellations whose answer we know of"), lambda: answered().count(), INTERPELLATIONS)
)
