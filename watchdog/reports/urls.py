"""Every page of a record or a list with ``.pdf`` in place of its last slash, and every page with ``.png``."""

from django.urls import re_path

from watchdog.reports.sharing.views import share_picture
from watchdog.reports.views import report

urlpatterns = [
    re_path(r"^(?P<page>[^?#]+)\.pdf$", report, name="page-pdf"),
    re_path(r"^(?P<page>[^?#]+)\.png$", share_picture, name="page-png"),
]
