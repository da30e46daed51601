"""Addresses of the interface, under ``/api/v1/``."""

from django.urls import path

from watchdog.opendata.api import views

app_name = "api"
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi, name="openapi"),
    path("<str:kind>/", views.records, name="list"),
    path("<str:kind>/<int:number>/", views.record, name="record"),
    path("<path:rest>", views.missing, name="missing"),
]
