"""
Everything at once for a while: a register is imported, corrected and exported while readers ask at random.

The import takes as long as it takes; the minutes are those of corrections and exports after it, in which memory is
judged. What must not happen: an answer that is no 200, a total that differs from the database's, a page that still says
what a correction has changed, and memory that grows. Web server, worker and database are those of ``./portal run``.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from threading import Event, Lock, Thread

from tests.benchmarks import data, generate
from tests.benchmarks.asked import LIST, ROTATING, SEARCH
from tests.benchmarks.data import Loaded
from tests.benchmarks.export import FILE
from tests.benchmarks.figures import percentile, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.load import Client, stats, together
from tests.benchmarks.memory import Memory
from tests.benchmarks.stand import Stand, connected
from watchdog.embedded.portal import QUIET_WORKER, WORKER
from watchdog.embedded.processes import Child, spawn
from watchdog.embedded.state import PROJECT
from watchdog.embedded.valkey import OPTIONS

CACHE = {"Valkey": float(OPTIONS["maxmemory"].removesuffix("mb"))}
"""Megabytes up to which the cache fills, of distinct pages without end; then it lets the oldest go."""
RECORD = re.compile(rb'href="(/wydatki/umowy/[a-z0-9-]+/)"')
SPACES = re.compile(r"[\s\u00a0\u202f]+|&nbsp;")
PAUSE = 0.05
"""Seconds that a reader thinks between two pages."""
HELD = 6000
"""Rows that stand there before: a first load of an empty portal may make its indexes last, under no readers."""
CORRECTED = 5
"""Rows that one correction changes."""
PAGES_AFTER = 4
"""Times that a corrected page is asked, so that each web worker answers once at least."""
PRINTED = """
SELECT c.slug, c.signed_first, c.key, s.name, o.nip, c.subject, c.dzial, c.rozdzial, c.paragraf || c.financing, b.name,
       c.address
FROM spending_contract c
JOIN spending_spelling s ON s.id = c.supplier_as_id
JOIN spending_organization o ON o.id = c.supplier_id
JOIN spending_spelling b ON b.id = c.buyer_as_id
WHERE mod(c.id, 97) = %s ORDER BY c.id DESC LIMIT %s
"""
"""Some of the last rows as their register prints them, without their amounts: a soak brought them in itself."""
YEARS = range(generate.FIRST_DAY.year, generate.FIRST_DAY.year + generate.DAYS // 366)


@dataclass
class Kept:
    """What readers and checks noted: milliseconds by kind of page, and what was wrong, with its time."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    started: float = field(default_factory=time.monotonic)

    def took(self, kind: str, milliseconds: float) -> None:
        with self.lock:
            self.times[kind].append(milliseconds)

    @contextmanager
    def noting(self, what: str) -> Iterator[None]:
        """Count a step that breaks as an error and go on: a soak that ends early has seen less."""
        try:
            yield
        except Exception as error:
            self.wrong(f"{what}: {error!r}")

    def wrong(self, what: str) -> None:
        with self.lock:
            self.errors.append(f"{time.monotonic() - self.started:.0f} s: {what}")


class Reader:
    """One visitor: lists, filters, searches, records that a list named, files of a filter; each at random."""

    def __init__(self, base: str, kept: Kept, seed: int) -> None:
        self.base, self.kept, self.chance = base, kept, random.Random(seed)
        self.records: list[str] = []

    def read(self, stop: Event) -> None:
        """Ask until told to stop."""
        with Client(self.base) as client:
            while not stop.wait(PAUSE):
                kind, path = self.choose()
                try:
                    self.ask(client, kind, path)
                except Exception as error:  # a reader that ends unseen would be an error that nobody counts
                    self.kept.wrong(f"{path}: {error!r}")

    def choose(self) -> tuple[str, str]:
        year, word = self.chance.choice(YEARS), self.chance.choice(ROTATING)
        kinds = {
            "list": LIST,
            "filter": f"{LIST}?rok={year}&dzial={self.chance.choice(list(generate.CLASSES))}",
            "words": f"{LIST}?q={word}",
            "search": f"{SEARCH}?q={word}+{self.chance.choice(ROTATING)}",
            "export": f"{FILE}?rok={year}&q={self.chance.choice(generate.RARE)}",
        }
        if self.records:
            kinds["record"] = self.chance.choice(self.records)
        kind = self.chance.choice(list(kinds))
        return kind, kinds[kind]

    def ask(self, client: Client, kind: str, path: str) -> None:
        answer = client.get(path)
        self.kept.took(kind, answer.milliseconds)
        if answer.status != 200:
            self.kept.wrong(f"{path}: {answer.status}")
        elif kind == "list":
            self.records = [each.decode() for each in RECORD.findall(answer.body)][:50] or self.records


@contextmanager
def readers(base: str, count: int, kept: Kept) -> Iterator[None]:
    """Let so many visitors read meanwhile."""
    stop = Event()
    threads = [Thread(target=Reader(base, kept, seed).read, args=(stop,), daemon=True) for seed in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


def warm(base: str, count: int) -> None:
    """Ask over as many connections at once as there will be readers, so that threads and their connections stand."""

    def ask() -> None:
        with Client(base) as client:
            for path in (LIST, f"{SEARCH}?q={ROTATING[0]}"):
                client.get(path)

    together([ask] * count)


@dataclass(frozen=True)
class Soaked:
    """What a soak noted and how memory went."""

    kept: Kept
    memory: Memory
    corrections: int
    seconds: float
    rows: int

    def results(self) -> list[Result]:
        errors = self.kept.errors
        asked = sum(map(len, self.kept.times.values()))
        words = (
            f"{asked} pages by readers, {self.corrections} corrections, {shown(self.rows)} rows,"
            f" {self.seconds / 60:.1f} min"
            f"{'; first: ' + errors[0] if errors else ''}"
        )
        name, growth = self.memory.worst()
        return [
            Result("soak.errors", len(errors), words),
            Result("soak.memory", growth, f"{self.memory.shown()}; most: {name}"),
        ]

    def lines(self) -> list[str]:
        found = [f"{'':10} {'pages':>7} {'p50 ms':>8} {'p95 ms':>8} {'most ms':>8}"]
        for kind, times in sorted(self.kept.times.items()):
            figures = (percentile(times, 50), percentile(times, 95), max(times))
            found.append(f"{kind:10} {len(times):7} {' '.join(f'{shown(each):>8}' for each in figures)}")
        return [*found, *self.kept.errors[:20]]


def soak(stand: Stand, rows: int, seconds: float, count: int, tell: Callable[[str], None]) -> Soaked:
    """
    Import a register of so many rows under readers, then correct and export it for so many seconds.

    Servers that were given keep their database, and the rows come beside those that stand there.
    """
    path = data.file_of(stand, rows)
    url = stand.servers.database_url if stand.given else stand.create("bench_soak")
    data.save_mapping(stand, url)
    if not stand.given:
        data.ingest(stand, url, data.file_of(stand, min(HELD, rows // 2)))
    site, worker = stand.web(url, "web-soak"), _worker(stand, url)
    leaders = {"web": [site.child.pid], "worker": [worker.pid]}
    leaders |= {child.name: [child.pid] for child in stand.servers.children}
    kept, started, corrections, held = Kept(), time.monotonic(), 0, Loaded(url, rows)
    try:
        warm(site.address, count)
        workers = set(stats([site.child.pid]))
        with Memory(leaders, CACHE) as memory, readers(site.address, count, kept):
            with kept.noting("import"):
                took = data.ingest(stand, url, path)
                tell(f"{rows} rows imported in {took:.0f} s under {count} readers")
                held = Loaded(url, data.count(url))
                check_totals(held, site.address, kept)
            memory.judge_from_now()
            imported = time.monotonic()
            while corrections == 0 or time.monotonic() - imported < seconds:
                corrections += 1
                with kept.noting(f"correction {corrections}"):
                    correct(stand, held, site.address, corrections, kept)
            if set(stats([site.child.pid])) != workers:
                kept.wrong("a worker of the web server ended and another took its place")
    finally:
        worker.stop()
        stand.stop(site)
    return Soaked(kept, memory, corrections, time.monotonic() - started, held.rows)


def _worker(stand: Stand, url: str) -> Child:
    command: list[str | Path] = [sys.executable, *WORKER, *QUIET_WORKER]
    return spawn("worker", command, log=stand.state.logs / "worker.log", environ=stand.environ(url), cwd=PROJECT)


def correct(stand: Stand, loaded: Loaded, base: str, number: int, kept: Kept) -> None:
    """Bring a file in which some amounts differ, and look whether every page says so at once."""
    with connected(loaded.url) as connection:
        found = connection.execute(PRINTED, [number % 97, CORRECTED]).fetchall()
    amounts = [Decimal(number * 1000 + place) + Decimal("0.37") for place in range(1, len(found) + 1)]
    pages = {f"/wydatki/umowy/{slug}/": amount for (slug, *_), amount in zip(found, amounts, strict=True)}
    path = stand.state.root / "correction.csv"
    with Client(base) as client:
        for address in pages:
            client.get(address)  # so that a page is remembered which then must be forgotten
        _write(path, [(*row[1:10], amount, row[10]) for row, amount in zip(found, amounts, strict=True)])
        data.ingest(stand, loaded.url, path)
        for address, amount in pages.items():
            for _ in range(PAGES_AFTER):
                if not says(client.get(address).body, amount):
                    kept.wrong(f"stale after a correction to {amount}: {address}")
    check_totals(loaded, base, kept, year=YEARS[number % len(YEARS)])


def _write(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Write rows as the register prints them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(generate.HEADINGS)
        writer.writerows(rows)


def check_totals(loaded: Loaded, base: str, kept: Kept, year: int = YEARS[-1]) -> None:
    """Compare a year's rows and sum, as the page and the file give them, with the database's own."""
    with connected(loaded.url) as connection:
        [count, total] = connection.execute(
            "SELECT count(*), sum(value) FROM spending_contract WHERE kind = 'contract' AND signed_first >= %s"
            " AND signed_last <= %s",
            [f"{year}-01-01", f"{year}-12-31"],
        ).fetchone() or (0, None)
    with Client(base) as client:
        page, file = client.get(f"{LIST}?rok={year}"), client.get(f"{FILE}?rok={year}")
    for kind, answer in (("totals", page), ("whole export", file)):
        kept.took(kind, answer.milliseconds)
        if answer.status != 200:
            kept.wrong(f"{answer.path}: {answer.status}")
            return
    if total is not None and not says(page.body, Decimal(str(total))):
        kept.wrong(f"the page of {year} does not say {total}")
    values = [Decimal(row["value"] or 0) for row in csv.DictReader(io.StringIO(file.body.decode("utf-8-sig")))]
    if (len(values), sum(values)) != (count, Decimal(str(total or 0))):
        kept.wrong(f"the file of {year} has {len(values)} rows of {sum(values)}, the database {count} of {total}")


def says(body: bytes, amount: Decimal) -> bool:
    """Tell whether a page prints an amount as Polish pages do, whatever spaces stand between thousands."""
    text = SPACES.sub("", body.decode())
    whole, _, grosze = f"{amount:.2f}".partition(".")
    return f"{whole},{grosze}" in text or (grosze == "00" and whole in text)
