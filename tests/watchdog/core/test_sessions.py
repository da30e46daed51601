"""Several sessions at once: order, errors, and that no piece is taken before there is room for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from watchdog.core.sessions import SESSIONS, in_sessions


def test_what_comes_of_pieces_stands_in_their_order() -> None:
    assert list(in_sessions(lambda n: n * n, range(20))) == [n * n for n in range(20)]


def test_pieces_are_taken_as_there_is_room() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    done = in_sessions(lambda n: n, pieces())

    assert next(done) == 0
    assert len(taken) <= SESSIONS + 1


def test_the_first_error_is_raised() -> None:
    def work(n: int) -> float:
        return 1 / (n - 3)

    done = in_sessions(work, range(10))

    assert [next(done) for _ in range(3)] == [work(0), work(1), work(2)]
    with pytest.raises(ZeroDivisionError):
        next(done)


@pytest.mark.django_db(transaction=True)
def test_every_piece_has_a_session_of_its_own() -> None:
    def process(_piece: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    ours = process(0)

    assert ours not in set(in_sessions(process, range(4)))
