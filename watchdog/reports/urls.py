"""Every page of a record or a list with ``.pdf`` in place of its last slash; large ones while they are made."""

from django.urls import path, re_path

from watchdog.reports.months.views import month, months
from watchdog.reports.views import report
from watchdog.reports.waiting import file, order

urlpatterns = [
    path("raporty/", months, name="reports"),
    re_path(r"^raporty/(?P<key>[0-9]{4}-(?:0[1-9]|1[0-2]))/$", month, name="month-report"),
    re_path(r"^raporty/w-toku/(?P<key>[0-9a-f]{40})/$", order, name="report-order"),
    re_path(r"^raporty/pliki/(?P<key>[0-9a-f]{40})\.pdf$", file, name="report-file-pdf"),
    re_path(r"^(?P<page>[^?#]+)\.pdf$", report, name="page-pdf"),
]
"""``/rada/sesje/2010-2014/xliv.pdf``: the page at the same address, as a document."""
