"""The browser of the journeys: Debian's Chromium, installed where we may."""

import shutil

from watchdog.embedded import apt
from watchdog.embedded.progress import complain, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HINT = "The journeys need Chromium; to have it, type: sudo apt-get install chromium"


def find() -> str | None:
    """Return the path of a Chromium on this machine, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure() -> str | None:
    """Return a Chromium, installing it first if we are root on a machine with apt; say what to type otherwise."""
    if path := find():
        return path
    if apt.may_install():
        say("Installing Chromium for the journeys")
        apt.install("chromium")
    path = find()
    if path is None:
        complain(HINT)
    return path
