"""What a committee said of a draft, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from council.models import Opinion


def counts_of(opinion: Opinion) -> Iterable[str]:
    """Give the printed counters, each with its word; one that the document does not print is left out."""
    if opinion.votes_for is not None:
        yield _("for: %(n)s") % {"n": opinion.votes_for}
    if opinion.votes_against is not None:
        yield _("against: %(n)s") % {"n": opinion.votes_against}
    if opinion.votes_abstaining is not None:
        yield _("abstaining: %(n)s") % {"n": opinion.votes_abstaining}
