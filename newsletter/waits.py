"""Texts that wait for a second person, for the page of what waits for whom."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsletter.backroom.doubts import PERMISSION
from newsletter.models import Article, Notice
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
register(
    "newsletter.doubts",
    Waiting(
        _("Mails in doubt"),
        lambda _user: Notice.objects.filter(state=Notice.State.DOUBT).count(),
        lambda: reverse("admin:newsletter_doubts"),
        PERMISSION,
    ),
)
