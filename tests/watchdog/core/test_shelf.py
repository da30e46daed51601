"""Pages as files for a proxy: the same answers as the portal's, and never one that a write has overtaken."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from council.models import Resolution
from tests.factories.council import ResolutionFactory
from watchdog.core import shelf
from watchdog.core.management.commands.keep_pages import watch
from watchdog.embedded.state import PROJECT

pytestmark = pytest.mark.django_db

LIST = "/rada/uchwaly/"
HOST = "portal.example"
KEPT = f"current/http/{HOST}{LIST}index.html"
OWN = {"vary", "server", "date", "etag", "content-length", "connection", "strict-transport-security", "accept-ranges"}
"""Headers that differ by nature: ETags of files are their own, the portal's own server speaks no TLS here.
A page's language is in its address; Django says otherwise of the Polish ones only."""


@pytest.fixture(autouse=True)
def pages(settings: Settings, tmp_path: Path) -> Path:
    settings.PAGES_REMEMBERED = 60
    settings.PAGES_DIR = str(tmp_path / "pages")
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    return tmp_path / "pages"


def ask(client: Client, address: str = LIST) -> str:
    """Ask until the page is kept: reading fresh rows makes the server write marks of its own, and then no more."""
    for _turn in range(10):
        answer = client.get(address, headers={"Host": HOST})
        if (shelf._root() / KEPT).exists():
            break
    return str(answer.content.decode().replace("\u00a0", " "))


def test_a_page_lies_where_a_proxy_looks(client: Client, pages: Path) -> None:
    ask(client)  # a server that has just made a database still writes for itself
    body = client.get(LIST, headers={"Host": HOST}).content

    assert (pages / KEPT).read_bytes() == body
    assert (pages / KEPT).stat().st_mode & 0o044 == 0o044


@pytest.mark.parametrize(
    "address", [f"{LIST}?rok=2014", "/zaplecze/login/", "/nie-ma/", "/rada/uchwaly.csv", "/robots.txt"]
)
def test_nothing_else_is_a_file(client: Client, pages: Path, address: str) -> None:
    answer = client.get(address, headers={"Host": HOST})
    b"".join(getattr(answer, "streaming_content", ()))

    assert not list(pages.rglob("index.html"))


@pytest.mark.parametrize("host", ["../../etc", "a/b", "a b", "", ".hidden", "A.example"])
def test_a_name_that_is_no_hosts_leads_to_no_file(host: str) -> None:
    request = RequestFactory().get(LIST, headers={"Host": host})

    shelf.keep(request, shelf.turn(), b"x")

    assert not list(Path(shelf._root()).rglob("index.html"))


def test_a_correction_takes_the_page_away_whoever_made_it(client: Client, pages: Path) -> None:
    resolution = ResolutionFactory(title="w sprawie starej rzeczy")
    ask(client)
    assert (pages / KEPT).exists()

    Resolution.objects.filter(pk=resolution.pk).update(title="w sprawie nowej rzeczy")
    watch()

    assert not (pages / KEPT).exists()
    assert "nowej rzeczy" in ask(client)
    assert "nowej rzeczy" in (pages / KEPT).read_text().replace("\u00a0", " ")
    assert len([each for each in pages.iterdir() if each.is_dir() and not each.is_symlink()]) == 1


def test_who_writes_through_the_portal_hears_of_it_after_the_page_is_gone(client: Client, pages: Path) -> None:
    ask(client)
    ResolutionFactory()
    assert (pages / KEPT).exists()

    client.post("/zaplecze/login/", {"username": "a", "password": "b"})

    assert not (pages / KEPT).exists()


def test_a_page_that_a_write_overtook_is_not_shown(pages: Path) -> None:
    request = RequestFactory().get(LIST, headers={"Host": HOST})
    version = shelf.turn()
    ResolutionFactory()  # while the page is drawn
    shelf.turn()

    shelf.keep(request, version, b"old")

    assert not (pages / KEPT).exists()


def test_two_versions_of_a_page_have_two_times_and_so_two_etags(client: Client, pages: Path) -> None:
    ask(client)
    first = (pages / KEPT).stat().st_mtime
    ResolutionFactory()
    ask(client)

    assert (pages / KEPT).stat().st_mtime != first


def test_without_a_place_for_them_pages_are_drawn(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.PAGES_DIR = str(tmp_path / "file" / "pages")

    assert client.get(LIST).status_code == 200


def test_without_room_pages_are_drawn(client: Client, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_said: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "_write", full)

    assert client.get(LIST, headers={"Host": HOST}).status_code == 200
    assert not (pages / KEPT).exists()


def test_the_command_needs_a_directory(settings: Settings) -> None:
    settings.PAGES_DIR = ""

    with pytest.raises(CommandError, match="PAGES_DIR"):
        call_command("keep_pages")


@pytest.fixture
def nginx(live_server: LiveServer, pages: Path, tmp_path: Path) -> Iterator[str]:
    """Give the address of an nginx with our configuration before a portal that listens on loopback."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("nginx is not installed here; the files themselves are tested above")
    port = free_port()
    given = (PROJECT / "deploy" / "nginx.conf").read_text().replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    (tmp_path / "portal.conf").write_text(given)
    temporary = "".join(
        f"{each}_temp_path {tmp_path}/{each}; " for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors; {user()}events {{}}\n"
        f"http {{ access_log off; {temporary} upstream portal {{ server {live_server.url.removeprefix('http://')}; }}\n"
        f"map $host $portal_pages {{ default {pages}; }} include {tmp_path}/portal.conf; }}\n"
    )
    with subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors")]) as process:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def user() -> str:
    """Let nginx read what only the tests' own user may; another user than root needs nothing said."""
    return "user root; " if os.geteuid() == 0 else ""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int) -> None:
    for _turn in range(100):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


def served_from_a_file(address: str) -> httpx.Response:
    """Ask until the proxy has the page: the database's server still writes for itself after it was emptied."""
    answers = (httpx.get(address) for _turn in range(20))
    return next(answer for answer in answers if not answer.headers["etag"].startswith("W/"))


def headers_of(answer: httpx.Response) -> dict[str, Any]:
    """Give headers as they are compared: the rules of a policy come in any order."""
    found: dict[str, Any] = {name: value for name, value in answer.headers.items() if name not in OWN}
    policy = found["content-security-policy"]
    return found | {"content-security-policy": {rule.strip() for rule in policy.split(";")}}


@pytest.mark.alone  # it commits, and the other workers' commits would move the version
@pytest.mark.django_db(transaction=True)
def test_nginx_serves_the_file_as_the_portal_serves_the_page(nginx: str, pages: Path) -> None:
    for address in (LIST, f"/en{LIST}"):
        drawn = httpx.get(f"{nginx}{address}")
        served = served_from_a_file(f"{nginx}{address}")

        assert drawn.headers["etag"].startswith('W/"')
        assert served.headers["etag"] != drawn.headers["etag"]
        assert headers_of(served) == headers_of(drawn)
        assert served.content == drawn.content
        assert httpx.get(f"{nginx}{address}", headers={"If-None-Match": served.headers["etag"]}).status_code == 304


@pytest.mark.alone  # it commits, and the other workers' commits would move the version
@pytest.mark.django_db(transaction=True)
def test_through_nginx_a_corrected_record_is_new_at_once(nginx: str) -> None:
    resolution = ResolutionFactory(title="w sprawie starej rzeczy")
    etag = served_from_a_file(f"{nginx}{LIST}").headers["etag"]

    Resolution.objects.filter(pk=resolution.pk).update(title="w sprawie innej rzeczy")
    watch()
    answer = httpx.get(f"{nginx}{LIST}", headers={"If-None-Match": etag})

    assert answer.status_code == 200
    assert "innej rzeczy" in answer.text.replace("\u00a0", " ")


@pytest.mark.alone  # it commits, and the other workers' commits would move the version
@pytest.mark.django_db(transaction=True)
def test_through_nginx_a_question_and_a_cookie_go_to_the_portal(nginx: str) -> None:
    served_from_a_file(f"{nginx}{LIST}")

    assert httpx.get(f"{nginx}{LIST}?rok=2014").headers["etag"].startswith('W/"')
    assert httpx.get(f"{nginx}{LIST}", headers={"Cookie": "a=1"}).headers["cache-control"] == "private, no-store"
    assert httpx.get(f"{nginx}{LIST}index.html").status_code == 404


def test_caddy_and_nginx_say_what_the_portal_says(client: Client) -> None:
    said = client.get(LIST, headers={"Host": HOST}, secure=True).headers
    policy = {rule.strip() for rule in said["Content-Security-Policy"].split(";")}
    for name in ("Caddyfile", "nginx.conf"):
        text = (PROJECT / "deploy" / name).read_text()
        given = dict(re.findall(r"^\t\t(?:add_header )?([A-Z][\w-]+) \"?([^\"\n]+?)\"?;?$", text, re.MULTILINE))
        assert {rule.strip() for rule in given["Content-Security-Policy"].split(";")} == policy
        for header in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
            assert given[header] == said[header], (name, header)
        assert given["Cache-Control"] == said["Cache-Control"]
