"""How what is said of a company became what it is: every correction of its shares and its people, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from spending.models import Company
from spending.presenters.evidence import Correction, correction
from watchdog.archive.models import Change, Sourced


def history_of(company: Company) -> tuple[Correction, ...]:
    """Give the corrections of a company fetched by ``for_page``, of its shares and of its people, in one query."""
    records: Iterable[Sourced] = chain([company], company.holdings.all(), company.board.all())
    known = {(ContentType.objects.get_for_model(each).pk, each.pk): each for each in records}
    wanted = Q()
    for kind, key in known:
        wanted |= Q(content_type=kind, object_id=key)
    changes = Change.objects.with_decision().filter(wanted)
    return tuple(correction(known[each.content_type_id, each.object_id], each) for each in changes)
