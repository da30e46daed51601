from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "watchdog.search"
    label = "search"
