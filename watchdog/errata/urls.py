"""Corrections and remarks of readers, under ``/korekty/``."""

from django.urls import path

from watchdog.errata.views import files, lists, sending

app_name = "errata"
urlpatterns = [
    path("korekty/", lists.CorrectionList.as_view(), name="corrections"),
    path("korekty/uwagi/", lists.RemarkList.as_view(), name="remarks"),
    *files.urls(),
    path("korekty/zglos/<str:label>/<int:pk>/", sending.report, name="report"),
    path("korekty/zgloszenie/<str:code>/", sending.state, name="state"),
]
