"""The back room of the city's money: what a volunteer reads in a document and types in."""

from spending.admin import companies, registers
from watchdog.backroom.site import site

__all__ = ["companies"]

site.add_door(registers.urls)
