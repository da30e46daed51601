from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "watchdog.core"
    label = "core"

    def ready(self) -> None:
        import_module("watchdog.celery")  # so that web and commands hand tasks to the worker's own app
