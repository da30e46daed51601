import redis

from watchdog.embedded.processes import kill_session
from watchdog.embedded.valkey import Valkey


def test_a_server_answers_on_its_socket(state, home):
    valkey = Valkey(home, state.logs / "valkey.log")
    child = valkey.start()

    try:
        assert redis.Redis.from_url(valkey.url).ping()
    finally:
        child.stop()


def test_a_server_that_was_killed_leaves_nothing_in_the_way(state, home):
    valkey = Valkey(home, state.logs / "valkey.log")
    killed = valkey.start()
    kill_session(killed.pid)
    killed.process.wait()
    assert valkey.socket.exists()

    child = valkey.start()

    try:
        assert redis.Redis.from_url(valkey.url).ping()
    finally:
        child.stop()


def test_the_queue_is_never_dropped_to_make_room(state, home):
    valkey = Valkey(home, state.logs / "valkey.log")
    child = valkey.start()

    try:
        policy = redis.Redis.from_url(valkey.url).config_get("maxmemory-policy")
    finally:
        child.stop()

    assert policy == {"maxmemory-policy": "volatile-lru"}
