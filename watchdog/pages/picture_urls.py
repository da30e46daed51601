"""Pictures stand outside of the editions: ``/obrazy/<sha256>-<width>.<extension>``."""

from django.urls import re_path

from watchdog.pages import views

urlpatterns = [
    re_path(
        r"^(?P<sha256>[0-9a-f]{64})-(?P<width>[0-9]{1,5})\.(?P<extension>jpg|png|webp)$", views.picture, name="picture"
    ),
]
