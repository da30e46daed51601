"""
Taking a register in, against PostgreSQL's own COPY on the same server: the first time, the same file again, the same
rows in another file.

The import itself ends where the rows, checked, masked and with their provenance, stand in their table with its primary
key and its unique key; the first load is the whole command, the other indexes and search with it.

Two baselines. The *bare* one copies the file's eleven columns into a table with a primary key and a unique number. The
*finished* one copies what the portal stored in the end (contracts and search entries, bare of their indexes) and then
makes every index and constraint. What is taken in again is held against the portal's own first import with the indexes
in place: the same command and file, where enough rows stand already for their indexes not to be taken off.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks import data, generate
from tests.benchmarks.figures import median, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.stand import Stand, connected
from tests.benchmarks.standing import seconds_until_rows_stand
from watchdog.core.bare import FEW

TABLES = ("spending_contract", "search_entry")
WRITTEN = (*TABLES, "spending_organization", "spending_spelling", "archive_reading")
"""Tables of public records, whose row versions are counted."""
BARE = """CREATE TABLE bench_bare (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, signed date, number text NOT NULL UNIQUE, supplier text,
    nip text, subject text, dzial text, rozdzial text, paragraf text, unit text, amount numeric(18, 2), address text)"""
BARE_COLUMNS = "signed, number, supplier, nip, subject, dzial, rozdzial, paragraf, unit, amount, address"
BLOCK = 1 << 20


def measure(stand: Stand, rows: int, rounds: int, tell: Callable[[str], None]) -> list[Result]:
    """Load a database, time the baselines beside it, and import again; the database stays for other stages."""
    path = data.file_of(stand, rows)
    bares, stands = [], []
    for _ in range(rounds):
        bares.append(bare(stand, path))
        stands.append(standing(stand, path))
        tell(f"bare COPY {bares[-1]:.1f} s, rows stand after {stands[-1]:.1f} s")
    limit, stood = median(bares), median(stands)
    loaded = data.fresh(stand, rows)
    first = loaded.seconds or 0.0
    tell(f"ingest {first:.1f} s")
    after = finished(loaded.url, stand.state.root)
    place = in_place(stand, path)
    tell(f"finished rows: COPY and indexes after {after:.1f} s; ingest with indexes in place {place:.1f} s")
    same = data.ingest(stand, loaded.url, path)
    other = stand.state.root / f"register-{rows}-again.csv"
    generate.write(other, rows, comment="Rejestr umów, wydruk ponowny")
    versions = -written(loaded.url)
    again = data.ingest(stand, loaded.url, other)
    versions += written(loaded.url)
    other.unlink()
    tell(f"same file {same:.1f} s, same rows in another file {again:.1f} s, {versions} row versions")
    a_first = f"a first import with indexes in place {shown(place)} s"
    whole = f"the whole command {shown(first)} s"
    return [
        Result(
            "import",
            limit / stood,
            f"{shown(rows / stood)} rows/s until the rows stand, command's start included; "
            f"bare COPY {shown(rows / limit)} rows/s; {rounds} rounds",
        ),
        Result("import.first", first / after, f"{whole}; COPY of the finished rows, indexes after {shown(after)} s"),
        Result("import.same", same / place, f"{shown(same)} s with the command's start; {a_first}"),
        Result("import.again", again / place, f"{shown(again)} s; {a_first}"),
        Result("import.versions", versions, f"inserted, updated and deleted in {', '.join(WRITTEN)}"),
    ]


def bare(stand: Stand, path: Path) -> float:
    """Return the seconds in which the file's columns are copied into a table with its primary key and unique number."""
    with connected(stand.servers.database_url) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_bare")
        connection.execute(BARE)
        connection.execute("CHECKPOINT")  # what others wrote is none of ours
        started = time.perf_counter()
        command = f"COPY bench_bare ({BARE_COLUMNS}) FROM STDIN (FORMAT csv, HEADER)"
        with path.open("rb") as file, connection.cursor().copy(command.encode()) as into:
            while block := file.read(BLOCK):
                into.write(block)
        took = time.perf_counter() - started
        connection.execute("DROP TABLE bench_bare")
    return took


def standing(stand: Stand, path: Path) -> float:
    """Return the seconds of a first import until its rows stand; it goes no further."""
    url = stand.create("bench_standing")
    data.save_mapping(stand, url)
    with connected(url) as connection:
        connection.execute("CHECKPOINT")
    took = seconds_until_rows_stand(stand, url, TABLES[0], "ingest", data.SOURCE, "--file", str(path))
    with connected(stand.servers.database_url) as connection:
        connection.execute("DROP DATABASE bench_standing WITH (FORCE)")
    return took


def in_place(stand: Stand, path: Path) -> float:
    """Return the seconds of a first import into a table that keeps its indexes, because some rows stand there."""
    url = stand.create("bench_in_place")
    data.save_mapping(stand, url)
    data.ingest(stand, url, data.file_of(stand, 2 * FEW))
    took = data.ingest(stand, url, path)
    with connected(stand.servers.database_url) as connection:
        connection.execute("DROP DATABASE bench_in_place")
    return took


def finished(url: str, directory: Path) -> float:
    """Return the seconds of copying the finished rows and of making their indexes afterwards."""
    took = 0.0
    with connected(url) as connection:
        for table in TABLES:
            file = directory / f"{table}.copy"
            _out(connection, table, file)
            took += _in(connection, table, file)
            file.unlink()
    return took


def _columns(connection: Any, table: str) -> str:
    """Name the columns that are stored by whoever writes; the database derives the others itself."""
    found = connection.execute(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        [table],
    ).fetchone()
    return str(found[0])


def _out(connection: Any, table: str, file: Path) -> None:
    with (
        file.open("wb") as to,
        connection.cursor().copy(f"COPY {table} ({_columns(connection, table)}) TO STDOUT") as blocks,
    ):
        for block in blocks:
            to.write(block)


def _in(connection: Any, table: str, file: Path) -> float:
    """Copy a file into an empty twin of a table; its indexes and constraints are made afterwards."""
    twin = f"bench_{table}"
    wanted = _definitions(connection, table, twin)
    connection.execute(f"DROP TABLE IF EXISTS {twin}")
    connection.execute(
        f"CREATE TABLE {twin} (LIKE {table} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)"
    )
    started = time.perf_counter()
    with (
        file.open("rb") as source,
        connection.cursor().copy(f"COPY {twin} ({_columns(connection, table)}) FROM STDIN") as into,
    ):
        while block := source.read(BLOCK):
            into.write(block)
    for statement in wanted:
        connection.execute(statement)
    took = time.perf_counter() - started
    connection.execute(f"DROP TABLE {twin}")
    return took


def _definitions(connection: Any, table: str, twin: str) -> list[str]:
    """Return the statements that give a twin the indexes and foreign keys of its table."""
    indexes = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass",
        [table],
    ).fetchall()
    keys = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    ).fetchall()
    made = [
        definition.replace(f" INDEX {name} ON", f" INDEX {twin[:20]}_{number} ON").replace(f".{table} ", f".{twin} ")
        for number, (name, definition) in enumerate(indexes)
    ]
    return [*made, *(f"ALTER TABLE {twin} ADD {definition}" for _, definition in keys)]


def written(url: str) -> int:
    """Return how many row versions the tables of public records have had so far, by the database's own count."""
    with connected(url) as connection:
        connection.execute("SELECT pg_stat_clear_snapshot()")
        time.sleep(1.5)  # a session that has ended hands its counts in a second later
        found = connection.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables WHERE relname = ANY(%s)",
            [list(WRITTEN)],
        ).fetchone()
    return int(str(found[0])) if found and found[0] is not None else 0
