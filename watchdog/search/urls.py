"""The address of search, under ``/szukaj/``."""

from django.urls import path

from watchdog.search.views import search

urlpatterns = [path("", search, name="search")]
