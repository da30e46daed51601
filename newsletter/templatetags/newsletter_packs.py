"""What the front page of the back room says of packs, without asking this room by name."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from newsletter.models import SessionPack
from newsletter.packs.acts import PERMISSION
from newsletter.packs.shown import Notice, notice_of

register = template.Library()
SHOWN = 5
"""The longest waiting so many; the list has them all."""


@register.inclusion_tag("admin/newsletter/_packs_changed.html", takes_context=True)
def packs_changed(context: Context) -> dict[str, Any]:
    """``{% packs_changed %}``: which packs' figures have changed since when, for whoever may make packs."""
    request = context.get("request")
    if request is None or not request.user.has_perm(PERMISSION):
        return {"notices": []}
    found = SessionPack.objects.with_changes().for_list()[:SHOWN]
    notices: list[Notice] = [notice_of(pack) for pack in found]
    return {"notices": notices}
