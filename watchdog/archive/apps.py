from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "watchdog.archive"
    label = "archive"
    verbose_name = "Archiwum"
