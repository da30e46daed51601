"""Drawings of the council's pages for pages of others."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from council.models import Vote
from council.presenters.votes import vote_page
from watchdog.core.typography import long_date
from watchdog.reports.embeds.introducing import Embedded, introduce


def vote_embed(slug: str) -> Embedded:
    """Draw who voted how, seat by seat, with the names in a list."""
    page = vote_page(get_object_or_404(Vote.objects.for_page(), slug=slug))
    day = long_date(page.vote.day) if page.vote.day else str(page.vote.year)
    return Embedded(
        title=page.heading,
        template="council/embeds/vote.html",
        context={"page": page},
        kicker=f"{day} · {page.kicker}",
        answer=page.answer,
    )


def introduce_embeds() -> None:
    introduce("council:vote", vote_embed)
