"""The organisation's own pages stand at the root, each under its own word; the last addresses to be tried."""

from django.urls import path

from watchdog.pages import views

urlpatterns = [
    path("metody/", views.methods, name="methods"),
    path("<slug:slug>/", views.page, name="page"),
]
