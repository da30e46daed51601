from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ErrataConfig(AppConfig):
    name = "watchdog.errata"
    verbose_name = _("Corrections and remarks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("watchdog.errata.records")  # its lists introduce themselves
        import_module("watchdog.errata.waits")  # what waits for a person introduces itself
        import_module("watchdog.errata.monthly")  # and so does its part of a month's report
