import os
import signal
import subprocess
import sys

from watchdog.embedded.processes import birth_of, is_same, spawn, stop_stranger, wait_until
from watchdog.embedded.state import PROJECT

LAUNCHER = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {project!r})
from watchdog.embedded.processes import spawn
child = spawn("sleeper", ["sleep", "60"], log=Path({log!r}), environ=os.environ, cwd=Path("/"))
print(child.pid, child.started, flush=True)
time.sleep(60)
"""


def test_a_child_dies_with_a_parent_that_was_killed(tmp_path):
    code = LAUNCHER.format(project=str(PROJECT), log=str(tmp_path / "log"))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as launcher:
        pid, born = launcher.stdout.readline().split()
        assert is_same(int(pid), born)

        launcher.kill()

    assert wait_until(lambda: not is_same(int(pid), born), 5)


def test_a_program_that_ignores_the_request_is_killed(tmp_path):
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    log = tmp_path / "log"
    child = spawn("deaf", [sys.executable, "-c", code], log=log, environ=os.environ, cwd=tmp_path, patience=0.1)
    wait_until(lambda: log.read_text() == "1\n", 10)

    child.stop()

    assert child.process.returncode == -signal.SIGKILL


def test_the_end_of_a_program_is_quoted(tmp_path):
    child = spawn("loud", ["sh", "-c", "seq 100"], log=tmp_path / "log", environ=os.environ, cwd=tmp_path)
    child.process.wait()

    assert child.last_lines(2) == "99\n100"


def test_the_words_of_the_run_before_are_kept(tmp_path):
    (tmp_path / "web.log").write_text("before")

    spawn("web", ["true"], log=tmp_path / "web.log", environ=os.environ, cwd=tmp_path).process.wait()

    assert (tmp_path / "web.old").read_text() == "before"


def test_a_pid_that_was_given_to_another_program_is_left_alone(tmp_path):
    child = spawn("innocent", ["sleep", "60"], log=tmp_path / "log", environ=os.environ, cwd=tmp_path)

    stop_stranger(child.pid, born="1")

    assert birth_of(child.pid) == child.started
    child.stop()
