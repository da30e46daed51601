"""The soak itself: it works on a small register, and it sees an error, a stale page and a leak that are planted."""

import os
import subprocess
import sys
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.benchmarks.memory import Memory
from tests.benchmarks.soak import Kept, Soaked, readers, says
from watchdog.embedded.processes import wait_until
from watchdog.embedded.state import PROJECT


class Failing(BaseHTTPRequestHandler):
    """Answers lists and breaks on files: what a portal with a broken export does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        broken = ".csv" in self.path
        body = b"broken" if broken else b'<a href="/wydatki/umowy/rejestr-bench-1/">1</a>'
        self.send_response(500 if broken else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def failing():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Failing)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def soaked(kept, points):
    memory = Memory({})
    memory.points["web"] = points
    return Soaked(kept, memory, corrections=1, seconds=60, rows=2000)


def verdicts(done):
    return {result.key: result.verdict for result in done.results()}


def test_an_answer_that_fails_is_counted_and_the_gate_is_not_met(failing):
    kept = Kept()
    with readers(failing, 4, kept):
        assert wait_until(lambda: kept.errors, 20)
    assert ".csv?" in kept.errors[0]
    assert kept.errors[0].endswith(": 500")
    assert verdicts(soaked(kept, [(0, 50), (60, 50)]))["soak.errors"] == "**not met**"


def test_a_server_that_is_gone_is_an_error_and_not_a_quiet_reader():
    kept = Kept()
    with readers("http://127.0.0.1:1", 1, kept):
        assert wait_until(lambda: kept.errors, 20)
    assert "ConnectionRefused" in kept.errors[0]


def test_a_leak_is_seen_and_a_full_cache_is_none():
    leaking = [(second, 100 + second) for second in range(61)]
    full = [(second, min(150, 100 + 5 * second)) for second in range(61)]
    assert verdicts(soaked(Kept(), leaking))["soak.memory"] == "**not met**"
    assert verdicts(soaked(Kept(), full)) == {"soak.errors": "met", "soak.memory": "met"}


def test_a_cache_may_fill_up_to_its_bound_and_no_further():
    memory = Memory({}, {"Valkey": 100.0})
    memory.points["Valkey"] = [(second, 1.0 + second) for second in range(91)]
    assert memory.growth("Valkey") == 0
    memory.points["Valkey"].append((91, 130.0))
    assert memory.growth("Valkey") == pytest.approx(0.3)


def test_work_that_has_ended_is_not_judged():
    memory = Memory({})
    memory.points["worker"] = [(second, min(400.0, 50.0 + 5 * second)) for second in range(120)]
    assert memory.growth("worker") > 0
    memory.judged_from = 75.0
    assert memory.growth("worker") == pytest.approx(0)
    assert memory.shown() == "worker 50 → 400 → 400 MB"


def test_a_page_says_an_amount_whatever_spaces_part_its_thousands():
    assert says("<b>1\u202f234\u00a0567,80 zł</b>".encode(), Decimal("1234567.8"))
    assert says(b"1 234&nbsp;567", Decimal("1234567.00"))
    assert not says(b"1 234 567,81", Decimal("1234567.80"))


@pytest.mark.slow  # servers of its own, a register imported into them: most of a minute
def test_a_short_soak_ends_without_an_error_and_leaves_nothing(tmp_path):
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environ |= {"DJANGO_SETTINGS_MODULE": "watchdog.settings.dev", "TMPDIR": str(tmp_path)}
    tmp_path.chmod(0o755)
    command = [sys.executable, "-m", "tests.benchmarks", "soak"]
    command += ["--rows", "2000", "--minutes", "0.5", "--readers", "3"]
    done = subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, check=False)
    assert "soak: errors" in done.stdout, done.stderr
    assert "not met" not in done.stdout.partition("soak: errors")[2].splitlines()[0], done.stdout
    assert not list(tmp_path.glob("odnowa-bench-*"))
