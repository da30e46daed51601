"""
The stages of a run by name: each takes the servers, the number of rows, the rounds and whom to tell.

Loading comes first, so that the others find the rows; given servers have rows already and none of it is measured there.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.benchmarks import comparing, export, growth, loading, proxy, questions, words
from tests.benchmarks.data import loaded
from tests.benchmarks.figures import NOT_MEASURED
from tests.benchmarks.gates import GATES, Result
from tests.benchmarks.stand import Stand

Tell = Callable[[str], None]
Stage = Callable[[Stand, int, int, Tell], list[Result]]
GIVEN = "the servers were given with their rows"


def importing(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return _unmeasured("import") if stand.given else loading.measure(stand, rows, rounds, tell)


def pages(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return comparing.measure(stand, loaded(stand, rows), rounds, tell)


def any_words(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return [words.measure(stand, loaded(stand, rows).url, tell)]


def new_questions(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return questions.measure(stand, loaded(stand, rows).url, rounds, tell)


def growing(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    if stand.given:
        return _unmeasured("growth")
    return growth.measure(stand, loaded(stand, rows // 10), loaded(stand, rows), rounds, tell)


def exporting(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return export.measure(stand, loaded(stand, rows), rounds)


def proxied(stand: Stand, rows: int, rounds: int, tell: Tell) -> list[Result]:
    return proxy.measure(stand, loaded(stand, rows), rounds)


def _unmeasured(prefix: str) -> list[Result]:
    return [Result(key, None, f"{NOT_MEASURED}: {GIVEN}") for key in GATES if key.partition(".")[0] == prefix]


STAGES: dict[str, Stage] = {
    "import": importing,
    "pages": pages,
    "words": any_words,
    "questions": new_questions,
    "growth": growing,
    "export": exporting,
    "proxy": proxied,
}
