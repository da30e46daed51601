"""`./portal run` and `./portal manage` as a person types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.watchdog.embedded.conftest import throw_away
from watchdog.embedded.lock import Note, exclusive, owner_lock
from watchdog.embedded.port import take
from watchdog.embedded.processes import is_same, wait_until
from watchdog.embedded.state import PROJECT, State

DOOR = [sys.executable, "-P", str(PROJECT / "watchdog" / "embedded" / "__main__.py")]
NOT_OURS = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORT", "CITY"}


def environ_of(state: State, **more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {**kept, "PORTAL_STATE": str(state.root), "PORT": "0", **more}


def door(state: State, *arguments: str, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    environ = environ_of(state, **more)
    return subprocess.run([*DOOR, *arguments], env=environ, cwd=cwd, capture_output=True, text=True, check=False)


@contextmanager
def running(state: State) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the portal; give the process and the address it says it is ready at."""
    command = [*DOOR, "run"]
    with subprocess.Popen(command, env=environ_of(state), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if line.startswith("PORTAL READY "):
                    yield process, line.split()[2]
                    break
            else:
                pytest.fail("".join(said))
        finally:
            process.terminate()
            process.stdout.read()


def children_of(state: State) -> list[tuple[str, int, str]]:
    note = Note.read(state)
    assert note
    return [(name, pid, born) for name, pid, born, _ in note.children]


def test_a_taken_port_stops_the_start_before_anything_is_made(state):
    with take(0) as line:
        port = line.getsockname()[1]

        done = door(state, "run", PORT=str(port))

    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert not (state.root / "servers").exists()


def test_a_port_that_is_none_is_a_usage_error(state):
    assert door(state, "run", PORT="many").returncode == 2


def test_a_second_start_says_who_is_there_and_where(state):
    note = Note.of_this_process("run")
    note.site = "http://127.0.0.1:8123/"

    with exclusive(owner_lock(state), wait=False):
        note.write(state, [])
        done = door(state, "run")

    assert done.returncode == 1
    assert "already runs at http://127.0.0.1:8123/" in done.stderr
    assert f"kill {os.getpid()}" in done.stderr


def test_a_command_without_a_database_starts_nothing_and_keeps_its_exit_code(state):
    done = door(state, "manage", "version")
    unknown = door(state, "manage", "help", "no-such-command")

    assert done.returncode == 0
    assert done.stdout.startswith("5.2")
    assert unknown.returncode == 1
    assert not (state.root / "servers").exists()


@pytest.fixture(scope="module")
def prepared() -> Iterator[State]:
    """Give a state directory that has been through its first, long start once."""
    with throw_away() as state:
        yield state


@pytest.mark.slow
def test_a_portal_runs_serves_its_commands_and_stops_as_a_whole(prepared):
    with running(prepared) as (process, site):
        children = children_of(prepared)
        status = urllib.request.urlopen(f"{site}health/ready", timeout=10).status
        second = door(prepared, "run")
        query = "from django.contrib.auth.models import User; print(User.objects.count())"
        asked = door(prepared, "manage", "shell", "--no-imports", "-c", query, cwd=Path("/"))
        process.send_signal(signal.SIGINT)
        code = process.wait(60)

    assert status == 200
    assert (second.returncode, site in second.stderr) == (1, True)
    assert asked.stdout == "1\n"
    assert code == 0
    assert [name for name, pid, born in children if is_same(pid, born)] == []
    login = prepared.root / "admin-login"
    assert login.stat().st_mode & 0o777 == 0o600
    assert login.read_text().startswith("username: admin\npassword: ")


@pytest.mark.slow
def test_a_portal_whose_parent_is_killed_leaves_nothing_and_starts_again(prepared):
    with running(prepared) as (process, _):
        children = children_of(prepared)
        process.kill()
        process.wait()
        gone = wait_until(lambda: not any(is_same(pid, born) for _, pid, born in children), 30)

    with running(prepared) as (_, site):
        status = urllib.request.urlopen(f"{site}health/ready", timeout=10).status

    assert gone
    assert status == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", ["worker", "web", "beat", "PostgreSQL", "Valkey"])
def test_when_one_part_ends_the_whole_stops_and_names_it(prepared, name, capfd):
    with running(prepared) as (process, _):
        children = children_of(prepared)
        os.kill(next(pid for known, pid, _ in children if known == name), signal.SIGKILL)
        code = process.wait(60)

    assert code == 1
    assert f"{name} ended by itself (exit -9)" in capfd.readouterr().err
    assert [left for left, pid, born in children if is_same(pid, born)] == []


@pytest.mark.slow
def test_commands_share_servers_and_print_nothing_of_their_own(prepared):
    query = "import json; from django.db import connection as c; c.ensure_connection(); print(json.dumps(c.vendor))"
    command = [*DOOR, "manage", "shell", "--no-imports", "-c", query]
    environ = environ_of(prepared)

    both = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]

    assert [json.loads(text) for text in said] == ["postgresql", "postgresql"]
    assert [process.returncode for process in both] == [0, 0]
    assert Note.read(prepared) is None
