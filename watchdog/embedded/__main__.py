"""What `./portal` hands over to once Python is there."""

import errno
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

# Started by its path, from any directory: the project is found from here, not from where the caller stands.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.progress import complain
from watchdog.embedded.signals import Stopped

MODULES = {"run": "running", "manage": "managing", "test": "testing", "check": "checking", "fix": "checking"}


def main(command: str, arguments: list[str]) -> int:
    """Do one of the door's commands and return its exit code."""
    try:
        return _dispatch(command, arguments)
    except EmbeddedError as error:
        complain(str(error))
        return error.exit_code
    except Stopped as stopped:
        return 128 + stopped.signum
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        complain(f"{error.strerror}: {error.filename or 'the disk of the portal'}")
        return 1


def _dispatch(command: str, arguments: list[str]) -> int:
    # Each door is its module's function of the same name, imported alone: `manage` must not wait for `check`'s tools.
    door: Callable[[list[str]], int] = getattr(import_module(f"watchdog.embedded.{MODULES[command]}"), command)
    return door(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
