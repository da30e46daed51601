"""How the council's papers are called, for templates."""

from __future__ import annotations

from django import template

from council import titles

register = template.Library()
register.filter("draft_title", titles.draft_title)
register.filter("resolution_title", titles.resolution_title)
register.filter("print_name", titles.print_name)
register.filter("item_label", titles.item_label)
