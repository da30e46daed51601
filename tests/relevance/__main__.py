"""
Ask the judged questions and write the tables of docs/search.md, by one command::

    .venv/bin/python -m tests.relevance               # every city, on servers of its own that are gone at the end
    .venv/bin/python -m tests.relevance --worst 20    # and which questions were answered worst
    .venv/bin/python -m tests.relevance --answers F   # keep the answers of a city; --join F… reports several at once
    .venv/bin/python -m tests.relevance pool "drogi rowerowe" rower ścieżk    # candidates to be judged

``CITY``, ``DATABASE_URL`` and ``REDIS_URL`` name the filled portal of one city instead; then only that one is asked.
Real documents beside the project (``SHARED_DATA``) fill what the seed does not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.machine import described, stamp
from tests.relevance import filling, pooling, table
from tests.relevance.asking import ask
from tests.relevance.judged import cities, questions
from tests.relevance.scoring import Given, score
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.progress import say
from watchdog.embedded.signals import Stopped, stoppable
from watchdog.embedded.state import PROJECT

REPORT = PROJECT / "docs" / "search.md"


def main(arguments: list[str]) -> int:
    """Do what was asked; exit code 1 when the texts of a city could not be had."""
    options = parser().parse_args(arguments)
    try:
        with stoppable():
            return int(options.work(options))
    except Stopped as stopped:
        return 128 + stopped.signum
    except EmbeddedError as error:
        say(str(error))
        return error.exit_code


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m tests.relevance", description="Judge the answers of search.")
    found.set_defaults(work=run)
    found.add_argument("--rounds", type=int, default=3, help="rounds of which a question's time is the median")
    found.add_argument("--worst", type=int, default=0, metavar="N", help="also tell the N questions answered worst")
    found.add_argument("--report", type=Path, default=REPORT, help="the file whose marked section is written")
    found.add_argument("--answers", type=Path, help="write the answers to this file as JSON instead of a report")
    found.add_argument("--join", type=Path, nargs="+", metavar="FILE", help="ask nothing: report what these files keep")
    commands = found.add_subparsers()
    judging = commands.add_parser("pool", help="candidates for a question, found by means that are not the portal's")
    judging.set_defaults(work=pooled)
    judging.add_argument("text", help="the question")
    judging.add_argument("stems", nargs="*", help="beginnings or parts of words, one of which a candidate holds")
    judging.add_argument("--most", type=int, default=40)
    return found


def run(options: argparse.Namespace) -> int:
    """Ask the city whose database is given; every city on own servers where none is."""
    answers = _answers(options)
    if options.answers:
        kept = {name: [_as_json(each) for each in given] for name, given in answers.items()}
        options.answers.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        return 0
    command = " ".join(["python -m tests.relevance", *(word for word in sys.argv[1:] if "/" not in word)])
    table.write(options.report, answers, f"Last run, {stamp()}: `{command}`; {described()}.", stamp())
    _tell(answers, options.worst)
    return 0


def pooled(options: argparse.Namespace) -> int:
    """Print what is to be judged."""
    _set_up()
    for line in pooling.candidates(options.text, options.stems, options.most):
        print(line)
    return 0


def _answers(options: argparse.Namespace) -> dict[str, list[Given]]:
    if options.join:
        return filling.of_files(options.join)
    return _of_this_city(options) if os.environ.get("DATABASE_URL") else filling.of_every_city(options.rounds)


def _of_this_city(options: argparse.Namespace) -> dict[str, list[Given]]:
    _set_up()
    from django.conf import settings

    if settings.CITY not in cities():
        raise EmbeddedError(f"Nothing is judged of {settings.CITY}, only of {', '.join(cities())}.")
    return ask(questions(settings.CITY), options.rounds)


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    django.setup()


def _as_json(given: Given) -> dict[str, object]:
    return {**asdict(given), "question": {"city": given.question.city, "text": given.question.text}}


def _tell(answers: table.Answers, worst: int) -> None:
    for name, given in answers.items():
        found = score(given)
        means = f"nDCG@10 {found.ndcg:.3f}, MRR {found.mrr:.3f}, {found.missed:.0%} empty"
        say(f"{name}: {found.answers} questions, {means}")
    for each in sorted(answers["portal"], key=lambda each: each.ndcg)[:worst]:
        say(f"  {each.ndcg:.2f} {each.question} ({each.question.kind}): {each.total} hits, {', '.join(each.addresses)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
