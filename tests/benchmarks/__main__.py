"""
Measure the table of docs/performance.md, with peers, by one command::

    .venv/bin/python -m tests.benchmarks                          # a million rows; the table is written
    .venv/bin/python -m tests.benchmarks --only pages --keep DIR  # one question, on rows that are kept between runs
    .venv/bin/python -m tests.benchmarks soak --minutes 10 --readers 8
    .venv/bin/python -m tests.benchmarks mail --mails 5000
    .venv/bin/python -m tests.benchmarks pdf --rows 1000
    .venv/bin/python -m tests.benchmarks generate --rows 1000 FILE

Servers are its own, in a temporary directory, and are gone at the end, also after Ctrl-C. ``DATABASE_URL`` and
``REDIS_URL`` name a filled database instead; then nothing is loaded, and what needs loading is not measured. A soak
writes into that database: give it a copy.
"""

from __future__ import annotations

import argparse
import os
import sys
from itertools import pairwise
from pathlib import Path

import django
from django.db import connections

from tests.benchmarks import generate, mail, pdf, soak, stages, table
from tests.benchmarks.load import TOOL
from tests.benchmarks.machine import Noise, described, stamp
from tests.benchmarks.stand import stand
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.progress import say
from watchdog.embedded.signals import Stopped, stoppable
from watchdog.embedded.state import PROJECT

REPORT = PROJECT / "docs" / "performance.md"


def main(arguments: list[str]) -> int:
    """Do what was asked; exit code 1 when a gate that was measured is not met."""
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
    found = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the portal and its peers.")
    found.set_defaults(work=run)
    _common(found)
    found.add_argument("--rounds", type=int, default=5, help="rounds of each interleaved comparison")
    found.add_argument("--only", action="append", choices=list(stages.STAGES), help="a stage; may be repeated")
    found.add_argument("--report", type=Path, default=REPORT, help="the file whose marked section is written")
    commands = found.add_subparsers()
    making = commands.add_parser("generate", help="write the generator's register as CSV")
    making.set_defaults(work=made)
    making.add_argument("--rows", type=int, default=1_000_000)
    making.add_argument("path", type=Path)
    soaking = commands.add_parser(
        "soak", help="import, correct, export and read at once, and watch for errors and memory"
    )
    soaking.set_defaults(work=soaked)
    _common(soaking)
    soaking.add_argument("--minutes", type=float, default=10.0)
    soaking.add_argument("--readers", type=int, default=8)
    soaking.add_argument("--report", type=Path, help="the file whose marked section is written")
    mailing = commands.add_parser("mail", help="send an issue of the newsletter, and the same in two other ways")
    mailing.set_defaults(work=mailed)
    mailing.add_argument("--mails", type=int, default=5000)
    mailing.add_argument("--rounds", type=int, default=5)
    mailing.add_argument("--keep", type=Path, help="directory that keeps data between runs")
    mailing.add_argument("--report", type=Path, help="the file whose marked section is written")
    printing = commands.add_parser("pdf", help="set a long report, and a plain table of the same rows")
    printing.set_defaults(work=printed)
    printing.add_argument("--rows", type=int, default=1000)
    printing.add_argument("--rounds", type=int, default=2)
    return found


def _common(found: argparse.ArgumentParser) -> None:
    found.add_argument("--rows", type=int, default=1_000_000)
    found.add_argument("--keep", type=Path, help="directory that keeps data between runs")


def made(options: argparse.Namespace) -> int:
    generate.write(options.path, options.rows)
    return 0


def run(options: argparse.Namespace) -> int:
    """Run the stages one after the other; each writes its lines when it is done, so that a broken run keeps them."""
    noise = Noise()
    met = True
    with stand(options.keep) as standing:
        for name in options.only or list(stages.STAGES):
            say(f"{name}: {noise.listen()}")
            try:
                results = stages.STAGES[name](standing, options.rows, options.rounds, say)
            except Exception as error:  # whatever it is, the other stages have answers of their own
                say(f"{name} broke: {error!r}")
                standing.stop(*reversed(standing.sites))
                met = False
                continue
            noise.listen()
            table.write(options.report, results, described_run(noise), stamp())
            for result in results:
                say(f"  {result.gate.question}: {result.words} -> {result.ratio} {result.verdict}")
                met = met and result.verdict != "**not met**"
    return 0 if met else 1


def soaked(options: argparse.Namespace) -> int:
    """Soak, tell what came of it; exit code 1 when anything was wrong."""
    noise = Noise()
    noise.listen()
    with stand(options.keep) as standing:
        done = soak.soak(standing, options.rows, options.minutes * 60, options.readers, say)
    noise.listen()
    results = done.results()
    print("\n".join([*done.lines(), *(f"{each.gate.question}: {each.words}: {each.verdict}" for each in results)]))
    if options.report:
        table.write(options.report, results, described_run(noise), stamp())
    return int(any(each.verdict == "**not met**" for each in results))


def printed(options: argparse.Namespace) -> int:
    """Set a report each way; it is told and no gate."""
    noise = Noise()
    noise.listen()
    pdf.measure(options.rows, options.rounds, say)
    say(described_run(noise))
    return 0


def mailed(options: argparse.Namespace) -> int:
    """Send an issue each way, on a database of its own or the one that is given; exit code 1 when a gate is not met."""
    noise = Noise()
    noise.listen()
    with stand(options.keep) as standing:
        if not standing.given:
            os.environ["DATABASE_URL"] = standing.create("mail")
        django.setup()
        results = mail.measure(options.mails, options.rounds, say)
        connections.close_all()
    noise.listen()
    print("\n".join(f"{each.gate.question}: {each.words} -> {each.ratio} {each.verdict}" for each in results))
    if options.report:
        table.write(options.report, results, described_run(noise), stamp())
    return int(any(each.verdict == "**not met**" for each in results))


def described_run(noise: Noise) -> str:
    """Say how and on what this run measured; directories of this machine are nobody else's business."""
    command = " ".join(["python -m tests.benchmarks", *without_paths(sys.argv[1:])])
    return f"Last run, {stamp()}: `{command}`; {described()}; {noise}; {TOOL}."


def without_paths(arguments: list[str]) -> list[str]:
    return [word for before, word in pairwise(["", *arguments]) if not {before, word} & {"--keep", "--report"}]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
