"""A person at the back room over HTTP, who corrects one field of a contract as a browser would send it."""

from __future__ import annotations

import http.client
import re
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.benchmarks.stand import Stand

LOGGED_IN = """
from django.contrib.auth.models import Permission, User
from django.test import Client
user, _ = User.objects.update_or_create(username="benchmark", defaults={{"is_staff": True}})
user.user_permissions.set(Permission.objects.filter(codename__in=["view_contract", "change_contract"]))
client = Client()
client.force_login(user)
open({file!r}, "w").write(client.cookies["sessionid"].value)
"""


class Corrector:
    """Somebody who may correct contracts, logged in by a session that was made in the database."""

    def __init__(self, stand: Stand, url: str, base: str) -> None:
        self.base = base
        kept = stand.state.root / "session"
        stand.manage(url, "shell", "-c", LOGGED_IN.format(file=str(kept)))
        self._cookies: SimpleCookie = SimpleCookie({"sessionid": kept.read_text()})
        kept.unlink()

    def correct(self, key: int, field: str, value: str) -> None:
        """Send the form of a contract with one value changed; raise ``RuntimeError`` where it is not taken."""
        address = f"/zaplecze/spending/contract/{key}/change/"
        status, page = self._ask("GET", address)
        sent = {**Standing(page).values, field: value, "reason": "pomiar"}
        status, page = self._ask("POST", address, urlencode(sent))
        if status != 302:
            said = re.findall(r'class="error[^>]*>(.*?)</', page, re.DOTALL)
            raise RuntimeError(f"{address}: {status} {said}")

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        parts = urlsplit(self.base)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        connection.close()
        return response.status, text


class Standing(HTMLParser):
    """Reads what a browser would send of a page's forms if nobody typed anything."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._name, self._first = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value, kind = found.get("name") or "", found.get("value") or "", found.get("type")
        if tag in ("select", "textarea"):
            self._name, self._first = name, tag == "select"
            self.values[name] = ""
        elif tag == "option" and (self._first or "selected" in found):
            self.values[self._name], self._first = value, False
        elif tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in found):
            self.values[name] = value or ("on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._name and not self._first and self.lasttag == "textarea":
            self.values[self._name] += data.removeprefix("\n")
