"""
The whole list as CSV over HTTP, against psql's ``COPY`` of the same columns in the same order of rows.

What is computed for the file beside its columns (all suppliers in a line, guards against formulas) is the export's own.
"""

from __future__ import annotations

import http.client
import shutil
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.benchmarks.asked import LIST, ORDER
from tests.benchmarks.data import Loaded
from tests.benchmarks.figures import median, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.load import DRAWN, Client
from tests.benchmarks.stand import Stand, connected

FILE = "/wydatki/umowy.csv"
PSQL = shutil.which("psql")
LONGEST = 60.0
"""Seconds after which an export is cut; its rows until then give the speed."""
COPY = f"""
SELECT c.slug, c.kind, c.number, c.subject, b.name AS unit, s.name AS supplier, o.nip, c.supplier_hidden,
       c.signed_first, c.signed_last, c.valid_from, c.valid_until, c.open_ended, c.term, c.value, c.currency,
       c.tax, c.approximate,
       c.value_words, c.value_effect, c.parent_key, c.procedure, c.category, c.status, c.notice_number, c.eu_funded,
       c.dzial, c.rozdzial, c.paragraf || c.financing AS paragraf, c.published_on, c.modified_on, c.register, c.key,
       c.withdrawn_at, c.findings, 'http://127.0.0.1/wydatki/umowy/' || c.slug || '/' AS url, c.address, d.sha256,
       c.place, c.certainty, r.read_at, c.note
FROM spending_contract c
LEFT JOIN spending_spelling b ON b.id = c.buyer_as_id
LEFT JOIN spending_spelling s ON s.id = c.supplier_as_id
LEFT JOIN spending_organization o ON o.id = c.supplier_id
LEFT JOIN archive_snapshot d ON d.id = c.snapshot_id
LEFT JOIN archive_reading r ON r.object_id = c.id AND r.place = c.place AND r.snapshot_id = c.snapshot_id
    AND r.content_type_id = (SELECT id FROM django_content_type WHERE (app_label, model) = ('spending', 'contract'))
ORDER BY {ORDER}
"""


@dataclass(frozen=True)
class Streamed:
    """What came of one stream: rows a second, milliseconds to its first byte, whether it came to its end."""

    rate: float
    first: float
    whole: bool


def measure(stand: Stand, loaded: Loaded, rounds: int) -> list[Result]:
    """Export and copy in turns; the list page is drawn in between, for the first byte is compared with it."""
    site = stand.web(loaded.url)
    exports, copies, pages = [], [], []
    with Client(site.address) as client:
        # Who asks first pays for connections and caches; a file is left after its first byte.
        cold = [client.get(LIST, DRAWN).milliseconds, stream(site.address, FILE, longest=0).first]
        for _ in range(min(rounds, 3)):
            exports.append(stream(site.address, FILE))
            copies.append(copy(loaded))
            pages += [client.get(LIST, DRAWN).milliseconds for _ in range(5)]
    stand.stop(site)
    rate, limit = median([each.rate for each in exports]), median(copies)
    first, page = median([each.first for each in exports]), median(pages)
    cut = "" if all(each.whole for each in exports) else f", cut after {LONGEST:.0f} s"
    at_first = f"{shown(cold[1])} ms and {shown(cold[0])} ms when the web server has just started"
    words = f"{shown(rate)} rows/s{cut}; COPY of the same columns in that order {shown(limit)} rows/s"
    return [
        Result("export", rate / limit, words),
        Result("export.first", first / page, f"first byte {shown(first)} ms; a list page {shown(page)} ms; {at_first}"),
    ]


def stream(base: str, path: str, longest: float = LONGEST) -> Streamed:
    """Read a file as it comes and count its lines without keeping them; raise ``RuntimeError`` if it is no 200."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=120)
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    block = response.read(1)
    first = time.perf_counter() - started
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status}")
    lines, whole = 0, False
    while time.perf_counter() - started < longest:
        lines += block.count(b"\n")
        block = response.read1(1 << 18)
        if not block:
            whole = True
            break
    took = time.perf_counter() - started
    connection.close()
    return Streamed(lines / took, first * 1000, whole)


def copy(loaded: Loaded) -> float:
    """Return the rows a second of psql's COPY to nowhere; without psql, of our driver's, whose blocks are dropped."""
    question = f"COPY ({COPY}) TO STDOUT (FORMAT csv, HEADER)"
    started = time.perf_counter()
    if PSQL:
        command = [PSQL, "-qX", "-v", "ON_ERROR_STOP=1", "-d", loaded.url, "-c", question]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    else:
        with connected(loaded.url) as connection, connection.cursor().copy(question.encode()) as blocks:
            for _ in blocks:
                pass
    return loaded.rows / (time.perf_counter() - started)
