"""
Starting and stopping programs so that none outlives the portal.

Each program gets a session of its own, so that Ctrl-C in the terminal reaches only us and we can stop them in order.
On Linux the kernel signals them should we die without a word (``kill -9``).
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.embedded.account import Account

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when its parent dies."""


@dataclass
class Child:
    """A program that we started and that we stop."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    started: str = field(init=False)

    def __post_init__(self) -> None:
        self.started = birth_of(self.process.pid)

    @property
    def pid(self) -> int:
        return self.process.pid

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if not self.has_ended():
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask, wait, and after ``patience`` seconds insist; return when the program is gone."""
        self.ask_to_stop()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            kill_session(self.pid)
            self.process.wait()

    def last_lines(self, count: int = 15) -> str:
        """Return the end of what the program wrote, for the person who has to find out why it failed."""
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        return ""


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    environ: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    patience: float = 10.0,
    pass_fds: Sequence[int] = (),
) -> Child:
    """Start ``command`` with its output in ``log`` (the run before is kept beside it as ``….old``)."""
    if log.exists():
        log.replace(log.with_suffix(".old"))
    options = account.spawn_options() if account else {}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environ),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=die_with_parent(stop_signal),
            pass_fds=pass_fds,
            **options,  # type: ignore[call-overload]  # user, group and extra_groups, only when we are root
        )
    return Child(name, process, log, stop_signal, patience)


def die_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Return the step that ties a child's life to ours, or nothing where the system has no such tie."""
    if not sys.platform.startswith("linux"):
        return None
    parent, prctl = os.getpid(), ctypes.CDLL(None).prctl

    def arm() -> None:
        prctl(PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != parent:  # we died before the line above
            os._exit(1)

    return arm


def birth_of(pid: int) -> str:
    """Return when a process was started, in the kernel's clock ticks: with it a pid names one process for ever."""
    with suppress(OSError, IndexError):
        # The program's name, in brackets, may hold spaces; the fields after it do not (proc(5), field 22).
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    return ""


def is_alive(pid: int) -> bool:
    """Tell whether a process of that number is running, whoever's it is."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def is_same(pid: int, born: str) -> bool:
    """Tell whether the process born then is still running; never true where birth cannot be known."""
    return bool(born) and birth_of(pid) == born and is_alive(pid)


def _is_zombie(pid: int) -> bool:
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return False


def kill_session(pid: int) -> None:
    """Kill a program that leads its own process group, with everything it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def stop_stranger(pid: int, born: str, stop_signal: signal.Signals = signal.SIGTERM, patience: float = 10.0) -> None:
    """Stop a process left over from an earlier start, which is no longer our child."""
    if not is_same(pid, born):
        return
    with suppress(ProcessLookupError):
        os.kill(pid, stop_signal)
    if not wait_until(lambda: not is_same(pid, born), patience):
        kill_session(pid)
        wait_until(lambda: not is_same(pid, born), 5.0)


def wait_until(condition: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Look again every ``pause`` seconds until ``condition`` holds; answer whether it did in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
