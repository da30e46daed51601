"""Pictures: told by their content, drawn anew without what a camera adds, refused in words."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.council.admin.conftest import staff
from tests.factories.texts_of_ours import PictureFactory, picture_bytes
from watchdog.pages import pictures
from watchdog.pages.models import Picture

ADD = "/zaplecze/pages/picture/add/"
WORDS = {"alt": "Ratusz", "caption": "", "author": "Jan Kowalski", "licence": "CC BY 4.0", "slug": ""}


def bring(user: User, content: bytes, **typed: Any) -> HttpResponse:
    client = Client()
    client.force_login(user)
    return client.post(ADD, {**WORDS, **typed, "file": SimpleUploadedFile("zdjecie.jpg", content), "_save": "1"})


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)  # type: ignore[attr-defined]  # Django's test client adds it


@pytest.fixture
def bringer(db: None) -> User:
    return staff("redaktorka", "view_picture", "add_picture", "change_picture")


def exif() -> Any:
    made = Image.Exif()
    made[0x010F] = "Aparat"
    made[0x0112] = 6  # turned by a quarter
    made.get_ifd(0x8825)[1] = "N"  # GPS
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_anew_without_where_it_was_taken(kind: str) -> None:
    brought = pictures.read(ContentFile(picture_bytes(30, 10, kind, exif=exif())))

    with Image.open(BytesIO(brought.renditions[10])) as again:
        assert (again.format, again.size) == (kind, (10, 30)), "turned upright"
        assert not again.getexif()
        assert "exif" not in again.info


@pytest.mark.parametrize(("width", "widths"), [(400, [400]), (640, [640]), (1000, [640, 1000]), (3000, [640, 1280])])
def test_it_is_kept_in_two_widths_and_never_made_larger(width: int, widths: list[int]) -> None:
    brought = pictures.read(ContentFile(picture_bytes(width, 20)))

    assert list(brought.renditions) == widths
    assert PictureFactory.build(width=width).widths == widths


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "1"), ("PNG", "LA"), ("WEBP", "RGBA")],
)
def test_every_way_of_colours_can_be_brought(kind: str, mode: str) -> None:
    assert pictures.read(ContentFile(picture_bytes(8, 8, kind, mode))).renditions


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a<script>",
        picture_bytes(20, 10, "GIF"),
        picture_bytes(20, 10, "BMP"),
        picture_bytes(200, 100)[:300],
        b"\xff\xd8\xff\xe0" + b"\0" * 200,
        b"%PDF-1.7",
    ],
)
def test_what_is_no_whole_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError, match="JPEG"):
        pictures.read(ContentFile(content))


def test_a_picture_that_would_burst_is_refused_before_it_is_decoded() -> None:
    bomb = picture_bytes(8000, 6000, "PNG", "1")
    assert len(bomb) < 100_000

    with patch("PIL.ImageFile.ImageFile.load") as load, pytest.raises(ValidationError, match="40"):
        pictures.read(ContentFile(bomb))

    load.assert_not_called()


def test_a_picture_beyond_any_limit_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="40"):
        pictures.read(ContentFile(picture_bytes(20_000, 12_000, "PNG", "1")))


def test_a_file_that_is_too_large_is_not_read() -> None:
    file = ContentFile(b"x")
    file.size = pictures.LARGEST_FILE + 1

    with pytest.raises(ValidationError, match="10"):
        pictures.read(file)


def test_a_picture_is_brought_and_served(bringer: User, client: Client) -> None:
    bring(bringer, picture_bytes(1000, 50))
    picture = Picture.objects.get()

    response = client.get(picture.src)

    assert picture.slug == "ratusz"
    assert (picture.brought_by, picture.width, picture.height) == (bringer, 1000, 50)
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies
    with Image.open(BytesIO(b"".join(response))) as shown:  # type: ignore[arg-type]  # a streamed file
        assert shown.size == (640, 32)


def test_a_picture_says_what_it_shows_or_that_it_only_decorates(bringer: User) -> None:
    assert "alt" in errors(bring(bringer, picture_bytes(), alt=""))
    bring(bringer, picture_bytes(), alt="", decorative="on")

    assert Picture.objects.get().shown_alt == ""


@pytest.mark.parametrize("name", ["author", "licence"])
def test_a_picture_names_its_author_and_licence(bringer: User, name: str) -> None:
    assert name in errors(bring(bringer, picture_bytes(), **{name: ""}))


def test_a_picture_that_is_here_already_is_named(bringer: User) -> None:
    bring(bringer, picture_bytes())

    assert "ratusz" in errors(bring(bringer, picture_bytes(), alt="Inaczej"))["file"][0]


def test_twenty_megabytes_are_refused_in_words(bringer: User) -> None:
    assert "10 MB" in errors(bring(bringer, b"\xff\xd8\xff" + b"x" * 20 * 1024 * 1024))["file"][0]
    assert not Picture.objects.exists()


@pytest.mark.parametrize("right", ["view_picture", "change_picture"])
def test_who_may_not_bring_pictures_brings_none(right: str, db: None) -> None:
    assert bring(staff("obca", right), picture_bytes()).status_code == 403
    assert not Picture.objects.exists()


def test_its_words_can_be_mended_and_its_file_stays(bringer: User, client: Client) -> None:
    picture = PictureFactory()
    client.force_login(bringer)

    client.post(f"/zaplecze/pages/picture/{picture.pk}/change/", {**WORDS, "alt": "Ratusz nocą", "_save": "1"})

    kept = picture.sha256
    picture.refresh_from_db()
    assert (picture.alt, picture.sha256) == ("Ratusz nocą", kept)
    assert picture.history.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("width", [1, 641, 99999])
def test_another_width_is_not_found(client: Client, width: int) -> None:
    picture = PictureFactory()

    assert client.get(picture.address(width)).status_code == 404
