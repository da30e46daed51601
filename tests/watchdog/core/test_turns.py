"""Who wants to be alone gets the room once it is empty, before those who come later."""

from __future__ import annotations

import fcntl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

from tests.turns import turn
from tests.waiting import until


def is_closed(door: Path) -> bool:
    with door.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_others_are_in_the_room_together(tmp_path: Path) -> None:
    with turn(tmp_path, alone=False), turn(tmp_path, alone=False):
        pass


def test_who_wants_to_be_alone_waits_for_all_and_goes_before_who_comes_later(tmp_path: Path) -> None:
    entered: list[str] = []
    may_leave = Event()

    def first() -> None:
        with turn(tmp_path, alone=False):
            entered.append("first")
            may_leave.wait(30)
            entered.append("first leaves")

    def later(name: str, alone: bool) -> None:
        with turn(tmp_path, alone=alone):
            entered.append(name)

    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(first)]
        until(lambda: bool(entered))
        done.append(pool.submit(later, "alone", True))
        until(lambda: is_closed(tmp_path / "door"))
        done.append(pool.submit(later, "later", False))
        sleep(0.05)  # time to push in, for one that could
        may_leave.set()
        for each in done:
            each.result(30)

    assert entered == ["first", "first leaves", "alone", "later"]
