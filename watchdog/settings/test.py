"""The suite: real PostgreSQL and Valkey, nothing kept, no network, quick hashes."""

import atexit
import os
import tempfile
from pathlib import Path

from watchdog.settings.base import *  # noqa: F403  # a settings file is its base, altered
from watchdog.settings.base import CACHES, CITY, DATABASES

SECRET_KEY = "tests-only"
PSEUDONYM_KEY = "tests-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
_state = tempfile.TemporaryDirectory(prefix="portal-test-")  # removed when the process ends
atexit.register(_state.cleanup)
PORTAL_STATE = Path(_state.name)
STATIC_ROOT = PORTAL_STATE / "static"
STATIC_ROOT.mkdir()
ARCHIVE_DIR = PORTAL_STATE / "archive"
MEDIA_ROOT = PORTAL_STATE / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["TEST"] = {
    "NAME": os.environ.get("TEST_DB_NAME", "test_portal"),
    "TEMPLATE": os.environ.get("TEST_DB_TEMPLATE"),  # a database with the tables made: to copy it is quicker
}
# Workers of pytest-xdist share the servers: pytest-django gives each a database of its own, this a cache of its own.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
CACHES["default"]["BACKEND"] = "tests.fakes.cache.OwnKeys"
CACHES["default"]["KEY_PREFIX"] = f"test-{os.environ.get('TEST_DB_NAME', 'portal')}-{CITY}-{_worker}"
READ_APART = False  # tests make sources of their own in their own process; two of them read apart
PAGES_REMEMBERED = 0  # budgets count the queries of a page that is drawn
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests of other rooms log people in without a password; those of watchdog/accounts switch these on.
SECOND_FACTOR_REQUIRED = False
AXES_ENABLED = False
# A worker asks more in a minute than one reader may; the limit has a test of its own.
OPEN_DATA_A_MINUTE = 1_000_000
