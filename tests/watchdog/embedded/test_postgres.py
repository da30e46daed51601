import shutil
import signal

import dj_database_url
import psycopg
import pytest

from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.postgres import MAJOR, SETTINGS, Postgres, database_url
from watchdog.embedded.processes import kill_session, wait_until
from watchdog.embedded.state import ServerHome


def ask(cluster: Postgres, query: str) -> object:
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]  # queries are written in this file
    assert row is not None
    return row[0]


def test_a_new_cluster_folds_polish_letters_and_listens_on_its_socket_only(cluster):
    child = cluster.start()

    try:
        folded = ask(cluster, "SELECT lower('ZAŻÓŁĆ GĘŚLĄ JAŹŃ')")
        addresses = ask(cluster, "SHOW listen_addresses")
    finally:
        child.stop()

    assert folded == "zażółć gęślą jaźń"
    assert addresses == ""


def test_what_was_committed_outlives_the_server(cluster):
    child = cluster.start()
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('trwałe')")
    child.stop()

    child = cluster.start()

    try:
        assert ask(cluster, "SELECT word FROM kept") == "trwałe"
    finally:
        child.stop()


def test_a_server_that_was_killed_starts_again(cluster):
    child = cluster.start()
    kill_session(child.pid)
    child.process.wait()
    assert (cluster.home.data / "postmaster.pid").exists()

    child = cluster.start()

    try:
        assert ask(cluster, "SELECT 1") == 1
    finally:
        child.stop()


def test_a_server_that_outlived_its_owner_is_stopped_first(cluster):
    orphan = cluster.start()

    child = cluster.start()

    try:
        assert orphan.process.wait(5) == 0
        assert ask(cluster, "SELECT 1") == 1
    finally:
        child.stop()


def test_a_stale_pid_that_names_another_program_today_is_no_obstacle(cluster):
    cluster.start().stop()
    (cluster.home.data / "postmaster.pid").write_text(f"1\n{cluster.home.data}\n0\n5432\n\n\n0 0\nready   \n")
    cluster.home.account.owns(cluster.home.data / "postmaster.pid")

    child = cluster.start()

    try:
        assert ask(cluster, "SELECT 1") == 1
    finally:
        child.stop()


def test_stopping_ends_sessions_that_are_still_open(cluster):
    child = cluster.start()
    with psycopg.connect(cluster.url):
        child.stop()

    assert child.process.returncode == 0


def test_data_of_another_major_version_are_refused_and_left_alone(home: ServerHome, state):
    home.data.mkdir()
    (home.data / "PG_VERSION").write_text(f"{MAJOR - 1}\n")

    with pytest.raises(EmbeddedError, match=f"PostgreSQL {MAJOR - 1}; this portal brings {MAJOR}"):
        Postgres(home, state.logs / "postgres.log").start()

    assert [path.name for path in home.data.iterdir()] == ["PG_VERSION"]


def test_the_refusal_names_the_two_commands_that_carry_the_data_over(home: ServerHome, state):
    home.data.mkdir()
    (home.data / "PG_VERSION").write_text(f"{MAJOR + 1}\n")

    with pytest.raises(EmbeddedError, match=r"manage backup DIR.*manage restore DIR"):
        Postgres(home, state.logs / "postgres.log").start()


def test_a_directory_without_a_version_is_refused_and_left_alone(home: ServerHome, state):
    home.data.mkdir()
    (home.data / "letter.txt").write_text("important")

    with pytest.raises(EmbeddedError, match="PG_VERSION is missing"):
        Postgres(home, state.logs / "postgres.log").start()

    assert (home.data / "letter.txt").read_text() == "important"


def test_a_full_disk_is_named_before_anything_is_made(home: ServerHome, state, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 100, 0))

    with pytest.raises(EmbeddedError, match=r"disk of .* is full"):
        Postgres(home, state.logs / "postgres.log").start()

    assert not home.data.exists()


def test_a_cluster_whose_making_was_cut_short_is_made_again(home: ServerHome, state):
    half = home.path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text(f"{MAJOR}\n")
    home.account.owns(half)
    cluster = Postgres(home, state.logs / "postgres.log", throw_away=True)

    child = cluster.start()

    try:
        assert ask(cluster, "SELECT current_database()") == "portal"
    finally:
        child.stop()


def test_a_server_that_cannot_start_is_quoted(cluster, monkeypatch):
    monkeypatch.setitem(SETTINGS, "nonsense", "1")

    with pytest.raises(EmbeddedError, match='unrecognized configuration parameter "nonsense"'):
        cluster.start()


def test_the_address_survives_readers_that_lower_its_case(tmp_path):
    address = database_url(tmp_path / "Żółć i Capitals")

    assert dj_database_url.parse(address)["HOST"] == str(tmp_path / "Żółć i Capitals")


def test_a_server_stops_on_the_signal_for_a_fast_shutdown(cluster):
    child = cluster.start()

    child.ask_to_stop()

    assert child.stop_signal is signal.SIGINT
    assert wait_until(child.has_ended, 10)
