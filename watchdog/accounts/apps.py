from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "watchdog.accounts"
    label = "accounts"
    verbose_name = _("People of the back room")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from watchdog.accounts.watching import watch  # models are loaded only after the app is ready

        watch()
