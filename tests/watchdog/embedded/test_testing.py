import pytest

from watchdog.embedded import checking, testing

SHARED = ["--dist", "load", "--maxschedchunk", "4"]


@pytest.fixture
def asked(monkeypatch):
    """Run nothing; give the arguments with which pytest would have been started."""
    runs = []
    monkeypatch.setattr(checking, "check", lambda arguments: 0)
    monkeypatch.setattr(testing, "compile_stale", lambda project: None)
    monkeypatch.setattr(testing, "_ensure_browser", lambda: None)
    monkeypatch.setattr(testing, "processors", lambda: 2)
    monkeypatch.setattr(testing, "_pytest", lambda arguments, whole: runs.append((arguments, whole)) or 0)
    return runs


@pytest.mark.parametrize(("processors", "workers"), [(2, "3"), (3, "4"), (64, "4")])
def test_the_suite_is_shared_out_among_one_worker_more_than_processors(processors, workers):
    assert testing.sharing_out(processors) == ["--numprocesses", workers, *SHARED]


def test_a_single_processor_has_nobody_to_share_with():
    assert testing.sharing_out(1) == []


def test_the_whole_suite_runs_in_workers(asked):
    testing.test([])

    assert asked == [(["--numprocesses", "3", *SHARED, "-m", "not slow"], True)]


def test_the_slow_ones_run_in_workers_too(asked):
    testing.test(["--all"])

    assert asked == [(["--numprocesses", "3", *SHARED], True)]


def test_chosen_tests_run_in_one_process_as_they_were_asked_for(asked):
    testing.test(["tests/council", "-x"])

    assert asked == [(["tests/council", "-x"], False)]


def test_there_is_a_processor():
    assert testing.processors() >= 1
