"""Our own words in the back room."""

from watchdog.pages.admin.pages import PageAdmin
from watchdog.pages.admin.pictures import PictureAdmin

__all__ = ["PageAdmin", "PictureAdmin"]
