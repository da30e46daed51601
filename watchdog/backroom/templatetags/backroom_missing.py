"""What the first page of the back room says of what is missing."""

from __future__ import annotations

from django import template

from watchdog.backroom.missing import mendable

register = template.Library()

register.simple_tag(mendable, name="mendable")
