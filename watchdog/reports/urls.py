"""Every page of a record or a list with ``.pdf`` in place of its last slash."""

from django.urls import re_path

from watchdog.reports.views import report

urlpatterns = [re_path(r"^(?P<page>[^?#]+)\.pdf$", report, name="page-pdf")]
