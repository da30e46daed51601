import pytest

from watchdog.embedded.managing import needs_no_servers


@pytest.mark.parametrize(
    "line",
    [
        *("", "help", "read print.pdf --json", "makemigrations --check", "migrate --help", "ingest --list", "check"),
        *("signals --file ocds.json", "signals --json --file=-"),
    ],
)
def test_commands_that_ask_no_database_start_none(line):
    assert needs_no_servers(line.split())


@pytest.mark.parametrize(
    "line", ["ingest --file read", "migrate", "shell", "check --database default", "seed", "signals keep-up"]
)
def test_commands_that_ask_a_database_get_one(line):
    assert not needs_no_servers(line.split())
