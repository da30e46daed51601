"""
`./portal check`: everything that can be said about the project without running its tests.

Each step is one line with its time; all of them run, whatever the others find, and what they found follows.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from watchdog.embedded import locks
from watchdog.embedded.progress import complain, say
from watchdog.embedded.state import PROJECT

NO_SERVER = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}
"""Addresses where nothing listens: a check that asked a database would fail instead of finding a developer's."""

PRODUCTION = {
    **NO_SERVER,
    "DJANGO_SETTINGS_MODULE": "watchdog.settings.prod",
    "SECRET_KEY": "a-key-of-sixty-characters-made-up-for-the-deployment-checks-only",
    "PSEUDONYM_KEY": "another-key-of-sixty-characters-made-up-for-the-deployment-checks",
    "ALLOWED_HOSTS": "portal.example",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
}

MOST_LINES = 60
"""What one failed step may print; the first findings are the ones to begin with."""

Outcome = tuple[bool, str]


@dataclass(frozen=True)
class Step:
    """One check: its name in the list, and what answers whether it passed and what it has to say."""

    name: str
    run: Callable[[], Outcome]


def check(arguments: list[str]) -> int:
    """Run every step, or those whose names contain a given word; return 1 if one of them failed."""
    chosen = [step for step in steps() if not arguments or any(word in step.name for word in arguments)]
    if not chosen:
        complain(f"No check is named like that; there are: {', '.join(step.name for step in steps())}.")
        return 2
    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        failures = [step.name for step, failed in zip(chosen, pool.map(_report, chosen), strict=True) if failed]
    if failures:
        say(f"check failed: {', '.join(failures)}")
    return 1 if failures else 0


def fix(arguments: list[str]) -> int:
    """Format code and templates and repair what ruff can; return 1 if something is left for a person."""
    outcomes = [
        _command(_tool("ruff"), "format", "."),
        _command(_tool("ruff"), "check", "--fix", "."),
        _command(_tool("djade"), *_templates()),
    ]
    print("\n".join(text for _, text in outcomes if text))
    # djade answers 1 when it rewrote a template, which is what it was asked to do.
    return 0 if outcomes[0][0] and outcomes[1][0] else 1


def steps() -> list[Step]:
    """Return the checks, the slow ones first so that the others fit beside them."""
    django = partial(_django, {**NO_SERVER, "DJANGO_SETTINGS_MODULE": "watchdog.settings.test"})
    return [
        Step("types (mypy)", partial(_command, _tool("mypy"), "--no-error-summary")),
        Step("lint (ruff)", partial(_command, _tool("ruff"), "check", "-q", "--output-format=concise", ".")),
        Step("format (ruff)", partial(_command, _tool("ruff"), "format", "-q", "--check", ".")),
        Step("layers (import-linter)", partial(_command, _tool("lint-imports"), "--no-cache")),
        Step("templates, lint (djlint)", partial(_command, _tool("djlint"), "--lint", "--quiet", "templates")),
        Step("templates, format (djade)", lambda: _command(_tool("djade"), "--check", *_templates())),
        Step("migrations", partial(django, "makemigrations", "--check", "--dry-run")),
        Step("catalogue", partial(django, "messages", "check")),
        Step("locks", _locks),
        Step("environment", _environment),
        Step("deployment", partial(_django, PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")),
    ]


def _report(step: Step) -> bool:
    began = time.monotonic()
    passed, text = step.run()
    line = f"{'ok    ' if passed else 'FAILED'} {step.name} ({time.monotonic() - began:.1f} s)"
    say(line if passed or not text else f"{line}\n{_shortened(text)}")
    return not passed


def _shortened(text: str) -> str:
    lines = text.splitlines()
    rest = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], f"… and {rest} lines more"] if rest > 0 else lines)


def _command(*command: str, environ: dict[str, str] | None = None) -> Outcome:
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **(environ or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def _django(environ: dict[str, str], *arguments: str) -> Outcome:
    # makemigrations warns that it cannot compare its history with a database; that is meant here.
    quiet = "ignore:Got an error checking a consistent migration history:RuntimeWarning"
    return _command(sys.executable, "-W", quiet, str(PROJECT / "manage.py"), *arguments, environ=environ)


def _tool(name: str) -> str:
    """Return a tool of this very environment, not one that the caller's PATH happens to have."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


def _templates() -> Iterable[str]:
    return [str(path) for path in sorted((PROJECT / "templates").rglob("*.html"))]


def _locks() -> Outcome:
    found = locks.problems(PROJECT)
    return not found, "\n".join(found)


def _environment() -> Outcome:
    """The installed packages are those of the lock: extras too, and nothing disagrees with anything."""
    uv, python = _tool("uv"), ("--python", sys.executable)
    passed, text = _command(uv, "pip", "check", *python)
    if not passed:
        return False, text
    passed, text = _command(uv, "pip", "install", "--dry-run", "--offline", *python, "-r", "requirements-dev.in")
    return passed and "Would make no changes" in text, text
