"""The portal's sources, open to everyone."""

from django.urls import path

from watchdog.ingest import views

urlpatterns = [path("", views.sources, name="sources")]
