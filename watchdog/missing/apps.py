from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissingConfig(AppConfig):
    name = "watchdog.missing"
    label = "missing"
    verbose_name = _("What is missing")

    def ready(self) -> None:
        import_module("watchdog.missing.corridor")  # what the corridor lacks introduces itself, like the apps' lacks
