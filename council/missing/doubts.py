"""What we inferred instead of reading it, and where a document differs from what a person entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.missing.filters import OfResolutions, OfTerm, OfVotes
from council.missing.papers import name_of as resolution_name
from council.missing.votes import label_of
from council.missing.wholes import RESOLUTIONS, SESSIONS, VOTES, adopted, held_sessions
from council.models import Vote
from council.presenters.sessions import name_of
from watchdog.archive.models import Certainty, Change
from watchdog.archive.wording import field_name
from watchdog.backroom.differences import differences
from watchdog.backroom.links import admin_url, decision_url, model_edited
from watchdog.core.dates import WARSAW
from watchdog.missing.registry import Lack, Whole, Words, register

GUESSED = gettext_lazy("We derived it from another document; it is marked everywhere and enters no figure.")


def inferred_lack(
    code: str,
    title: Words,
    whole: Whole,
    records: Callable[[], QuerySet[Any]],
    label: Callable[[Any], str],
    permission: str,
    filterset: type[Any],
) -> Lack:
    """Introduce one kind of records that we inferred."""
    return register(
        Lack(
            code=code,
            title=title,
            why=GUESSED,
            where=gettext_lazy("the minutes of the session, or its agenda"),
            clock=gettext_lazy("from the day of the record, as far as it is known"),
            whole=whole,
            records=lambda: records().filter(certainty=Certainty.INFERRED),
            label=label,
            url=lambda record: record.get_absolute_url(),
            known=lambda record: record.note,
            mend=admin_url,
            permission=permission,
            filterset=filterset,
        )
    )


INFERRED_SESSIONS = inferred_lack(
    "sesje-wywnioskowane",
    gettext_lazy("Sessions whose day or number we inferred"),
    SESSIONS,
    lambda: held_sessions().select_related("body", "term").annotate(lacking_since=F("day")),
    name_of,
    "council.change_session",
    OfTerm,
)
INFERRED_VOTES = inferred_lack(
    "glosowania-wywnioskowane",
    gettext_lazy("Votes that we inferred"),
    VOTES,
    lambda: Vote.objects.filter(withdrawn_at=None).annotate(lacking_since=F("day")),
    label_of,
    "council.change_vote",
    OfVotes,
)
INFERRED_RESOLUTIONS = inferred_lack(
    "uchwaly-wywnioskowane",
    gettext_lazy("Resolutions that we inferred"),
    RESOLUTIONS,
    lambda: adopted().annotate(lacking_since=F("adopted_on")),
    resolution_name,
    "council.change_resolution",
    OfResolutions,
)


def _change_label(change: Any) -> str:
    record = change.record
    if record is None:
        return _("a record that is no longer there")
    kind = model_edited(record)._meta.verbose_name
    return f"{kind}: {record}, {field_name(record, change.field)}"


def _change_url(change: Any) -> str:
    record = change.record
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


def _waiting() -> QuerySet[Change]:
    return differences().annotate(lacking_since=TruncDate("at", tzinfo=WARSAW))


DIFFERENCES = register(
    Lack(
        code="roznice-do-rozstrzygniecia",
        title=gettext_lazy("Differences between a document and what a person entered"),
        why=gettext_lazy("A machine never overwrites what a person entered; somebody has to look and decide."),
        where=gettext_lazy("the document, beside the record"),
        clock=gettext_lazy("from the day on which the document was read"),
        whole=Whole(
            "changes-by-documents",
            lambda: Change.objects.filter(applied=False, content_type__app_label="council").count(),
            lambda n: ngettext("of %(n)s difference found", "of %(n)s differences found", n) % {"n": n},
        ),
        records=_waiting,
        label=_change_label,
        url=_change_url,
        known=lambda change: _("the value that a person entered"),
        mend=decision_url,
        permission="council.change_session",
    )
)
