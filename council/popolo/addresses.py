"""Addresses of the documents of Popolo."""

from __future__ import annotations

from django.urls import reverse

from council.models import Vote


def of_vote(vote: Vote) -> str:
    """Return the path under which one vote stands alone, with its motion and everybody it names."""
    return reverse("popolo:vote", args=[vote.slug])
