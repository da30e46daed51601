"""The polite client against an office's server on loopback that behaves and misbehaves."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.fakes.office import Office, Page, open_office
from watchdog.core import hosts, http


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr(http, "_sleep", seconds.append)
    return seconds


def dripping(gate: threading.Event) -> Callable[[], Iterator[bytes]]:
    def steps() -> Iterator[bytes]:
        yield b"a"
        while not gate.wait(0.05):
            yield b"a"

    return steps


def test_a_document_comes_with_its_marks(office: Office) -> None:
    office.pages["/a"] = Page(
        "zażółć".encode("iso-8859-2"),
        headers={"ETag": '"1"', "Last-Modified": "Tue", "Content-Type": "text/html; charset=iso-8859-2"},
    )

    fetched = http.fetch(f"{office.url}/a")

    assert fetched == http.Fetched(
        content="zażółć".encode("iso-8859-2"),
        url=f"{office.url}/a",
        status=200,
        etag='"1"',
        last_modified="Tue",
        media_type="text/html; charset=iso-8859-2",
    )


def test_the_client_says_who_it_is(office: Office, settings: Settings) -> None:
    settings.HTTP_USER_AGENT = "GliwiceOdNowa/0.1 (gliwice, kontakt@example.org)"
    office.pages["/a"] = Page(b"a")

    http.fetch(f"{office.url}/a")

    assert office.asked[0][1]["user-agent"] == "GliwiceOdNowa/0.1 (gliwice, kontakt@example.org)"


def test_a_document_that_has_not_changed_is_not_sent_again(office: Office) -> None:
    office.pages["/a"] = Page(status=304)

    answer = http.fetch(f"{office.url}/a", etag='"1"', last_modified="Tue")

    assert isinstance(answer, http.NotModified)
    assert office.asked[0][1]["if-none-match"] == '"1"'
    assert office.asked[0][1]["if-modified-since"] == "Tue"


def test_a_packed_document_is_unpacked(office: Office) -> None:
    office.pages["/a"] = Page(gzip.compress(b"tekst"), headers={"Content-Encoding": "gzip"})

    fetched = http.fetch(f"{office.url}/a")

    assert isinstance(fetched, http.Fetched)
    assert fetched.content == b"tekst"


def test_an_encoding_we_did_not_ask_for_is_refused(office: Office) -> None:
    office.pages["/a"] = Page(b"?", headers={"Content-Encoding": "br"})

    with pytest.raises(http.PermanentError, match="o który nie prosiliśmy"):
        http.fetch(f"{office.url}/a")


def test_a_redirect_is_followed_and_its_end_told(office: Office) -> None:
    office.pages["/old"] = Page(status=302, headers={"Location": "/new"})
    office.pages["/new"] = Page(b"new")

    fetched = http.fetch(f"{office.url}/old")

    assert isinstance(fetched, http.Fetched)
    assert (fetched.content, fetched.url) == (b"new", f"{office.url}/new")


def test_redirects_in_a_circle_end(office: Office) -> None:
    office.pages["/a"] = Page(status=302, headers={"Location": "/a"})

    with pytest.raises(http.PermanentError, match="przekierowań"):
        http.fetch(f"{office.url}/a")

    assert len(office.asked) == http.MAX_REDIRECTS + 1


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/"])
def test_a_redirect_into_the_own_network_is_not_followed(
    office: Office, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    office.pages["/a"] = Page(status=302, headers={"Location": target})
    loopback_is_public = hosts.is_public
    monkeypatch.setattr(hosts, "is_public", lambda number: number == "127.0.0.1" or loopback_is_public(number))
    monkeypatch.setattr(http.settings, "HTTP_ALLOW_PRIVATE", False)

    with pytest.raises(http.PermanentError, match="sieci wewnętrznej"):
        http.fetch(f"{office.url}/a")


def test_loopback_is_not_opened_unless_tests_allow_it(office: Office, settings: Settings) -> None:
    settings.HTTP_ALLOW_PRIVATE = False

    with pytest.raises(http.PermanentError, match="sieci wewnętrznej"):
        http.fetch(f"{office.url}/a")

    assert office.asked == []


def test_a_name_with_one_inner_number_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("93.184.216.34", "192.168.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: found)

    with pytest.raises(hosts.Forbidden):
        hosts.resolve("rebinding.example", 80, allow_private=False)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2a00:1450:4001:80b::200e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_which_numbers_are_public(number: str, public: bool) -> None:
    assert hosts.is_public(number) is public


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://", "//a", "http://u:p@a.example/"]
)
def test_only_addresses_of_pages_are_asked(address: str) -> None:
    with pytest.raises(http.PermanentError, match="nie jest adresem strony"):
        http.fetch(address)


def test_a_server_that_asks_to_wait_is_waited_for(office: Office, slept: list[float]) -> None:
    office.pages["/a"] = [Page(status=429, headers={"Retry-After": "17"}), Page(b"a")]

    fetched = http.fetch(f"{office.url}/a")

    assert isinstance(fetched, http.Fetched)
    assert slept == [17]


def test_a_date_to_wait_for_is_understood(office: Office, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    class Now(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # always asked with a zone here
            return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    monkeypatch.setattr(http, "datetime", Now)
    later = {"Retry-After": "Sun, 01 Mar 2026 12:00:40 GMT"}
    office.pages["/a"] = [Page(status=503, headers=later), Page(b"a")]

    http.fetch(f"{office.url}/a")

    assert slept == [40]


def test_a_server_that_asks_for_an_hour_is_left_alone(office: Office, slept: list[float]) -> None:
    office.pages["/a"] = Page(status=503, headers={"Retry-After": "3600"})

    with pytest.raises(http.TransientError, match="prosi, by poczekać"):
        http.fetch(f"{office.url}/a")

    assert len(office.asked) == 1
    assert slept == []


def test_a_failing_server_is_asked_three_times(office: Office, slept: list[float]) -> None:
    office.pages["/a"] = Page(status=500)

    with pytest.raises(http.TransientError, match="awarię"):
        http.fetch(f"{office.url}/a")

    assert len(office.asked) == http.ATTEMPTS
    assert slept == sorted(slept)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 204])
def test_a_refusal_is_not_asked_again(office: Office, status: int) -> None:
    office.pages["/a"] = Page(status=status)

    with pytest.raises(http.PermanentError, match=str(status)):
        http.fetch(f"{office.url}/a")

    assert len(office.asked) == 1


def test_a_server_that_drips_bytes_is_left_in_time(office: Office, settings: Settings, slept: list[float]) -> None:
    settings.HTTP_MAX_SECONDS = 0.3
    gate = threading.Event()
    office.pages["/a"] = Page(steps=dripping(gate))

    with pytest.raises(http.TransientError, match="zbyt wolno"):
        http.fetch(f"{office.url}/a")

    gate.set()


def test_a_huge_document_is_left_before_its_end(office: Office, settings: Settings) -> None:
    settings.HTTP_MAX_BYTES = 1024 * 1024
    office.pages["/a"] = Page(gzip.compress(bytes(3 * 1024 * 1024)), headers={"Content-Encoding": "gzip"})

    with pytest.raises(http.PermanentError, match="większy niż 1 MB"):
        http.fetch(f"{office.url}/a")


def test_a_document_cut_on_its_way_is_asked_again(office: Office, slept: list[float]) -> None:
    cut = Page(headers={"Content-Length": "10"}, steps=lambda: iter([b"abc"]))
    office.pages["/a"] = [cut, Page(b"abcdefghij")]

    fetched = http.fetch(f"{office.url}/a")

    assert isinstance(fetched, http.Fetched)
    assert fetched.content == b"abcdefghij"


def test_a_broken_packing_is_told(office: Office) -> None:
    office.pages["/a"] = Page(b"not gzip", headers={"Content-Encoding": "gzip"})

    with pytest.raises(http.PermanentError, match="uszkodzony"):
        http.fetch(f"{office.url}/a")


def test_a_closed_door_is_tried_again_and_told(slept: list[float], settings: Settings) -> None:
    settings.HTTP_ALLOW_PRIVATE = True
    settings.HTTP_PAUSE = 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"

        with pytest.raises(http.TransientError, match="połączyć"):
            http.fetch(address)

    assert len(slept) == http.ATTEMPTS - 1


def test_a_second_question_to_a_host_waits_for_its_turn(
    office: Office, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HTTP_PAUSE = 60
    office.pages["/a"] = Page(b"a")
    turn = f"http-turn:{office.url.removeprefix('http://')}"
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            cache.delete(turn)

    monkeypatch.setattr(http, "_sleep", sleep)

    http.fetch(f"{office.url}/a")
    http.fetch(f"{office.url}/a")

    cache.delete(turn)
    assert len(slept) == 3


GUEST = {"Set-Cookie": "guest=7; path=/; HttpOnly"}


def test_a_visit_gives_a_server_its_cookie_back(office: Office) -> None:
    office.pages = {"/in": Page(b"in", headers=GUEST), "/a": Page(b"a", cookie="guest=7")}
    visit = http.Visit()

    visit.fetch(f"{office.url}/in")
    fetched = visit.fetch(f"{office.url}/a")

    assert isinstance(fetched, http.Fetched)
    assert fetched.content == b"a"


def test_a_cookie_given_on_the_way_is_carried_along(office: Office) -> None:
    office.pages = {
        "/in": Page(status=302, headers={**GUEST, "Location": "/a"}),
        "/a": Page(b"a", cookie="guest=7"),
    }

    fetched = http.Visit().fetch(f"{office.url}/in")

    assert isinstance(fetched, http.Fetched)
    assert fetched.content == b"a"


def test_another_visit_is_a_stranger(office: Office) -> None:
    office.pages = {"/in": Page(b"in", headers=GUEST), "/a": Page(b"a")}
    http.Visit().fetch(f"{office.url}/in")

    http.Visit().fetch(f"{office.url}/a")
    http.fetch(f"{office.url}/a")

    assert [headers.get("cookie") for _path, headers in office.asked] == [None, None, None]


def test_a_cookie_goes_to_no_other_host(office: Office) -> None:
    office.pages = {"/in": Page(b"in", headers={"Set-Cookie": "guest=7; path=/; Domain=127.0.0.1"})}
    visit = http.Visit()
    with open_office() as other:
        other.pages["/a"] = Page(b"a")

        visit.fetch(f"{office.url}/in")
        visit.fetch(f"{other.url}/a")

        assert "cookie" not in other.asked[0][1]


def test_a_server_that_hands_out_cookies_without_end_starts_anew(office: Office) -> None:
    office.pages = {f"/{n}": Page(b"a", headers={"Set-Cookie": f"c{n}=1"}) for n in range(http.MAX_COOKIES + 2)}
    visit = http.Visit()

    for path in list(office.pages):
        visit.fetch(office.url + path)

    assert max(headers.get("cookie", "").count("=") for _path, headers in office.asked) == http.MAX_COOKIES
    assert "cookie" not in office.asked[-1][1]


def test_a_question_is_sent_as_json_and_what_stands_behind_the_hash_is_not(office: Office) -> None:
    office.pages["/search?limit=50"] = Page(b"{}", headers={"Content-Type": "application/json"})

    fetched = http.fetch(f'{office.url}/search?limit=50#{{"a":1}}', question=b'{"a":1}', etag='"1"')

    assert isinstance(fetched, http.Fetched)
    assert (office.paths, office.questions) == (["/search?limit=50"], [b'{"a":1}'])
    headers = office.asked[0][1]
    assert headers["content-type"] == "application/json"
    assert "if-none-match" not in headers


def test_a_question_is_asked_again_as_a_document_is(office: Office, slept: list[float]) -> None:
    office.pages["/search"] = [Page(status=429, headers={"Retry-After": "7"}), Page(b"{}")]

    http.fetch(f"{office.url}/search", question=b"{}")

    assert office.questions == [b"{}", b"{}"]
    assert slept == [7.0]


def test_a_question_is_not_sent_to_where_a_server_points(office: Office) -> None:
    office.pages["/search"] = Page(status=307, headers={"Location": "/elsewhere"})

    with pytest.raises(http.PermanentError, match="odesłał pytanie"):
        http.fetch(f"{office.url}/search", question=b"{}")

    assert office.paths == ["/search"]


@pytest.mark.parametrize("status", [404, 429, 500])
def test_an_error_tells_the_server_s_code(office: Office, slept: list[float], status: int) -> None:
    office.pages["/a"] = Page(status=status)

    with pytest.raises(http.FetchError) as failed:
        http.fetch(f"{office.url}/a")

    assert failed.value.status == status
