"""Settings of a real worker process beside a test: the test's own database, archive and queue, and the slow office."""

import os

from watchdog.settings.test import *  # noqa: F403  # a settings file is its base, altered
from watchdog.settings.test import DATABASES, INSTALLED_APPS

DATABASES["default"]["NAME"] = os.environ["WORKER_DB"]
ARCHIVE_DIR = os.environ["WORKER_ARCHIVE"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.fakes.slow_office"]
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_DEFAULT_QUEUE = os.environ["WORKER_QUEUE"]
HTTP_ALLOW_PRIVATE = True
HTTP_PAUSE = 0
