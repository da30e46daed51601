"""
What a long report costs, against a plain table of the same rows by the same library, each in a process of its own.

*Plain* is a table without classes, links or attachments, in the same font, tagged (PDF/UA-1), its columns of equal
width. *Ours* is a list's page as the portal draws its rows: cut, painted, set, its tags put in order, its table
attached. Processor seconds include neither the loading of the library nor that of our fonts and styles.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from tests.benchmarks import generate
from tests.benchmarks.figures import median, shown

Row = tuple[str, ...]
WAYS = ("plain", "ours")
PLAIN = """<!doctype html><html lang="pl"><meta charset="utf-8"><title>R</title><style>@page{size:A4;margin:17mm 16mm}
body{font:8.5pt 'OdNowa Sans'}table{width:100%;border-collapse:collapse;table-layout:fixed}td,th{padding:3pt;
border-bottom:.5pt solid #999;vertical-align:top;text-align:left}tr{break-inside:avoid}</style><h1>Rejestr</h1>"""
OURS = """<main id="content"><header class="head"><h1>Rejestr</h1></header><section class="sec"><h2>Umowy</h2>{table}
</section></main>"""
FRAME = '<html lang="pl"><title>t</title><body class="report"><div id="contents"><h2>Spis</h2></div><main></main>'
HEADS = ("Przedmiot", "Wykonawca", "Jednostka", "Data", "Wartość")


def measure(rows: int, rounds: int, say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Set so many rows each way, in turn; return the medians of processor seconds, MB and pages of each."""
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for number in range(rounds):
        for way in WAYS if number % 2 == 0 else WAYS[::-1]:
            found[way].append(_apart(way, rows))
            say(f"{way}: {found[way][-1]}")
    middle = {way: {name: median([each[name] for each in all_]) for name in all_[0]} for way, all_ in found.items()}
    ratio = middle["plain"]["seconds"] / middle["ours"]["seconds"]
    a_page = [middle[way]["seconds"] / middle[way]["pages"] for way in WAYS]
    say(f"plain / ours: {shown(ratio)} by rows, {shown(a_page[0] / a_page[1])} by pages")
    return middle


def _apart(way: str, rows: int) -> dict[str, float]:
    asked = [sys.executable, "-m", "tests.benchmarks.pdf", way, str(rows)]
    done = subprocess.run(asked, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _main(way: str, rows: int) -> None:
    import django

    from watchdog.reports.native import prepare
    from watchdog.reports.setting import _styles

    django.setup()
    prepare()
    _styles()
    made, started = list(generate.rows(rows)), time.process_time()
    pdf = _plain(made) if way == "plain" else _ours(made)
    seconds = time.process_time() - started
    import pypdfium2  # (not part of what is measured)

    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": memory, "pages": pages}))


def _plain(rows: list[Row]) -> bytes:
    import weasyprint

    from watchdog.reports.setting import _styles

    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}' for cell in _cells(row))}" for row in rows)
    heads = "".join(f"<th>{each}" for each in HEADS)
    fonts, styles = _styles()  # of the styles only the first, which names the font
    page = f"{PLAIN}<table><thead><tr>{heads}</thead><tbody>{body}</table>"
    made: Any = weasyprint.HTML(string=page).write_pdf(
        stylesheets=styles[:1], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return bytes(made)


def _ours(rows: list[Row]) -> bytes:
    from watchdog.reports.document import framed, parsed
    from watchdog.reports.making import tables
    from watchdog.reports.setting import Manuscript, typeset, written

    heads = "".join(f'<th scope="col">{each}</th>' for each in HEADS)
    body = "".join(_drawn(rows))
    table = f'<table class="tbl tbl--cards"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    page = parsed(OURS.format(table=table))
    return typeset(Manuscript(written(framed(parsed(FRAME), page)), "http://127.0.0.1/", tuple(tables(page))))


def _drawn(rows: list[Row]) -> Iterator[str]:
    """Draw rows as ``templates/spending/_contract_row.html`` does."""
    for number, row in enumerate(rows):
        subject, supplier, unit, day, amount = (escape(cell) for cell in _cells(row))
        yield (
            f'<tr><th scope="row" class="lead"><a href="/wydatki/umowy/r-{number}/">{subject}</a></th>'
            f'<td data-l="Wykonawca" class="small"><a href="/wydatki/wykonawcy/w-{number}/">{supplier}</a></td>'
            f'<td data-l="Jednostka" class="small"><a href="/wydatki/jednostki/j-{number}/">{unit}</a></td>'
            f'<td data-l="Data" class="small">{day}</td><td data-l="Wartość" class="num">{amount} '
            '<span class="xs muted">brutto</span></td></tr>'
        )


def _cells(row: Row) -> tuple[str, ...]:
    return row[4], row[2], row[8], row[0], f"{row[9]}\u00a0zł"


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    _main(sys.argv[1], int(sys.argv[2]))
