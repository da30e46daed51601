"""Addresses of OCDS, under ``/dane/ocds/``."""

from django.urls import path

from spending.ocds import views

app_name = "ocds"
urlpatterns = [
    path("umowy.json", views.contract_releases, name="contracts"),
    path("ogloszenia.json", views.notice_releases, name="notices"),
    path("umowy/<slug:slug>.json", views.contract_process, name="contract"),
    path("rekordy/<slug:slug>.json", views.contract_record, name="record"),
]
