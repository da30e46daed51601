"""
One document set in a process of its own, with limits that the kernel keeps.

``python -m watchdog.reports.apart FILE`` reads a manuscript, writes the document to FILE, and says on its output what
it does: ``pages 12``, ``again``, ``file``. It needs no database. A worker that is killed takes it along.
"""

from __future__ import annotations

import ctypes
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from watchdog.reports.setting import Manuscript, typeset

SECONDS = 900
PROCESSOR = 600
"""Seconds by the clock and of the processor: a thousand rows take less than one minute."""
MEMORY = 1_500_000_000
"""Bytes of address space; fifty pages take a quarter of it."""
COMMAND = (sys.executable, "-m", "watchdog.reports.apart")
ROOT = Path(__file__).resolve().parent.parent.parent
_DIE_WITH_PARENT = 1


def begin(made: Manuscript, file: Path) -> subprocess.Popen[bytes]:
    """Start the process and hand it the manuscript; what it says is on its ``stdout``."""
    process = subprocess.Popen(
        [*COMMAND, str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin
    with process.stdin:
        pickle.dump(made, process.stdin)
    return process


def main(file: Path, given: IO[bytes]) -> None:
    """Set what is given and put it where it belongs."""
    made = pickle.load(given)  # from the process that started this one
    logging.getLogger("weasyprint.progress").addHandler(_Told())
    logging.getLogger("weasyprint.progress").setLevel(logging.INFO)
    file.write_bytes(typeset(made))


class _Told(logging.Handler):
    """Passes on which page the library is at."""

    def emit(self, record: logging.LogRecord) -> None:
        if "Page" in record.msg and isinstance(record.args, tuple):
            print("pages", record.args[0], flush=True)
        elif "Repagination" in record.msg:
            print("again", flush=True)
        elif "Step 6" in record.msg:
            print("file", flush=True)


def _keep_limits() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)


if __name__ == "__main__":
    _keep_limits()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    main(Path(sys.argv[1]), sys.stdin.buffer)
