from watchdog.embedded import servers


def test_servers_that_are_given_are_used_and_none_is_started(state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")

    with servers.started(state) as pair:
        assert pair.environ() == {"DATABASE_URL": "postgresql://elsewhere/portal", "REDIS_URL": "redis://elsewhere/0"}
        assert pair.children == []

    assert not (state.root / "servers").exists()


def test_only_the_missing_one_of_two_is_started(state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/portal")
    monkeypatch.delenv("REDIS_URL", raising=False)

    with servers.started(state) as pair:
        assert [child.name for child in pair.children] == ["Valkey"]
        assert pair.redis_url.startswith("unix:///")


def test_what_was_started_is_stopped_when_the_use_fails(state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/portal")
    monkeypatch.delenv("REDIS_URL", raising=False)

    try:
        with servers.started(state) as pair:
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass

    assert all(child.has_ended() for child in pair.children)


def test_one_address_is_not_a_pair():
    assert servers.given({"DATABASE_URL": "postgresql://elsewhere/portal"}) is None
