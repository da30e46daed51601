"""Addresses of Popolo, under ``/dane/``."""

from django.urls import path

from council.popolo import views

app_name = "popolo"
urlpatterns = [
    path("popolo.json", views.everything, name="whole"),
    path("popolo/glosowania/<slug:slug>.json", views.vote, name="vote"),
]
