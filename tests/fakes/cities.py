"""City profiles of our own making."""

from __future__ import annotations

from watchdog.cities import CityProfile, UnitProfile, profile


def city_of(*units: UnitProfile) -> CityProfile:
    """Give Gliwice's profile with these units and no others."""
    return profile("gliwice").model_copy(update={"units": units})
