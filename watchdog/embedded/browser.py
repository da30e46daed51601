"""The browser of the journeys: Debian's Chromium, installed where we may."""

import os
import shutil
import subprocess

from watchdog.embedded.progress import complain, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium",)
HINT = "The journeys need Chromium; to have it, type: sudo apt-get install chromium"


def find() -> str | None:
    """Return the path of a Chromium on this machine, or nothing."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure() -> str | None:
    """Return a Chromium, installing it first if we are root on a machine with apt; say what to type otherwise."""
    if path := find():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the journeys")
        _install()
    path = find()
    if path is None:
        complain(HINT)
    return path


def _install() -> None:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    if not _apt(install):
        _apt(["apt-get", "update", "-qq"])
        _apt(install)


def _apt(command: list[str]) -> bool:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        complain("\n".join((done.stdout + done.stderr).splitlines()[-5:]))
    return done.returncode == 0
