"""A document's card and, where it may be seen, its bytes."""

from django.urls import path, register_converter

from watchdog.archive import views


class Sha256Converter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256Converter, "sha256")

app_name = "archive"
urlpatterns = [
    path("<sha256:sha256>/", views.snapshot, name="snapshot"),
    path("<sha256:sha256>/plik", views.file, name="file"),
]
