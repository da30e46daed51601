import pytest

from watchdog.embedded.errors import EmbeddedError, UsageError
from watchdog.embedded.port import take, wanted_port


@pytest.mark.parametrize("text", ["http", "-1", "65536", "80 80", "٨٠٨٠"])
def test_what_is_no_port_is_a_usage_error(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(UsageError, match="is not a port"):
        wanted_port()


def test_without_a_wish_it_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    assert wanted_port() == 8000


def test_a_taken_port_is_named_with_one_that_is_free():
    with take(0) as line:
        port = line.getsockname()[1]

        with pytest.raises(EmbeddedError, match=rf"Port {port} is taken .* Try PORT=\d+ \./portal run"):
            take(port)
