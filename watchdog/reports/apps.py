from django.apps import AppConfig

from watchdog.core.forgetting import keeps_files
from watchdog.reports.orders import forget_all


class ReportsConfig(AppConfig):
    name = "watchdog.reports"
    label = "reports"

    def ready(self) -> None:
        keeps_files(forget_all)
