"""
An anonymous page through a proxy's cache, against the same bytes as a static file of the same server: nginx for both.

The proxy obeys the portal's own headers and nothing else: what says nothing of being kept is fetched anew each time. A
page is corrected in between, and must not come as it was before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.asked import LIST
from tests.benchmarks.data import Loaded
from tests.benchmarks.figures import NOT_MEASURED, median, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.latency import MANY, SECONDS
from tests.benchmarks.load import Client, Target, drain, shoot
from tests.benchmarks.stand import Site, Stand, connected
from watchdog.embedded.port import HOST, take
from watchdog.embedded.processes import spawn

NGINX = shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx",) if os.access(path, os.X_OK)), None)
CONF = """
daemon off; worker_processes 1; pid {root}/pid; error_log stderr warn; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; default_type text/html;
  client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
  uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
  proxy_cache_path {root}/cache keys_zone=pages:8m;
  upstream portal {{ server {upstream}; keepalive 8; }}
  server {{
    listen {host}:{port};
    location = /static-page {{ alias {root}/page.html; }}
    location / {{
      proxy_pass http://portal; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host {host};
      proxy_cache pages; proxy_cache_revalidate on; proxy_cache_lock on;
      add_header X-Proxy $upstream_cache_status always;
    }}
  }}
}}
"""


def measure(stand: Stand, loaded: Loaded, rounds: int) -> list[Result]:
    """Ask both in turns over several connections; then correct a record and look for its old page."""
    if NGINX is None:
        return [Result(key, None, f"{NOT_MEASURED}: nginx is not installed") for key in ("proxy", "proxy.stale")]
    portal = stand.web(loaded.url)
    rates: dict[str, list[float]] = {"page": [], "file": []}
    with _proxy(stand, portal) as front:
        targets = [Target("page", front.address, (LIST,), {}), Target("file", front.address, ("/static-page",), {})]
        for _ in range(rounds):
            for target in targets:
                rates[target.name].append(shoot(target, MANY, SECONDS).rate)
                drain([front.child.pid, portal.child.pid])
        with Client(front.address) as client:
            status = client.get(LIST).headers.get("X-Proxy", "")
        stale = corrected(loaded.url, front)
    stand.stop(portal)
    page, file = median(rates["page"]), median(rates["file"])
    words = f"list {shown(page)}/s (cache: {status}), file {shown(file)}/s at c={MANY}, nginx"
    return [
        Result("proxy", page / file, words),
        Result("proxy.stale", stale, "a contract's page, asked before and 4 times after its number was changed"),
    ]


def corrected(url: str, front: Site) -> int:
    """Change a record's number in the database, count the answers that show the old one still, change it back."""
    with connected(url) as connection, Client(front.address) as client:
        key, slug, number = connection.execute(
            "SELECT id, slug, number FROM spending_contract ORDER BY id DESC LIMIT 1"
        ).fetchone() or (0, "", "")
        address, changed = f"/wydatki/umowy/{slug}/", "POPRAWIONA-999"
        client.get(address)
        client.get(address)
        connection.execute("UPDATE spending_contract SET number = %s WHERE id = %s", [changed, key])
        stale = sum(changed.encode() not in client.get(address).body for _ in range(4))
        connection.execute("UPDATE spending_contract SET number = %s WHERE id = %s", [number, key])
    return stale


@contextmanager
def _proxy(stand: Stand, portal: Site) -> Iterator[Site]:
    """Start nginx in front of the portal, with the list's page beside it as a file."""
    root = stand.state.root / "nginx"
    root.mkdir(exist_ok=True)
    with Client(portal.address) as client:
        (root / "page.html").write_bytes(client.get(LIST).body)
    with take(0) as line:
        port = line.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    conf = CONF.format(root=root, upstream=f"{HOST}:{portal.port}", host=HOST, port=port, user=user)
    (root / "nginx.conf").write_text(conf)
    command: list[str | Path] = [str(NGINX), "-p", root, "-c", root / "nginx.conf"]
    child = spawn("nginx", command, log=stand.state.logs / "nginx.log", environ=dict(os.environ), cwd=root)
    site = stand.known(Site("nginx", port, child), "/static-page")
    yield site
    stand.stop(site)
    shutil.rmtree(root)
