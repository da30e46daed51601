from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    name = "council"
    verbose_name = _("Council")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("council.records")  # its kinds of records introduce themselves
        import_module("council.importing")  # its kinds of tables introduce themselves
        import_module("council.presenters.wording").introduce()
        import_module("council.presenters.describing").introduce()
        import_module("council.errata").introduce()
        import_module("council.waits")
        import_module("council.popolo.introducing")  # its documents of open data introduce themselves
        import_module("council.missing")  # and so does what it may lack
        import_module("council.sharing").introduce_pictures()
        import_module("council.embeds").introduce_embeds()
        import_module("council.monthly")  # and its parts of a month's report
