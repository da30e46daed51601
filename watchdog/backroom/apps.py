from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackroomConfig(AppConfig):
    name = "watchdog.backroom"
    label = "backroom"
    verbose_name = _("Work of the back room")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("watchdog.backroom.waits")  # what waits for a person introduces itself
