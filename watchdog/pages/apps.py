from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "watchdog.pages"
    label = "pages"
    verbose_name = _("Own pages")

    def ready(self) -> None:
        post_migrate.connect(_bring_texts, sender=self)


def _bring_texts(using: str, **kwargs: Any) -> None:
    """Give a migrated database the project's own pages; before their table exists there is nothing to do."""
    page = import_module("watchdog.pages.models").Page
    if using == "default" and page._meta.db_table in connections[using].introspection.table_names():
        import_module("watchdog.pages.defaults").ensure_defaults()
