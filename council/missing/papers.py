"""What is missing of resolutions and drafts: numbers, publication, the vote, what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.missing.filters import OfResolutions, OfTerm
from council.missing.wholes import DRAFTS, RESOLUTIONS, adopted
from council.models import DraftResolution, DraftStage, DraftState, Resolution
from council.models.relations import has
from council.models.states import draft_state
from council.titles import draft_title, print_name, resolution_title
from watchdog.backroom.links import add_url, admin_url
from watchdog.core.dates import today
from watchdog.core.typography import long_date
from watchdog.missing.registry import Lack, Words, register

DECIDED_WITHIN = timedelta(days=30)
"""A draft that stood on an agenda so long ago has been decided, put off or withdrawn by now."""


def undecided() -> QuerySet[DraftResolution]:
    """Keep the drafts of which nobody knows what became of them, though their agenda, or their term, is long over."""
    day = today()
    over = Q(day__lt=day - DECIDED_WITHIN) | Q(day__isnull=True, term__ends__lt=day)
    drafts = DraftResolution.objects.filter(over, withdrawn_at=None).select_related("term")
    found = drafts.annotate(became=draft_state(DraftResolution)).filter(became=DraftState.UNKNOWN.value)
    return found.annotate(lacking_since=F("day"))


def name_of(resolution: Any) -> str:
    title = resolution_title(resolution.title)
    return f"{resolution.number}: {title}" if resolution.number else title


def known_of(resolution: Any) -> str:
    day = resolution.adopted_on
    return _("adopted on %(day)s") % {"day": long_date(day)} if day else _("only its number and title")


def resolution_lack(
    code: str,
    title: Words,
    why: Words,
    where: Words,
    lacking: Callable[[QuerySet[Resolution]], QuerySet[Resolution]],
    caution: Words = "",
) -> Lack:
    """Introduce one lack of resolutions, which all look alike in lists."""
    return register(
        Lack(
            code=code,
            title=title,
            why=why,
            where=where,
            clock=gettext_lazy("from the day of the adoption"),
            whole=RESOLUTIONS,
            records=lambda: lacking(adopted()).select_related("term").annotate(lacking_since=F("adopted_on")),
            label=name_of,
            url=lambda resolution: resolution.get_absolute_url(),
            known=known_of,
            mend=admin_url,
            permission="council.change_resolution",
            caution=caution,
            filterset=OfResolutions,
        )
    )


NO_NUMBER = resolution_lack(
    "uchwaly-bez-numeru",
    gettext_lazy("Resolutions without a number"),
    gettext_lazy("By its number a resolution is found in every register and quoted by every other act."),
    gettext_lazy("the register of resolutions (BIP)"),
    lambda resolutions: resolutions.filter(number=""),
)
NO_JOURNAL = resolution_lack(
    "uchwaly-bez-publikacji",
    gettext_lazy("Resolutions whose publication we do not know"),
    gettext_lazy("An act of local law binds residents only after it is published."),
    gettext_lazy("the journal of the voivodeship"),
    lambda resolutions: resolutions.filter(journal_position="", journal_on=None),
    gettext_lazy(
        "Only acts of local law are published there. Which of these resolutions are such acts, we do not know."
    ),
)
NO_VOTE = resolution_lack(
    "uchwaly-bez-glosowania",
    gettext_lazy("Resolutions without the vote that adopted them"),
    gettext_lazy("Who was for and who was against stands on no page of the portal."),
    gettext_lazy("the minutes of the session and its roll calls"),
    lambda resolutions: resolutions.filter(~has(Resolution, "votes")),
)
UNDECIDED = register(
    Lack(
        code="projekty-bez-rozstrzygniecia",
        title=gettext_lazy("Drafts of which we do not know what became of them"),
        why=gettext_lazy("A draft that disappears without a trace cannot be followed by anybody."),
        where=gettext_lazy("the minutes of the session on whose agenda it stood"),
        clock=gettext_lazy("from the day on which it first stood on an agenda"),
        whole=DRAFTS,
        records=undecided,
        label=lambda draft: f"{print_name(draft.number)}: {draft_title(draft.title)}".removesuffix(": "),
        url=lambda draft: draft.get_absolute_url(),
        mend=lambda draft: add_url(DraftStage, draft=draft.pk),
        permission="council.add_draftstage",
        filterset=OfTerm,
    )
)
