"""Files on their way in: a small one arrives whole, of a large one no more than tells that it is too large."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

PIECE = 64 * 1024
"""What Django reads at once."""


@pytest.mark.parametrize("size", [0, 1000, 5 * PIECE])
def test_a_file_within_the_limit_arrives_whole(size: int, rf: RequestFactory, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 5 * PIECE

    request = rf.post("/", {"plik": SimpleUploadedFile("a.csv", b"x" * size)})

    assert request.FILES["plik"].read() == b"x" * size
    request.close()


def test_of_a_file_beyond_the_limit_the_rest_is_dropped_and_the_form_arrives(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 5 * PIECE

    request = rf.post("/", {"plik": SimpleUploadedFile("a.csv", b"x" * 100 * PIECE), "temat": "Budżet"})

    assert 5 * PIECE < request.FILES["plik"].size <= 6 * PIECE
    assert request.POST["temat"] == "Budżet"
    request.close()


def test_each_of_two_files_is_measured_by_itself(rf: RequestFactory, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2 * PIECE
    files = {name: SimpleUploadedFile(f"{name}.csv", b"x" * 2 * PIECE) for name in ("a", "b")}

    request = rf.post("/", files)

    assert [request.FILES[name].size for name in ("a", "b")] == [2 * PIECE, 2 * PIECE]
    request.close()
