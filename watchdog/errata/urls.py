"""Corrections and remarks of readers, under ``/korekty/``."""

from django.urls import path

import watchdog.archive.urls  # noqa: F401  # it registers how a hash stands in an address
from watchdog.errata.views import copies, files, lists, sending

app_name = "errata"
urlpatterns = [
    path("korekty/", lists.CorrectionList.as_view(), name="corrections"),
    path("korekty/uwagi/", lists.RemarkList.as_view(), name="remarks"),
    *files.urls(),
    path("korekty/zglos/<str:label>/<int:pk>/", sending.report, name="report"),
    path("archiwum/<sha256:sha256>/zmiany/<sha256:older>/", copies.copies, name="copies"),
    path("korekty/zgloszenie/<str:code>/", sending.state, name="state"),
]
