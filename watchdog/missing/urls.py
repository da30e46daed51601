"""What is missing in the data, under ``/braki/``."""

from django.urls import path

from watchdog.exports.formats import ENDINGS
from watchdog.missing.files import lack_file
from watchdog.missing.views import LackList, missing_board

urlpatterns = [
    path("", missing_board, name="missing"),
    path("<slug:code>/", LackList.as_view(), name="missing-list"),
    *(path(f"<slug:code>.{each}", lack_file, {"extension": each}, name=f"missing-list-{each}") for each in ENDINGS),
]
