"""Settings of a real sender beside a test: the test's own database and queue, and its post office."""

import os

from watchdog.settings.test import *  # noqa: F403  # a settings file is its base, altered
from watchdog.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["WORKER_DB"]
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_DEFAULT_QUEUE = os.environ["WORKER_QUEUE"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_CONNECTIONS = int(os.environ["POST_CONNECTIONS"])
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["POST_OFFICE"])
