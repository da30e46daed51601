import os
import shutil

import pytest

from watchdog.embedded import state as module
from watchdog.embedded.account import Account, account_for
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.state import LONGEST_SOCKET, ServerHome, State, server_home

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another user")


@pytest.fixture
def closed(tmp_path, monkeypatch):
    """Give a state directory below one that only its owner may enter, as a clone in /root is."""
    monkeypatch.setattr(module, "AWAY", tmp_path / "away")
    (tmp_path / "closed").mkdir(mode=0o700)
    return tmp_path / "closed"


def made(path) -> State:
    state = State(path)
    state.make()
    return state


def test_the_environment_names_the_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path / "elsewhere"))

    assert State.here().root == tmp_path / "elsewhere"


def test_each_city_has_a_directory_of_its_own(monkeypatch):
    monkeypatch.delenv("PORTAL_STATE", raising=False)
    monkeypatch.setenv("CITY", "katowice")

    assert State.here().root == module.PROJECT / ".portal" / "katowice"


def test_sockets_lie_in_the_home_and_are_closed_to_others(home):
    assert home.sockets == home.path / "run"
    assert home.sockets.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["a" * 90, "with spaces", "zażółć"])
def test_a_path_that_no_socket_can_have_gets_a_short_one(state, name):
    account = account_for(state.root)
    home = ServerHome(state.root / name, account)

    home.make()

    try:
        assert len(os.fsencode(home.sockets / ".s.PGSQL.5432")) <= LONGEST_SOCKET
        assert not home.sockets.is_relative_to(home.path)
    finally:
        home.sockets.rmdir()


def test_a_directory_of_sockets_that_others_may_enter_is_refused(home):
    home.sockets.chmod(0o777)

    with pytest.raises(EmbeddedError, match="not a directory of our own"):
        home.make()


@as_root
def test_under_root_data_live_where_their_user_can_reach_them_and_nothing_is_opened(closed):
    state = made(closed / "gliwice")

    home = server_home(state)
    home.make()

    assert home.path.is_relative_to(module.AWAY)
    assert (state.root / "servers").resolve() == home.path
    assert home.path.stat().st_uid == home.account.uid != 0
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_two_clones_do_not_share_data(closed):
    first = server_home(made(closed / "one" / "gliwice"))
    second = server_home(made(closed / "two" / "gliwice"))

    assert first.path != second.path


@as_root
def test_a_clone_that_was_moved_keeps_its_data(closed):
    before = server_home(made(closed / "old" / "gliwice"))
    (closed / "old").rename(closed / "new")

    after = server_home(State(closed / "new" / "gliwice"))

    assert after.path == before.path


@as_root
def test_a_clone_that_was_copied_gets_data_of_its_own(closed):
    before = server_home(made(closed / "old" / "gliwice"))
    shutil.copytree(closed / "old", closed / "copy", symlinks=True)

    copied = server_home(State(closed / "copy" / "gliwice"))

    assert copied.path != before.path
    assert server_home(State(closed / "old" / "gliwice")).path == before.path


@as_root
def test_data_that_vanished_are_not_silently_begun_anew(closed):
    state = made(closed / "gliwice")
    server_home(state)
    shutil.rmtree(module.AWAY)

    with pytest.raises(EmbeddedError, match="not there"):
        server_home(state)


@as_root
def test_data_keep_the_user_who_wrote_them(tmp_path):
    os.chown(tmp_path, 65534, 65534)

    assert account_for(tmp_path) == Account(65534, 65534)
