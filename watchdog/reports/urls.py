"""
Every page of a record or a list as ``.pdf``, every page as ``.png``, a page's drawing for others at ``osadz/``; large
documents while they are made; months.
"""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from watchdog.reports.embeds.views import embed
from watchdog.reports.months.views import month, months
from watchdog.reports.sharing.views import share_picture
from watchdog.reports.views import report
from watchdog.reports.waiting import file, order


class MonthConverter(StringConverter):
    """A month in an address: ``2014-10``."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"


class OrderConverter(StringConverter):
    """The key of a large document: the sum of what was asked and of which state of the data."""

    regex = r"[0-9a-f]{40}"


register_converter(MonthConverter, "month")
register_converter(OrderConverter, "order")

urlpatterns = [
    path("raporty/", months, name="reports"),
    path("raporty/<month:key>/", month, name="month-report"),
    path("raporty/w-toku/<order:key>/", order, name="report-order"),
    path("raporty/pliki/<order:key>.pdf", file, name="report-file-pdf"),
    re_path(r"^(?P<page>[^?#]+)\.pdf$", report, name="page-pdf"),
    re_path(r"^(?P<page>[^?#]+)\.png$", share_picture, name="page-png"),
    re_path(r"^(?P<page>[^?#]+/)osadz/$", embed, name="page-embed"),
]
