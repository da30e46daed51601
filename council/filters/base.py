"""What several lists are filtered by."""

from __future__ import annotations

from django.db.models import QuerySet

from council.models import Club, Term


def terms(request: object = None) -> QuerySet[Term]:
    """Offer the terms of which the portal knows at least one session, mandate or paper."""
    return Term.objects.known()


def clubs() -> list[tuple[str, str]]:
    """Offer every club once, though it is another record in each term."""
    return [*dict(Club.objects.order_by("name", "slug").values_list("slug", "name")).items()]
