"""
The polite client: the only place from which the portal speaks to other people's servers.

It says who it is, asks a host once a second at most (all processes together), asks only for what has changed, waits
when it is told to wait, and gives up on documents that are too big, too slow or that lead astray.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http.cookiejar import CookieJar
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from django.conf import settings
from django.core.cache import cache as shared
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from watchdog.core.hosts import Forbidden, GuardedNetwork, OutOfTime

MAX_REDIRECTS = 5
MAX_ADDRESS = 2000
MAX_WAIT = 120
"""Seconds: a server that asks for a longer pause is left alone until the next run."""
MAX_COOKIES = 20
"""Cookies kept for one host; a server that hands out more has lost count, and starts anew with us."""
ATTEMPTS = 3
STEP_SECONDS = 20.0
"""The longest silence inside a conversation; the whole of it may last ``settings.HTTP_MAX_SECONDS``."""
DECODED = ("", "identity", "gzip", "deflate")
"""Content encodings that we ask for; another one might unpack to any size at once."""

CookiesFor = Callable[[str], CookieJar]
"""Gives the cookies that belong to an address."""


@dataclass(frozen=True)
class Fetched:
    """A document as a server sent it; ``url`` is where redirects ended, ``media_type`` keeps the declared charset."""

    content: bytes
    url: str
    status: int
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""


@dataclass(frozen=True)
class NotModified:
    """The server says that what it sent last time still stands."""

    url: str


class FetchError(Exception):
    """A document could not be fetched: why, in Polish, and with which ``status`` the server answered, if it did."""

    def __init__(self, text: str, status: int = 0) -> None:
        super().__init__(text)
        self.status = status


class PermanentError(FetchError):
    """Asking again would get the same answer."""


class NothingThere(PermanentError):
    """The server answered that it has nothing to send (204): no fault, and no document."""


class TransientError(FetchError):
    """Asking again later may help; ``wait`` is how many seconds the server asked for, if it did."""

    def __init__(self, text: str, wait: float = 0, status: int = 0) -> None:
        super().__init__(text, status)
        self.wait = wait


class Visit:
    """
    A walk through servers, during which each of them recognises us by the cookies that it gave us itself.

    Some systems answer only to who was let in on their first page. The cookies live as long as this object, each host
    gets back its own alone, and nothing of them is written down.
    """

    def __init__(self) -> None:
        self._cookies: dict[str, CookieJar] = {}

    def fetch(
        self, address: str, *, etag: str = "", last_modified: str = "", question: bytes | None = None
    ) -> Fetched | NotModified:
        """Fetch a document as ``fetch`` does, with the cookies that its server gave earlier in this visit."""
        marks = {} if question is not None else {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = _Asked(question, {name: value for name, value in marks.items() if value})
        return _fetch(address, asked, self._cookies_for)

    def _cookies_for(self, url: str) -> CookieJar:
        jar = self._cookies.setdefault(urlsplit(url).netloc.lower(), CookieJar())
        if len(jar) > MAX_COOKIES:
            jar.clear()
        return jar


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", question: bytes | None = None
) -> Fetched | NotModified:
    """Fetch a document, unless it is still the one with this tag or date; raise a ``FetchError`` of either kind.

    A ``question`` is JSON that some servers want to be sent (by POST) before they answer; tags and dates, which speak
    of a document and not of an answer, are left out then. What stands behind the ``#`` of an address is never sent.
    Every call is a stranger to the server; ``Visit`` is for walks.
    """
    return Visit().fetch(address, etag=etag, last_modified=last_modified, question=question)


@dataclass(frozen=True)
class _Asked:
    """What is sent beside the address: a question in JSON, or the marks of the document that is known."""

    question: bytes | None
    marks: dict[str, str]

    @property
    def method(self) -> str:
        return "GET" if self.question is None else "POST"

    @property
    def headers(self) -> dict[str, str]:
        json = {"Content-Type": "application/json", "Accept": "application/json"}
        return self.marks if self.question is None else json


def _fetch(address: str, asked: _Asked, cookies_for: CookiesFor) -> Fetched | NotModified:
    """Ask until there is an answer or no more sense in asking."""
    for attempt in Retrying(
        retry=retry_if_exception(_is_worth_another_try),
        stop=stop_after_attempt(ATTEMPTS),
        wait=_wait,
        sleep=_sleep,
        reraise=True,
    ):
        with attempt:
            return _follow(address, asked, cookies_for)
    raise AssertionError("tenacity re-raises")


def _is_worth_another_try(error: BaseException) -> bool:
    return isinstance(error, TransientError) and error.wait <= MAX_WAIT


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, TransientError) else 0
    return max(asked, wait_exponential(multiplier=2, max=30)(state))


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


def _follow(address: str, asked: _Asked, cookies_for: CookiesFor) -> Fetched | NotModified:
    url = address
    for _hop in range(MAX_REDIRECTS + 1):
        _refuse_bad(url)
        _take_turn(url)
        answer = _ask(url, asked, cookies_for(url))
        if not isinstance(answer, str):
            return answer
        if asked.question is not None:  # browsers turn the question into none on the way: what comes is no answer to it
            raise PermanentError("Serwer odesłał pytanie pod inny adres; nie idziemy za nim.")
        url = urljoin(url, answer)
    raise PermanentError(f"Więcej niż {MAX_REDIRECTS} przekierowań.")


def _refuse_bad(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        good = False
    if not good or len(url) > MAX_ADDRESS:
        raise PermanentError("Adres nie jest adresem strony (http albo https).")


def _take_turn(url: str) -> None:
    """Wait until nobody asked this host for a second; the turns of all processes are kept in the shared cache."""
    host = urlsplit(url).netloc.lower()
    ends = time.monotonic() + MAX_WAIT
    while not shared.add(f"http-turn:{host}", 1, timeout=settings.HTTP_PAUSE):
        if time.monotonic() > ends:
            raise TransientError("Zbyt długa kolejka do serwera wydawcy.", wait=MAX_WAIT + 1)
        _sleep(0.1)


def _ask(url: str, asked: _Asked, cookies: CookieJar) -> Fetched | NotModified | str:
    """Make one request; answer the document, or the place a redirect names."""
    with _told_plainly(), _client(cookies) as client, _sent(client, url, asked) as response:
        if response.has_redirect_location:
            return response.headers["location"]
        if response.status_code == httpx.codes.NOT_MODIFIED and asked.marks:
            return NotModified(url)
        _refuse_status(response)
        return Fetched(
            content=_body(response),
            url=url,
            status=response.status_code,
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
            media_type=response.headers.get("content-type", ""),
        )


def _sent(client: httpx.Client, url: str, asked: _Asked) -> AbstractContextManager[httpx.Response]:
    return client.stream(asked.method, url, headers=asked.headers, content=asked.question)


@contextmanager
def _client(cookies: CookieJar) -> Iterator[httpx.Client]:
    headers = {"User-Agent": settings.HTTP_USER_AGENT, "Accept-Encoding": "gzip, deflate", "Accept-Language": "pl"}
    with httpx.Client(transport=_Transport(), headers=headers, cookies=cookies, timeout=STEP_SECONDS) as client:
        yield client


@cache
def _certificates() -> ssl.SSLContext:
    """Load the authorities that we believe, once: reading them costs more than a question."""
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.HTTPTransport):
    """httpx over our own guarded network; its pool is replaced, because httpx has no public way to name a network."""

    def __init__(self) -> None:
        super().__init__(verify=_certificates(), trust_env=False)
        network = GuardedNetwork(seconds=settings.HTTP_MAX_SECONDS, allow_private=settings.HTTP_ALLOW_PRIVATE)
        self._pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=network)


def _refuse_status(response: httpx.Response) -> None:
    status = response.status_code
    if status in (429, 503):
        wait = _retry_after(response)
        raise TransientError(f"Serwer prosi, by poczekać (kod {status}).", wait=wait, status=status)
    if status >= 500 or status in (408, 425):
        raise TransientError(f"Serwer wydawcy ma awarię (kod {status}).", status=status)
    if status in (404, 410):
        raise PermanentError(f"Pod tym adresem nie ma już dokumentu (kod {status}).", status)
    if status == 204:
        raise NothingThere("Serwer nie ma pod tym adresem żadnych danych (kod 204).", status)
    if status != 200:
        raise PermanentError(f"Serwer odmówił dokumentu (kod {status}).", status)


def _retry_after(response: httpx.Response) -> float:
    """Read ``Retry-After`` (RFC 9110, 10.2.3): seconds, or a date; nothing or nonsense is no wish."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _body(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "").lower() not in DECODED:
        raise PermanentError("Serwer spakował dokument w sposób, o który nie prosiliśmy.")
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > settings.HTTP_MAX_BYTES:
            raise PermanentError(f"Dokument jest większy niż {settings.HTTP_MAX_BYTES // 1024**2} MB.")
    return bytes(content)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what can go wrong on the way into the two errors a caller must know."""
    try:
        yield
    except Forbidden as error:
        raise PermanentError("Adres prowadzi do sieci wewnętrznej; nie otwieramy go.") from error
    except (OutOfTime, httpx.TimeoutException) as error:
        raise TransientError("Serwer wydawcy odpowiada zbyt wolno.") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise PermanentError("Adres jest zapisany błędnie.") from error
    except httpx.DecodingError as error:
        raise PermanentError("Dokument przyszedł uszkodzony (błędne spakowanie).") from error
    except httpx.ConnectError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise PermanentError("Certyfikat serwera wydawcy jest nieprawidłowy.") from error
        raise TransientError("Nie udało się połączyć z serwerem wydawcy.") from error
    except httpx.HTTPError as error:
        raise TransientError("Serwer wydawcy przerwał połączenie.") from error
