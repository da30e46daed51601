"""
`./portal test`: the checks, then the suite on servers of its own that are thrown away afterwards.

The whole suite is shared out among a few workers, each with a database and a cache of its own. With arguments of
pytest's only those tests run, without the checks and in one process, unless ``-n`` is among the arguments.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from watchdog.embedded import browser, checking, pango
from watchdog.embedded import servers as our_servers
from watchdog.embedded.catalogue import compile_stale
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.foreground import foreground
from watchdog.embedded.progress import complain
from watchdog.embedded.signals import stoppable
from watchdog.embedded.state import PROJECT, State

MOST_WORKERS = 4
"""More would gain little: PostgreSQL, Valkey, browsers and whole portals run beside the workers, for each of them."""


def test(arguments: list[str]) -> int:
    """Run what was asked for and return the worse of the exit codes."""
    everything = "--all" in arguments
    chosen = [argument for argument in arguments if argument != "--all"]
    with stoppable():
        failed = 0 if chosen else checking.check([])
        compile_stale(PROJECT)
        _ensure_browser()
        _ensure_pango()
        marks = [] if everything or chosen else ["-m", "not slow"]
        shared = [] if chosen else sharing_out(processors())
        code = _pytest([*shared, *marks, *chosen], whole=not chosen)
    if failed:
        complain("The tests ran, but ./portal check failed; its findings are above.")
    return code or failed


def processors() -> int:
    """Count the processors that this process may use; a container may hold it to fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def sharing_out(processors: int) -> list[str]:
    """
    Return the options by which pytest-xdist runs the suite on so many processors; none for a single one.

    ``load`` hands out the list of tests from its head. So every worker keeps the order that pytest-django made: those
    that empty the tables come after all that need the rows of the migrations. The other ways to share out break it.
    They are handed out a few at a time: the slow ones, in a browser, stand last, and one worker must not get them all.
    There is one worker more than there are processors, for each waits a quarter of its time: for servers, for browsers.
    """
    if processors < 2:
        return []
    workers = min(processors + 1, MOST_WORKERS)
    return ["--numprocesses", str(workers), "--dist", "load", "--maxschedchunk", "4"]


def _ensure_browser() -> None:
    """Without a browser the journeys are skipped with the reason; where others rely on the result, nothing may be."""
    if browser.ensure() is None and os.environ.get("CI") == "true":
        raise EmbeddedError("In CI no journey may be skipped, and there is no Chromium.")


def _ensure_pango() -> None:
    """Without Pango the tests of reports are skipped with the reason; in CI none may be."""
    if not pango.ensure() and os.environ.get("CI") == "true":
        raise EmbeddedError("In CI no test of reports may be skipped, and there is no Pango.")


def _pytest(arguments: list[str], *, whole: bool) -> int:
    # The tests' own cluster: a developer's data, kept or running, is never near it.
    with _throw_away_state() as state, our_servers.started(state, throw_away=True) as servers:
        environ: Mapping[str, str] = {
            **os.environ,
            **servers.environ(),
            "DJANGO_SETTINGS_MODULE": "watchdog.settings.test",
            "PYTHONPATH": str(PROJECT),
        }
        if whole:
            environ = {**environ, **_template(environ)}
        command = [sys.executable, "-m", "pytest", f"--rootdir={PROJECT}", "-c", str(PROJECT / "pyproject.toml")]
        return foreground([*command, *arguments], environ, cwd=PROJECT if whole else None)


def _template(environ: Mapping[str, str]) -> dict[str, str]:
    """Make the tables once, of which every worker's database is a copy; none where that fails: pytest will say why."""
    made = foreground([sys.executable, str(PROJECT / "manage.py"), "migrate", "--verbosity", "0"], environ) == 0
    return {"TEST_DB_TEMPLATE": "portal"} if made else {}


@contextmanager
def _throw_away_state() -> Iterator[State]:
    directory = Path(tempfile.mkdtemp(prefix="portal-test-"))
    directory.chmod(0o711)  # under root the servers run as another user, who has to pass through
    state = State(directory.resolve())
    state.make()
    try:
        yield state
    finally:
        shutil.rmtree(directory, ignore_errors=True)
