"""What several lists are filtered by."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from council.models import Club, Person, Term
from watchdog.core.typography import long_date


def terms(request: object = None) -> QuerySet[Term]:
    """Offer the terms of which the portal knows at least one session, mandate or paper."""
    return Term.objects.known()


def clubs() -> list[tuple[str, str]]:
    """Offer every club once, though it is another record in each term."""
    return [*dict(Club.objects.order_by("name", "slug").values_list("slug", "name")).items()]


def seat_is_lost(person: Person) -> str:
    """Say that somebody's last mandate is over; nothing while they hold one."""
    left = person.left_before(timezone.localdate())
    if left is None:
        return ""
    words = {"name": person.name, "day": long_date(left)}
    return _("%(name)s is no longer a councillor: the last mandate lasted until %(day)s.") % words
