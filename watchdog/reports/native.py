"""
What WeasyPrint needs beside Python: Pango and its kin, and fonts of ours alone.

The machine's own libraries are used where they are; else those that ``./portal`` unpacked beside the clone. Fontconfig
is told of no other fonts than the portal's, so that a report looks the same on every machine.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path

from django.conf import settings

FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{kept}</cachedir></fontconfig>
"""


class NoPango(RuntimeError):
    """The machine has no Pango; reports cannot be made on it."""


@cache
def prepare() -> None:
    """Make ``import weasyprint`` possible; once in a process. Raise ``NoPango`` where it is not."""
    _say_which_fonts()
    _load(sorted(settings.NATIVE_DIR.glob("usr/lib/*/*.so.*")))
    try:
        import weasyprint  # noqa: F401 (it loads Pango, which must be ready by then)
    except OSError as error:
        raise NoPango(str(error)) from error


def _say_which_fonts() -> None:
    kept = Path(settings.PORTAL_STATE) / "fonts"
    kept.mkdir(parents=True, exist_ok=True)
    conf = kept / "fonts.conf"
    conf.write_text(FONTS_CONF.format(fonts=settings.BASE_DIR / "static" / "fonts", kept=kept))
    os.environ["FONTCONFIG_FILE"] = str(conf)


def _load(libraries: list[Path]) -> None:
    """Load libraries for whoever asks for them by name; each may need others, so go round until none is left."""
    while libraries:
        left = [each for each in libraries if not _can_load(each)]
        if len(left) == len(libraries):
            return
        libraries = left


def _can_load(library: Path) -> bool:
    try:
        ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
