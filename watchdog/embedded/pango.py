"""
Pango, by which WeasyPrint sets the type of reports: the machine's own, or Debian's packages unpacked beside the clone.

No package of Python's brings it for Linux. Root installs it; anybody else gets the same packages unpacked under
``.portal/sys``, from where ``watchdog.reports.native`` loads them.
"""

import ctypes
from pathlib import Path

from watchdog.embedded import apt
from watchdog.embedded.progress import complain, say
from watchdog.embedded.state import PROJECT

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
UNPACKED = PROJECT / ".portal" / "sys"
HINT = f"Reports as PDF need Pango; to have them, type: sudo apt-get install {' '.join(PACKAGES)}"


def ensure() -> bool:
    """Tell whether Pango is at hand, fetching it first if we can; say what to type otherwise."""
    if is_installed() or is_unpacked():
        return True
    say("Fetching Pango for reports as PDF (once)")
    done = apt.install(*PACKAGES) and is_installed() if apt.may_install() else apt.unpack(UNPACKED, *PACKAGES)
    if not done:
        complain(HINT)
    return done


def is_installed() -> bool:
    """Tell whether the machine itself has what WeasyPrint asks for."""
    try:
        for name in LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def is_unpacked(directory: Path = UNPACKED) -> bool:
    """Tell whether an earlier start unpacked it."""
    return any(directory.glob(f"usr/lib/*/{LIBRARIES[0]}"))
