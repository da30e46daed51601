"""
The one table of who may do what in the back room.

A permission is named "app.codename"; ``*`` stands for every kind of record of that app, also one that comes later. A
room that adds a permission adds a line here, and the next migration of the database gives it to the group
(``watchdog.accounts.groups``). Nobody has a permission to delete. Code asks ``user.has_perm``, never a group's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TYPED = (
    "agendaitem",
    "attendance",
    "bodymembership",
    "clubmembership",
    "committeeterm",
    "draftresolution",
    "draftstage",
    "interpellation",
    "mandate",
    "meeting",
    "opinion",
    "person",
    "petition",
    "remark",
    "resolution",
    "resolutionrelation",
    "ruling",
    "session",
    "timecode",
    "vote",
)
"""The council's kinds of records that people type. Not clubs: the name of one stands beside many people's votes."""

LOOKS = ("council.view_*", "spending.view_*", "archive.view_*", "ingest.view_*")
TYPED_OF_MONEY = ("budgetfigure", "contract", "payment")
"""The kinds of records of the city's money that people type and correct."""
TYPES = (
    *(f"council.add_{kind}" for kind in TYPED),
    *(f"spending.add_{kind}" for kind in ("company", "boardmember", *TYPED_OF_MONEY)),
)
CORRECTS = (
    *(f"council.change_{kind}" for kind in TYPED),
    "council.add_club",
    "council.change_club",
    *(f"spending.change_{kind}" for kind in ("organization", "notice", *TYPED_OF_MONEY)),
)

MAPS = ("spending.view_registermapping", "spending.add_registermapping", "spending.change_registermapping")
"""Who says how a register's columns are read, and takes its files in."""


@dataclass(frozen=True)
class Role:
    """What belonging to one group means."""

    label: str | Promise
    permissions: Sequence[str]
    second_factor: bool = True
    """Whether a password is not enough for whoever belongs to it."""


ROLES: Mapping[str, Role] = {
    "wolontariusz": Role(
        _("volunteer: looks at everything and types new records"),
        [
            *LOOKS,
            *TYPES,
            "council.tie_name",
            "spending.propose_signalword",
        ],
        second_factor=False,
    ),
    "recenzent": Role(
        _("reviewer: also publishes what others typed, corrects and decides"),
        [
            *LOOKS,
            *TYPES,
            *CORRECTS,
            "backroom.publish_submission",
            "errata.decide_objection",
            "council.merge_person",
            "council.tie_name",
            "spending.identify_organization",
            "spending.propose_signalword",
            "spending.decide_signalword",
            *MAPS,
        ],
    ),
    "redaktor": Role(
        _("editor: articles, pages, pictures and the newsletter"),
        [
            *LOOKS,
            "pages.view_page",
            "pages.add_page",
            "pages.change_page",
            "pages.publish_page",
            "pages.view_picture",
            "pages.add_picture",
            "pages.change_picture",
            "newsletter.view_article",
            "newsletter.add_article",
            "newsletter.change_article",
            "newsletter.publish_article",
            "newsletter.view_issue",
            "newsletter.add_issue",
            "newsletter.change_issue",
            "newsletter.publish_issue",
            "newsletter.send_issue",
            "newsletter.make_sessionpack",
        ],
    ),
    "administrator": Role(
        _("administrator: people of the back room, runs of sources, the log"),
        [
            "auth.view_user",
            "auth.change_user",
            "auth.view_group",
            "accounts.view_invitation",
            "accounts.add_invitation",
            "accounts.change_invitation",
            "admin.view_logentry",
            "archive.view_*",
            "archive.change_snapshot",
            "axes.view_accessattempt",
            "axes.view_accesslog",
            "ingest.view_*",
            "ingest.add_run",
            *MAPS,
            "accounts.view_act",
        ],
    ),
}
"""The groups by their names in the database, the one with the fewest rights first."""

ADMINISTRATOR = "administrator"


def strict_groups() -> list[str]:
    """Name the groups whose members need a second factor."""
    return [name for name, role in ROLES.items() if role.second_factor]


def requires_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a password is not enough for this person: by the groups, and for every superuser."""
    if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    return user.is_superuser or user.groups.filter(name__in=strict_groups()).exists()
