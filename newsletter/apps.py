from importlib import import_module

from celery.signals import worker_ready
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
        import_module("newsletter.letters.provider").listen()
        worker_ready.connect(_recover, dispatch_uid="newsletter.recover")


def _recover(**_said: object) -> None:
    """Let the worker look, as soon as it is ready, for letters and packs that another one left."""
    from newsletter.tasks import keep_up_packs, recover_mailings  # models are loaded only after the app is ready

    recover_mailings.delay()
    keep_up_packs.delay()
