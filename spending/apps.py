from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpendingConfig(AppConfig):
    name = "spending"
    verbose_name = _("Spending")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("spending.records")  # its kinds of records introduce themselves
        import_module("spending.importing")  # its kinds of tables introduce themselves
        import_module("spending.presenters.wording").introduce()
        import_module("spending.errata").introduce()
        import_module("spending.waits")
        import_module("spending.ocds.introducing")  # its documents of open data introduce themselves
        import_module("spending.signals.named")  # its classes of signals introduce themselves
        import_module("spending.signals.open_contracting")  # and so do Open Contracting's
        import_module("spending.records.signals").introduce_lists()
        import_module("spending.missing")  # and so does what they may lack
        import_module("spending.sharing").introduce_pictures()
        import_module("spending.embeds").introduce_embeds()
        import_module("spending.monthly")  # and their part of a month's report
