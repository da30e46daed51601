"""What the person at the terminal sees while things start."""

import sys
import time
from typing import TextIO

BEGAN = time.monotonic()


def say(text: str, to: TextIO | None = None) -> None:
    """Print one line of progress with the seconds since the command began."""
    print(f"[{time.monotonic() - BEGAN:5.1f} s] {text}", file=to or sys.stdout, flush=True)


def complain(text: str) -> None:
    """Print a message about the start itself where it cannot be taken for a command's output."""
    print(text, file=sys.stderr, flush=True)
