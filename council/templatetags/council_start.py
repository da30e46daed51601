"""The council's part of the start page, which is a page of the ground and asks no room by name."""

from __future__ import annotations

from django import template

from council.presenters.start import (
    LastSession,
    Missing,
    NextSession,
    Picture,
    divided_vote,
    gaps,
    last_session,
    next_session,
)

register = template.Library()


@register.simple_tag
def the_last_session() -> LastSession | None:
    """``{% the_last_session as last %}``: nothing where no session is documented."""
    return last_session()


@register.simple_tag
def the_next_session() -> NextSession | None:
    """``{% the_next_session as ahead %}``: nothing where no document names a session to come."""
    return next_session()


@register.simple_tag
def the_divided_vote(last: LastSession | None) -> Picture | None:
    """``{% the_divided_vote last as picture %}``: nothing where no vote by name divided the council."""
    return divided_vote(last.session if last else None)


@register.simple_tag
def the_gaps() -> list[Missing]:
    """``{% the_gaps as gaps %}``."""
    return gaps()
