"""The organisation's own words: pages, pictures, and what every text of ours shares with them."""

from watchdog.pages.models.editorial import Editorial, State
from watchdog.pages.models.mentions import Mention
from watchdog.pages.models.pages import Page
from watchdog.pages.models.pictures import Picture

__all__ = ["Editorial", "Mention", "Page", "Picture", "State"]
