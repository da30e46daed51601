"""The buttons that other rooms bring to a record's form."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from watchdog.backroom import tools

register = template.Library()


@register.simple_tag(takes_context=True)
def tools_for(context: Context, record: Any) -> list[tools.Button]:
    """``{% tools_for original as tools %}``: the buttons of a record for whoever looks."""
    request = context.get("request")
    return tools.tools_for(record or None, request.user) if request else []
