"""The process door of the worker and of beat."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_postrun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_postrun.connect
def _show_what_was_written(**_said: Any) -> None:
    """Let no page that a task has overtaken be served from files; the watcher sees what a long one writes."""
    from watchdog.core import shelf  # needs settings, which this module only names

    if shelf.is_open():
        shelf.turn()
