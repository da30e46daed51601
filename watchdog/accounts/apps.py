from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import m2m_changed, post_migrate, pre_delete
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "watchdog.accounts"
    label = "accounts"
    verbose_name = _("People of the back room")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.models import User  # models are loaded only after the app is ready

        from watchdog.accounts.groups import after_the_last_app
        from watchdog.accounts.leaving import refuse_deletion
        from watchdog.accounts.sessions import end_when_groups_change
        from watchdog.accounts.watching import watch

        watch()

        post_migrate.connect(after_the_last_app, dispatch_uid="accounts.groups")
        m2m_changed.connect(end_when_groups_change, sender=User.groups.through, dispatch_uid="accounts.sessions")
        pre_delete.connect(refuse_deletion, sender=User, dispatch_uid="accounts.kept")
        import_module("watchdog.accounts.waits")  # what waits for an administrator introduces itself
        apps.get_app_config("axes").verbose_name = _("Log-ins")  # as an administrator would call django-axes
