"""
What questions cost that nobody has asked before, over HTTP, with words in turn: the gates of issue 7.

Every question is another one, so that no answer is kept of it, while the database stays as it is; what was kept of
earlier ones is forgotten before. Each kind is asked from the words that stand in the entries: so many rare, so many
common ones. Its SQL is what the statements of as many other questions of that kind take in process (of fewer the median
would be another: some words are asked more widely, others not), which is this file as a program, because Django is set
up once a process::

    DATABASE_URL=… python -m tests.benchmarks.questions 200
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from tests.benchmarks.asked import NULL, SEARCH
from tests.benchmarks.figures import median, percentile, shown
from tests.benchmarks.gates import QUESTIONS, Result
from tests.benchmarks.load import Client, drain
from tests.benchmarks.memory import private
from tests.benchmarks.stand import Stand, connected
from tests.benchmarks.words import spent
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.state import PROJECT

EACH = 40
"""Questions of each kind in a round."""
PAGES, SQL = "pages", "sql"
"""Whose turn it is: the two ask different questions."""
RARE = "SELECT word FROM search_word WHERE word ~ '^[a-z]{6,}$' ORDER BY md5(word) LIMIT 2000"
COMMON = """
    SELECT word FROM (
        SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS part
        FROM pg_stats WHERE tablename = 'search_entry' AND attname = 'vector'
    ) AS known
    WHERE word ~ '^[a-z]{4,}$' AND part BETWEEN 0.02 AND 0.3 ORDER BY md5(word)
"""


@dataclass(frozen=True)
class Words:
    """Words that stand in the entries: some thousand of any, and those of every fiftieth entry and more."""

    rare: tuple[str, ...]
    common: tuple[str, ...]


def words_of(url: str) -> Words:
    """Read the words of a filled database, always the same ones of the same rows."""
    with connected(url) as connection:
        return Words(*(tuple(str(word) for (word,) in connection.execute(sql)) for sql in (RARE, COMMON)))


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


KINDS: dict[str, Callable[[Words, random.Random], str]] = {
    "common": lambda words, chance: f"{chance.choice(words.common)} {chance.randrange(1000, 9999)}",
    "rare": lambda words, chance: chance.choice(words.rare),
    "two-common": lambda words, chance: " ".join(chance.sample(words.common, 2)),
    "no-hit": lambda words, chance: "".join(chance.choices("qvxz", k=10)),
    "typo": lambda words, chance: _mistyped(chance.choice(words.rare), chance),
    "phrase": lambda words, chance: f'"{" ".join(chance.sample(words.common, 2))}"',
}


def addresses(words: Words, whose: str, count: int) -> dict[str, list[str]]:
    """Give so many different questions of each kind as addresses; raise ``EmbeddedError`` where words are too few."""
    chance, found = random.Random(whose), {}
    for kind, make in KINDS.items():
        made: dict[str, None] = {}
        for _ in range(20 * count):
            made.setdefault(make(words, chance))
            if len(made) == count:
                break
        else:
            raise EmbeddedError(f"questions: only {len(made)} of {count} different ones of the kind {kind}")
        found[kind] = [f"{SEARCH}?q={quote_plus(text)}" for text in made]
    return found


def measure(stand: Stand, url: str, rounds: int, tell: Callable[[str], None]) -> list[Result]:
    """Ask every kind in turns, a null view beside each, and return what a page costs beyond its SQL."""
    words = words_of(url)
    asked = addresses(words, PAGES, EACH * (rounds + 1))
    forget(url)
    site = stand.web(url)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    null: list[float] = []
    held = 0.0
    with Client(site.address) as client:
        for number in range(rounds + 1):
            for kind, pages in asked.items():
                for page in pages[number * EACH : (number + 1) * EACH]:
                    taken = _milliseconds(client, page)
                    if number:  # the first round fills caches and opens connections
                        times[kind].append(taken)
                        null.append(_milliseconds(client, NULL))
                drain([site.child.pid])
            held = held or private([site.child.pid])
    grown = private([site.child.pid]) - held
    stand.stop(site)
    forget(url)
    sql = _sql(stand, url, EACH * rounds)
    for kind, each in times.items():
        tell(f"{kind:12} p50 {median(each):6.1f} ms, p95 {percentile(each, 95):6.1f} ms, SQL {sql[kind]:6.1f} ms")
    return [*_results(times, sql, median(null)), _memory(grown, rounds)]


def forget(url: str) -> None:
    """Move the version of the data on, so that nothing counts any more that was kept of an answer (ADR 23)."""
    with connected(url) as connection:
        connection.execute("SELECT pg_current_xact_id()")


def _milliseconds(client: Client, page: str) -> float:
    answer = client.get(page)
    if answer.status != 200:
        raise RuntimeError(f"{page}: {answer.status}")
    return answer.milliseconds


def _results(times: dict[str, list[float]], sql: dict[str, float], null: float) -> list[Result]:
    results = []
    for kind in QUESTIONS:
        p50, p95 = median(times[kind]), percentile(times[kind], 95)
        words = f"p50 {shown(p50)} ms, p95 {shown(p95)} ms; SQL {shown(sql[kind])} ms, null {shown(null)} ms"
        results.append(Result(f"question.{kind}", (p50 - sql[kind]) / null, words))
    tails = {kind: percentile(each, 95) / median(each) for kind, each in times.items()}
    worst = max(tails, key=lambda kind: tails[kind])
    return [*results, Result("question.p95", tails[worst], f"„{QUESTIONS[worst]}”, the worst kind")]


def _memory(grown: float, rounds: int) -> Result:
    asked = rounds * EACH * len(KINDS)
    return Result("question.memory", grown, f"both workers, over {asked} different questions after the first round")


def _sql(stand: Stand, url: str, count: int) -> dict[str, float]:
    """Return the median milliseconds of SQL of each kind, of so many questions that nobody has asked."""
    environ = {**stand.environ(url), "DJANGO_SETTINGS_MODULE": "watchdog.settings.dev"}
    command = [sys.executable, "-m", "tests.benchmarks.questions", str(count)]
    done = subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmbeddedError(f"questions: {done.stderr[-1500:]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the median milliseconds of SQL of each kind, of as many questions as the argument says, as JSON."""
    import django

    django.setup()
    from django.test import Client as Asking

    client = Asking(headers={"host": "127.0.0.1"})
    client.get("/health/ready")  # opens the connection
    asked = addresses(words_of(os.environ["DATABASE_URL"]), SQL, int(sys.argv[1]))
    print(json.dumps({kind: median([spent(client, page) for page in pages]) for kind, pages in asked.items()}))


if __name__ == "__main__":
    main()
