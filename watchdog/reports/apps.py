from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "watchdog.reports"
    label = "reports"
