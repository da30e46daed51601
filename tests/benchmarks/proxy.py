"""
An anonymous page through the proxy, against the same bytes as a static file of the same nginx.

Served as operators serve it: ``deploy/nginx.conf`` in front of the portal with ``PAGES_DIR``, and ``keep_pages`` beside
it. A contract's number is then corrected in the back room, where nobody may see the old one after the answer to the
correction, and by a database client, whose write may be behind for a moment; how long is told.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.asked import LIST
from tests.benchmarks.backroom import Corrector
from tests.benchmarks.data import Loaded
from tests.benchmarks.figures import NOT_MEASURED, median, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.latency import MANY, ROUNDS, SECONDS
from tests.benchmarks.load import Client, Target, drain, shoot
from tests.benchmarks.stand import Site, Stand, connected
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.port import HOST, take
from watchdog.embedded.portal import QUICK_WEB, WEB
from watchdog.embedded.processes import spawn, wait_until
from watchdog.embedded.state import PROJECT

NGINX = shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx",) if os.access(path, os.X_OK)), None)
DEPLOYED = PROJECT / "deploy" / "nginx.conf"
CONF = """
daemon off; worker_processes 2; pid {root}/pid; error_log stderr warn; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
  uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
  upstream portal {{ server {upstream}; }}
  map $host $portal_pages {{ default {pages}; }}
  include {root}/portal.conf;
  server {{ listen {file}; root {root}/static; types {{ text/html html; }} }}
}}
"""
CORRECTIONS = 5
ASKED_AFTER = 4
"""Times that a corrected page is asked, so that each web worker could answer."""
PATIENCE = 10.0
"""Seconds after which a page that is still behind is an error."""


def measure(stand: Stand, loaded: Loaded, rounds: int) -> list[Result]:
    """Ask both in turns over several connections; then correct records and look for their old pages."""
    keys = ("proxy", "proxy.stale", "proxy.behind")
    if NGINX is None:
        return [Result(key, None, f"{NOT_MEASURED}: nginx is not installed") for key in keys]
    with served(stand, loaded.url) as (front, file):
        found = [_rates(front, file, max(rounds, ROUNDS))]
        corrector = Corrector(stand, loaded.url, front.address)
        stale = sum(stale_after(loaded.url, corrector, number) for number in range(CORRECTIONS))
        words = f"{CORRECTIONS} corrections in the back room, each page asked {ASKED_AFTER} times after its answer"
        found.append(Result("proxy.stale", stale, words))
        times = [behind(loaded.url, front, number) for number in range(CORRECTIONS)]
    words = f"{CORRECTIONS} writes by a database client, median {shown(median(times))} ms"
    return [*found, Result("proxy.behind", max(times), words)]


def _rates(front: Site, file: Target, rounds: int) -> Result:
    targets = [Target("page", front.address, (LIST,), {}), file]
    rates: dict[str, list[float]] = {target.name: [] for target in targets}
    with Client(front.address) as client:
        if not wait_until(lambda: is_file(client), PATIENCE, 0.2):
            raise EmbeddedError("the proxy does not serve the list from a file")
        for _ in range(rounds):
            for target in targets:
                shot = shoot(target, MANY, SECONDS)
                if shot.errors:
                    raise RuntimeError(f"{target.name}: {shot.errors} errors in {shot.requests} answers")
                rates[target.name].append(shot.rate)
                drain([front.child.pid])
        kept = is_file(client)
    page, plain = median(rates["page"]), median(rates["file"])
    words = f"list {shown(page)}/s, static file {shown(plain)}/s at c={MANY}, nginx, {rounds} rounds"
    return Result("proxy", page / plain, words if kept else f"{words}; written to meanwhile: not always from a file")


def is_file(client: Client) -> bool:
    """Tell whether the list comes from a file: nginx marks it by a strong ETag, the portal by a weak one."""
    return client.get(LIST).headers.get("ETag", "W/").startswith('"')


def stale_after(url: str, corrector: Corrector, number: int) -> int:
    """Correct a contract's number in the back room; count the answers that still lack it once that was answered."""
    key, address, before = _contract(url, number)
    wanted = f"POPRAWIONA-{number}"
    with Client(corrector.base) as client:
        client.get(address)  # so that a page is kept which then must not be shown
        client.get(address)
        corrector.correct(key, "number", wanted)
        stale = sum(wanted.encode() not in client.get(address).body for _ in range(ASKED_AFTER))
        corrector.correct(key, "number", before)
    return stale


def behind(url: str, front: Site, number: int) -> float:
    """Change a number in the database; return the milliseconds until the proxy shows it; change it back."""
    key, address, before = _contract(url, CORRECTIONS + number)
    wanted = f"ZMIENIONA-{number}"
    with connected(url) as connection, Client(front.address) as client:
        client.get(address)
        client.get(address)
        statement = "UPDATE spending_contract SET number = %s WHERE id = %s"
        connection.execute(statement, [wanted, key])
        started = time.perf_counter()
        if not wait_until(lambda: wanted.encode() in client.get(address).body, PATIENCE, 0.005):
            raise RuntimeError(f"still stale after {PATIENCE:.0f} s: {address}")
        took = (time.perf_counter() - started) * 1000
        connection.execute(statement, [before, key])
    return took


def _contract(url: str, number: int) -> tuple[int, str, str]:
    """Return a contract's key, address and number."""
    question = "SELECT id, slug, number FROM spending_contract ORDER BY id DESC OFFSET %s LIMIT 1"
    with connected(url) as connection:
        key, slug, printed = connection.execute(question, [number]).fetchone() or (0, "", "")
    return int(str(key)), f"/wydatki/umowy/{slug}/", str(printed)


@contextmanager
def served(stand: Stand, url: str) -> Iterator[tuple[Site, Target]]:
    """Start the portal with its pages in files, who keeps them, and nginx; give it, and the list as a static file."""
    root = stand.state.root / "nginx"
    shutil.rmtree(root, ignore_errors=True)
    (root / "static").mkdir(parents=True)
    environ = {**stand.environ(url), "PAGES_DIR": str(root / "pages")}
    portal = stand.serve("web-proxy", [*WEB, *QUICK_WEB], environ, "/health/live")
    command: list[str | Path] = [sys.executable, PROJECT / "manage.py", "keep_pages"]
    keeper = spawn("keep_pages", command, log=stand.state.logs / "keep_pages.log", environ=environ, cwd=PROJECT)
    try:
        with Client(portal.address) as client:
            (root / "static" / "list.html").write_bytes(client.get(LIST).body)
        front, file = _nginx(stand, root, portal)
        yield front, file
        stand.stop(front)
    finally:
        keeper.stop()
        stand.stop(portal)
    shutil.rmtree(root)


def _nginx(stand: Stand, root: Path, portal: Site) -> tuple[Site, Target]:
    with take(0) as one, take(0) as other:
        page, file = (f"{HOST}:{line.getsockname()[1]}" for line in (one, other))
    (root / "portal.conf").write_text(DEPLOYED.read_text().replace("127.0.0.1:8080", page))
    user = "user root;" if os.geteuid() == 0 else ""
    filled = {"root": root, "pages": root / "pages", "upstream": f"{HOST}:{portal.port}", "file": file, "user": user}
    (root / "nginx.conf").write_text(CONF.format(**filled))
    command: list[str | Path] = [str(NGINX), "-p", root, "-c", root / "nginx.conf"]
    child = spawn("nginx", command, log=stand.state.logs / "nginx.log", environ=dict(os.environ), cwd=root)
    front = stand.known(Site("nginx", int(page.rpartition(":")[2]), child), "/health/live")
    return front, Target("file", f"http://{file}", ("/list.html",), {})
