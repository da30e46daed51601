from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "watchdog.exports"
    label = "exports"
