"""Every page of a record or a list as ``.pdf``, every page as ``.png``, a page's drawing for others at ``osadz/``."""

from django.urls import re_path

from watchdog.reports.embeds.views import embed
from watchdog.reports.sharing.views import share_picture
from watchdog.reports.views import report

urlpatterns = [
    re_path(r"^(?P<page>[^?#]+)\.pdf$", report, name="page-pdf"),
    re_path(r"^(?P<page>[^?#]+)\.png$", share_picture, name="page-png"),
    re_path(r"^(?P<page>[^?#]+/)osadz/$", embed, name="page-embed"),
]
