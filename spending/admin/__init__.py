"""The back room of the city's money: what a volunteer reads in a document and types in."""

from spending.admin import budget, companies, identity, organizations, registers, rows, signals
from watchdog.backroom.site import site

__all__ = ["budget", "companies", "organizations", "rows"]

site.add_door(identity.urls)
site.add_door(registers.urls)
site.add_door(signals.urls)
