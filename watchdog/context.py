"""What every page's frame needs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from watchdog.cities import CityProfile, profile


def portal(request: HttpRequest) -> dict[str, CityProfile]:
    """Give templates the city's profile as ``city``."""
    return {"city": profile(settings.CITY)}
