"""Texts that wait for a second person, for the page of what waits for whom."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsletter.backroom.doubts import PERMISSION
from newsletter.models import Article, Delivery, Issue, Notice, SessionPack
from newsletter.packs.acts import PERMISSION as MAKES_PACKS
from watchdog.accounts.waiting import Waiting, register
from watchdog.pages.models import Page
from watchdog.pages.models.editorial import Editorial
from watchdog.pages.publishing import may_publish


def texts_in_review(user: AbstractBaseUser | AnonymousUser) -> int:
    """Count the articles and pages in review that this user may publish: of those kinds, and not their own work."""
    kinds: tuple[type[Editorial], ...] = (Article, Page)
    return sum(_in_review(kind, user) for kind in kinds if may_publish(user, kind()))


def _in_review(kind: type[Editorial], user: AbstractBaseUser | AnonymousUser) -> int:
    own = kind._default_manager.filter(editors=user.pk)
    return int(kind.objects.in_review().exclude(pk__in=own).count())


register(
    "newsletter.texts",
    Waiting(
        _("Articles and pages to review"),
        texts_in_review,
        lambda: reverse("admin:newsletter_article_changelist", query={"state__exact": "review"}),
        lambda user: any(may_publish(user, kind()) for kind in (Article, Page)),
    ),
)


def issues_in_review(user: AbstractBaseUser | AnonymousUser) -> int:
    """Count the issues of the newsletter in review that this user may approve."""
    return _in_review(Issue, user)


def mails_in_doubt(_user: AbstractBaseUser | AnonymousUser) -> int:
    """Count the mails of which nobody knows whether they left."""
    return Delivery.objects.in_doubt().count()


register(
    "newsletter.issues",
    Waiting(
        _("Issues of the newsletter to review"),
        issues_in_review,
        lambda: reverse("admin:newsletter_issue_changelist", query={"state__exact": "review"}),
        lambda user: may_publish(user, Issue()),
    ),
)
register(
    "newsletter.doubt",
    Waiting(
        _("Mails of the newsletter in doubt"),
        mails_in_doubt,
        lambda: reverse("admin:newsletter_issue_changelist", query={"mailing__state__exact": "running"}),
        "newsletter.send_issue",
    ),
)
register(
    "newsletter.doubts",
    Waiting(
        _("Mails in doubt"),
        lambda _user: Notice.objects.filter(state=Notice.State.DOUBT).count(),
        lambda: reverse("admin:newsletter_doubts"),
        PERMISSION,
    ),
)
register(
    "newsletter.packs",
    Waiting(
        _("Packs of sessions whose figures have changed"),
        lambda _user: SessionPack.objects.waiting().count(),
        lambda: reverse("admin:newsletter_packs"),
        MAKES_PACKS,
        lambda _user: SessionPack.objects.with_changes().values_list("changed_at", flat=True).first(),
    ),
)
