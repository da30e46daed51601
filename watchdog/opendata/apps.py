from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from watchdog.core.forgetting import keeps_files


class OpenDataConfig(AppConfig):
    name = "watchdog.opendata"
    label = "opendata"
    verbose_name = _("Open data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("watchdog.opendata.gone").watch()
        keeps_files(import_module("watchdog.opendata.tasks").withdraw_open_data)
