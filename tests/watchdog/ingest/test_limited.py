"""A reader that goes wrong costs a child process and nothing else."""

from __future__ import annotations

import pickle
import threading
import time
from itertools import islice

import pytest

from tests.fakes import readers
from tests.fakes.office import Office
from watchdog.ingest import limited
from watchdog.ingest.limited import Broken, Limits, call, stream
from watchdog.ingest.source import Unreadable

SHORT = Limits(seconds=0.5, processor=5, memory=1024**3)


def refusal_of(reader: object, limits: Limits = SHORT) -> str:
    with pytest.raises(Unreadable) as refused:
        call(reader, limits=limits)  # type: ignore[arg-type]  # a function of tests.fakes.readers
    return refused.value.code


def test_what_a_reader_returns_comes_back() -> None:
    assert call(readers.doubled, 21) == 42


def test_drafts_stream_in_their_order_as_they_were_built() -> None:
    assert list(stream(readers.doubts, 1001)) == list(readers.doubts(1001))


def test_what_stood_before_a_cut_arrives_before_the_reason() -> None:
    found = []

    with pytest.raises(Unreadable) as refused:
        found.extend(stream(readers.cut_after, 400))

    assert refused.value.code == "cut_json"


def test_a_stream_that_is_left_ends_its_reader() -> None:
    assert len(list(islice(stream(readers.doubts, 100_000), 5))) == 5


def test_an_endless_reader_is_stopped_by_the_clock() -> None:
    started = time.monotonic()

    assert refusal_of(readers.endless) == "too_costly"
    assert time.monotonic() - started < 10


def test_an_endless_reader_is_stopped_by_its_share_of_the_processor() -> None:
    assert refusal_of(readers.endless, Limits(seconds=60, processor=1, memory=1024**3)) == "too_costly"


def test_a_sleeping_reader_is_stopped_by_the_clock() -> None:
    assert refusal_of(readers.asleep) == "too_costly"


def test_a_reader_that_fills_the_memory_is_refused_it() -> None:
    assert refusal_of(readers.hungry) == "too_costly"


def test_a_reader_that_crashes_is_named_and_the_next_one_reads() -> None:
    assert refusal_of(readers.crashing) == "crashed"
    assert call(readers.doubled, 1) == 2


def test_a_fault_of_ours_arrives_with_its_traceback() -> None:
    with pytest.raises(Broken, match="a fault of ours"):
        call(readers.wrong)


def test_an_answer_that_would_act_is_not_unpickled() -> None:
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        call(readers.trap)


def test_a_reader_sees_nothing_of_our_environment() -> None:
    assert set(call(readers.environment)) <= {"LC_ALL", "LC_CTYPE", "PATH", "TZ"}


def test_a_reader_has_no_network(office: Office) -> None:
    if call(readers.network) == readers.network():
        pytest.skip("this kernel lets nobody leave the network")

    assert call(readers.dialling, int(office.url.rpartition(":")[2])) is False


def test_several_threads_may_read_at_once() -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda n=n: answers.append(call(readers.doubled, n))) for n in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [0, 2, 4, 6, 8, 10, 12, 14]


def test_a_helper_that_died_is_replaced() -> None:
    helper = limited._nursery()
    helper._process.kill()
    helper._process.wait()

    assert call(readers.doubled, 3) == 6
