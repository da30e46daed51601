"""
Bringing a picture: what it is, is told by its content; what is kept, is drawn anew.

The bytes that somebody sends are never served. They are decoded, turned upright, and written again in two widths, which
leaves behind where and with what the photograph was taken.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from watchdog.pages.models import Picture
from watchdog.pages.models.pictures import WIDTHS

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes."""
LARGEST_PICTURE = 40_000_000
"""Pixels: more than any camera of the day gives, and about 160 MB when decoded."""
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MODES = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA"), "WEBP": ("RGB", "RGBA")}
"""The colours that each format is written in; others (print colours, palettes) are converted to the first or second."""
QUALITY = 85


@dataclass(frozen=True)
class Brought:
    """A picture that may be kept: its renditions by width, and the hash of what was sent."""

    sha256: str
    extension: str
    width: int
    height: int
    renditions: dict[int, bytes]


def read(upload: File[bytes]) -> Brought:
    """Look at what was sent; raise ``ValidationError`` with words for whoever sent it."""
    if (upload.size or 0) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1024 // 1024
        raise ValidationError(_("The file is larger than %(most)s MB. Make it smaller first.") % {"most": megabytes})
    content = upload.read()
    with _opened(content) as image:
        kind = image.format or ""
        upright = ImageOps.exif_transpose(image)
        drawn = _in_colours(upright, kind)
    renditions = {width: _written(drawn, width, kind) for width in _widths(drawn.width)}
    sha256 = hashlib.sha256(content).hexdigest()
    return Brought(sha256, EXTENSIONS[kind], drawn.width, drawn.height, renditions)


def store(brought: Brought) -> None:
    """Write the renditions into the media directory, each whole or not at all."""
    for width, content in brought.renditions.items():
        path = path_of(f"{brought.sha256}-{width}.{brought.extension}")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)


def path_of(name: str) -> Path:
    """Give where a rendition lies, spread over directories by the first two letters of its name."""
    return Path(settings.MEDIA_ROOT) / "pictures" / name[:2] / name


def kept(picture: Picture, width: int) -> Path:
    """Give where a picture's rendition lies."""
    return path_of(picture.file_name(width))


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """Open an image without decoding it, refuse what is too large, then decode it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower and has words
            with Image.open(BytesIO(content), formats=list(EXTENSIONS)) as image:
                if image.width * image.height > LARGEST_PICTURE:
                    raise ValidationError(_too_many_pixels())
                image.load()
                yield image
    except Image.DecompressionBombError:
        raise ValidationError(_too_many_pixels()) from None
    except (OSError, ValueError, SyntaxError, EOFError):  # what Pillow raises of a file that is none or is cut short
        raise ValidationError(_("This is not a whole JPEG, PNG or WebP picture.")) from None


def _too_many_pixels() -> str:
    most = LARGEST_PICTURE // 1_000_000
    return _("The picture has more than %(most)s million pixels. Make it smaller first.") % {"most": most}


def _in_colours(image: Image.Image, kind: str) -> Image.Image:
    """Give a copy with nothing but its pixels."""
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode = image.mode if image.mode in MODES[kind] else ("RGBA" if clear and kind != "JPEG" else "RGB")
    copy = image.convert(mode) if image.mode != mode else image.copy()
    copy.info.clear()
    return copy


def _widths(width: int) -> list[int]:
    smaller = [each for each in WIDTHS if each < width]
    return [*smaller, width] if width <= WIDTHS[-1] else smaller


def _written(image: Image.Image, width: int, kind: str) -> bytes:
    height = max(1, round(image.height * width / image.width))
    small = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    out = BytesIO()
    extra = {"quality": QUALITY} if kind != "PNG" else {"optimize": True}
    small.save(out, kind, **extra)
    return out.getvalue()
