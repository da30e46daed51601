from importlib import import_module
from typing import Any

from celery.signals import worker_ready
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IngestConfig(AppConfig):
    name = "watchdog.ingest"
    label = "ingest"
    verbose_name = _("Ingestion")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        worker_ready.connect(finish_what_was_interrupted, dispatch_uid="ingest.recover")
        import_module("watchdog.ingest.waits")  # what waits for a person introduces itself


def finish_what_was_interrupted(**_signal: Any) -> None:
    """Let a worker that has just started look for runs that the one before it could not finish."""
    from watchdog.ingest.tasks import recover_runs  # models are loaded only after the app is ready

    recover_runs.delay()
