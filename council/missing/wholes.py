"""What the lacks of the council are parts of, and how such numbers are said."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from council.models import CommitteeTerm, DraftResolution, Interpellation, Mandate, Meeting, Resolution, Vote
from council.models.sessions import MeetingQuerySet
from council.models.votes import VoteQuerySet
from watchdog.archive.models import Reading
from watchdog.core.dates import today
from watchdog.missing.registry import Whole

NO_NUMBERS = Q(tally_for=None, tally_against=None, tally_abstain=None)


def held_sessions() -> MeetingQuerySet:
    """Keep the sessions that are over, and those of which no day is known."""
    over = Q(day__lt=today()) | Q(day__isnull=True)
    return Meeting.objects.sessions().filter(over, withdrawn_at=None)


def open_votes() -> VoteQuerySet:
    """Keep the votes that were not secret: of a secret one no names are missing."""
    return Vote.objects.filter(secret=False, withdrawn_at=None)


def adopted() -> QuerySet[Resolution]:
    return Resolution.objects.filter(withdrawn_at=None)


def votes_read_twice() -> int:
    """Count the votes of which more than one document speaks."""
    of_votes = Reading.objects.filter(content_type=ContentType.objects.get_for_model(Vote)).order_by()
    return of_votes.values("object_id").annotate(n=Count("snapshot", distinct=True)).filter(n__gt=1).count()


def of_votes(n: int) -> str:
    return ngettext("of %(n)s vote", "of %(n)s votes", n) % {"n": n}


def of_sessions(n: int) -> str:
    return ngettext("of %(n)s session", "of %(n)s sessions", n) % {"n": n}


def of_resolutions(n: int) -> str:
    return ngettext("of %(n)s resolution", "of %(n)s resolutions", n) % {"n": n}


SESSIONS = Whole("sessions-held", lambda: held_sessions().count(), of_sessions)
VOTES = Whole("votes", lambda: Vote.objects.filter(withdrawn_at=None).count(), of_votes)
OPEN_VOTES = Whole(
    "votes-open",
    lambda: open_votes().count(),
    lambda n: ngettext("of %(n)s open vote", "of %(n)s open votes", n) % {"n": n},
)
NAMED_VOTES = Whole(
    "votes-named",
    lambda: Vote.objects.filter(withdrawn_at=None).by_name().count(),
    lambda n: ngettext("of %(n)s vote by name", "of %(n)s votes by name", n) % {"n": n},
)
NUMBERED_VOTES = Whole(
    "votes-numbered",
    lambda: Vote.objects.filter(withdrawn_at=None).exclude(NO_NUMBERS).count(),
    lambda n: ngettext("of %(n)s vote with numbers", "of %(n)s votes with numbers", n) % {"n": n},
)
COMPUTED_VOTES = Whole(
    "votes-computed",
    lambda: Vote.objects.filter(withdrawn_at=None).exclude(result="").exclude(computed_result="").count(),
    lambda n: ngettext("of %(n)s vote with both results", "of %(n)s votes with both results", n) % {"n": n},
)
READ_TWICE = Whole(
    "votes-read-twice",
    votes_read_twice,
    lambda n: ngettext("of %(n)s vote read twice", "of %(n)s votes read twice", n) % {"n": n},
)
RESOLUTIONS = Whole("resolutions", lambda: adopted().count(), of_resolutions)
DRAFTS = Whole(
    "drafts",
    lambda: DraftResolution.objects.filter(withdrawn_at=None).count(),
    lambda n: ngettext("of %(n)s draft", "of %(n)s drafts", n) % {"n": n},
)
INTERPELLATIONS = Whole(
    "interpellations",
    lambda: Interpellation.objects.filter(withdrawn_at=None).count(),
    lambda n: ngettext("of %(n)s interpellation", "of %(n)s interpellations", n) % {"n": n},
)
COMMITTEES = Whole(
    "committees",
    lambda: CommitteeTerm.objects.filter(withdrawn_at=None).count(),
    lambda n: ngettext("of %(n)s committee in its term", "of %(n)s committees in their terms", n) % {"n": n},
)
MANDATES = Whole(
    "mandates",
    lambda: Mandate.objects.filter(withdrawn_at=None).count(),
    lambda n: ngettext("of %(n)s mandate", "of %(n)s mandates", n) % {"n": n},
)
