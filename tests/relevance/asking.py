"""
Asking the portal, and a plain engine to hold it against.

The portal is asked as its page asks: the form of ``/szukaj/`` reads the address and its ``Answer`` gives the hits.
Nothing is kept between two questions, so that each is answered from the table.

The plain engine is what a first version of any portal does: every word somewhere in the text (``ILIKE``), the newest
first.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlencode

from tests.relevance.judged import Judged
from tests.relevance.scoring import SHOWN, Given

Engine = Callable[[str], tuple[list[str], int]]
"""Takes a question as it was typed; gives the addresses of the first hits and how many hits there are."""

_PLAIN = """
    WITH hit AS (SELECT url, year, day, id FROM search_entry WHERE {matching}),
    first AS (SELECT url FROM hit ORDER BY year DESC NULLS LAST, day DESC NULLS LAST, id DESC LIMIT %s)
    SELECT (SELECT count(*) FROM hit), ARRAY(SELECT url FROM first)
"""
_HOLDS = "concat_ws(' ', title, keywords, body) ILIKE %s"


def portal(text: str) -> tuple[list[str], int]:
    """Answer as ``/szukaj/`` does; a question that the page refuses finds nothing."""
    from django.http import QueryDict

    from watchdog.search.forms import SearchForm
    from watchdog.search.querying import Answer

    form = SearchForm(QueryDict(urlencode({"q": text})))
    if not form.is_valid() or form.cleaned_data["q"] is None:
        return [], 0
    answer = Answer(form.cleaned_data["q"])
    return [hit.url for hit in answer.hits()][:SHOWN], answer.total


def by_date(text: str) -> tuple[list[str], int]:
    """Answer with what holds every word as it was typed, the newest first."""
    from django.db import connection

    words = text.split()
    with connection.cursor() as cursor:
        matching = " AND ".join([_HOLDS] * len(words))
        cursor.execute(_PLAIN.format(matching=matching), [*(f"%{_literal(word)}%" for word in words), SHOWN])
        total, addresses = cursor.fetchone()
    return list(addresses), total


ENGINES: dict[str, Engine] = {"portal": portal, "ILIKE, newest first": by_date}


def ask(questions: Sequence[Judged], rounds: int = 3) -> dict[str, list[Given]]:
    """Ask every engine every question, in turn; milliseconds are the median of the rounds, after one that warms up."""
    from django.conf import settings

    settings.PAGES_REMEMBERED = 0
    return {name: [_given(engine, each, rounds) for each in questions] for name, engine in ENGINES.items()}


def _given(engine: Engine, question: Judged, rounds: int) -> Given:
    addresses, total = engine(question.text)
    return Given(question, tuple(addresses), statistics.median(_times(engine, question.text, rounds)), total)


def _times(engine: Engine, text: str, rounds: int) -> Iterable[float]:
    for _ in range(rounds):
        started = time.perf_counter()
        engine(text)
        yield (time.perf_counter() - started) * 1000


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
