"""Ctrl-C, ``kill`` and a closed terminal all mean: stop what you started, in order, then go."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop. Like KeyboardInterrupt it is no error, so nothing but the end may catch it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signal.Signals(signum).name)
        self.signum = signum


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn the first request to stop into ``Stopped``; further ones cannot disturb the clearing up it sets off."""
    before = {signum: signal.signal(signum, _stop) for signum in STOPPING}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _stop(signum: int, frame: FrameType | None) -> None:
    for each in STOPPING:
        signal.signal(each, _disregard)
    raise Stopped(signum)


def _disregard(signum: int, frame: FrameType | None) -> None:
    """Do nothing; unlike SIG_IGN this is not passed on to programs started meanwhile."""
