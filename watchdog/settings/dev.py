"""The portal on one machine, as ``./portal run`` starts it: loopback only, embedded servers, no TLS."""

import os
from pathlib import Path

from watchdog.settings.base import *  # noqa: F403  # a settings file is its base, altered
from watchdog.settings.base import PAGES_REMEMBERED, PORTAL_STATE, STATIC_ROOT


def _kept_secret(path: Path) -> str:
    """Use the key that the launcher made for this machine; a throw-away one where nothing is kept between starts."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else os.urandom(32).hex()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret(PORTAL_STATE / "secret-key")
PSEUDONYM_KEY = os.environ.get("PSEUDONYM_KEY") or _kept_secret(PORTAL_STATE / "pseudonym-key")
DEBUG = os.environ.get("DEBUG") == "1"
PAGES_REMEMBERED = 0 if DEBUG else PAGES_REMEMBERED  # who works on templates wants to see them
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
WHITENOISE_USE_FINDERS = True  # straight from static/: nothing to collect on one machine
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Nothing is sent from one machine: each mail is a file, which holds links that let somebody in.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = PORTAL_STATE / "mail"
EMAIL_FILE_PATH.mkdir(mode=0o700, exist_ok=True)
LOGIN_CODES_TOLD = True
