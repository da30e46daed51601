"""The money's part of the start page, which is a page of the ground and asks no room by name."""

from __future__ import annotations

from django import template

from spending.presenters.money import ThisYear, this_year

register = template.Library()


@register.simple_tag
def the_money() -> ThisYear | None:
    """``{% the_money as money %}``: nothing where no total of any budget is known."""
    return this_year()
