import os

from watchdog.embedded.lock import Note, exclusive, owner_lock, shared, stop_leftovers, users_lock
from watchdog.embedded.processes import spawn


def test_only_one_can_own_the_servers(state):
    with exclusive(owner_lock(state), wait=False) as first, exclusive(owner_lock(state), wait=False) as second:
        assert first
        assert not second


def test_ownership_ends_with_its_block(state):
    with exclusive(owner_lock(state), wait=False):
        pass

    with exclusive(owner_lock(state), wait=False) as again:
        assert again


def test_while_somebody_uses_the_servers_nobody_has_them_alone(state):
    with shared(users_lock(state)), shared(users_lock(state)), exclusive(users_lock(state), wait=False) as alone:
        assert not alone


def test_a_note_is_read_as_it_was_written_and_by_its_owner_only(state):
    note = Note.of_this_process("run")
    note.site = "http://127.0.0.1:8000/"

    note.write(state, [])

    assert Note.read(state) == note
    assert state.running.stat().st_mode & 0o077 == 0


def test_half_a_note_is_no_note(state):
    state.running.write_text('{"command": "ru')

    assert Note.read(state) is None


def test_what_a_killed_owner_left_running_is_stopped_and_named(state):
    child = spawn("worker", ["sleep", "60"], log=state.logs / "worker.log", environ=os.environ, cwd=state.root)
    Note.of_this_process("run").write(state, [child])

    assert stop_leftovers(state) == ["worker"]

    assert child.process.wait(5) != 0
    assert not state.running.exists()
