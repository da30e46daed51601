"""Running one command at the terminal of whoever typed it, and passing on what he tells it."""

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

from watchdog.embedded.processes import die_with_parent
from watchdog.embedded.signals import STOPPING


def foreground(command: Sequence[str], environ: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run a command with our input, output and directory; return its exit code as a shell would count it."""
    process = subprocess.Popen(command, env=dict(environ), cwd=cwd, preexec_fn=die_with_parent(signal.SIGTERM))
    before = {signum: signal.signal(signum, partial(_pass_on, process)) for signum in STOPPING}
    try:
        code = process.wait()
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
    return code if code >= 0 else 128 - code


def _pass_on(process: subprocess.Popen[bytes], signum: int, frame: FrameType | None) -> None:
    """Hand a signal to the command, except the Ctrl-C that the terminal has already given it."""
    if signum != signal.SIGINT or not sys.stdin.isatty():
        process.send_signal(signum)
