from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Articles and newsletter")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("newsletter.records")  # articles introduce themselves
        import_module("newsletter.indexing").listen()
        import_module("newsletter.waits")  # what waits for a person introduces itself
        import_module("newsletter.following.tasks")  # Celery looks into an app's own module of tasks alone
