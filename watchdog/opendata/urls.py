"""Addresses of open data that have no edition: files and the catalogue."""

from django.urls import path

from watchdog.opendata import views

urlpatterns = [
    path("dane/pelne/<str:name>", views.file, name="open-data-file"),
    path("katalog.ttl", views.dcat, name="open-data-catalogue"),
]
