"""What this portal is called, and whom its mails are from."""

from __future__ import annotations

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings

from watchdog.cities import profile


def portal_name(_whom: object = None) -> str:
    """Give the portal's name in this city, to whoever asks: „Gliwice OdNowa”."""
    return profile(settings.CITY).portal


def sender() -> str:
    """Write the sender as mail programs read it: the address of the settings, with the portal's name if it has none."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return str(Address(name or portal_name(), addr_spec=address))
