"""Datasette on the same rows, installed at a pinned version into an environment that is thrown away afterwards."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.stand import Site, Stand
from watchdog.embedded.port import take
from watchdog.embedded.processes import spawn

HERE = Path(__file__).parent
COLUMNS = (
    "signed",
    "number",
    "supplier",
    "nip",
    "subject",
    "dzial",
    "rozdzial",
    "paragraf",
    "unit",
    "amount",
    "address",
)
TABLE = f"""CREATE TABLE contracts (id INTEGER PRIMARY KEY, {
    ", ".join(f"{name} {'REAL' if name == 'amount' else 'TEXT'}" for name in COLUMNS)
})"""
AFTER = (
    "CREATE INDEX newest ON contracts(signed DESC, id DESC)",
    "CREATE INDEX by_supplier ON contracts(nip, signed DESC, id DESC)",
    "CREATE INDEX by_unit ON contracts(unit, signed DESC, id DESC)",
    "CREATE INDEX by_dzial ON contracts(dzial)",
    "CREATE VIRTUAL TABLE contracts_fts USING fts5(subject, supplier, content=contracts, content_rowid=id)",
    "INSERT INTO contracts_fts(contracts_fts) VALUES ('rebuild')",
    "ANALYZE",
)


class NotInstalled(Exception):
    """The peer cannot be had on this machine; the text says why."""


def installed(root: Path) -> Path:
    """Return the Python of the peer's environment, made where it is missing; raise ``NotInstalled``."""
    python = root / "datasette" / "bin" / "python"
    if not (root / "datasette" / "complete").exists():
        _run([sys.executable, "-m", "venv", "--clear", str(root / "datasette")])
        _run([str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")])
        (root / "datasette" / "complete").touch()
    return python


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled((done.stderr.strip().splitlines() or ["no reason given"])[-1][:200])


def sqlite(path: Path, rows: Path) -> Path:
    """Make the file from the register's, with indexes, words and counts; one that is there is kept."""
    if path.exists() and path.with_name(f"{path.name}.json").exists():
        return path
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection, rows.open(encoding="utf-8", newline="") as file:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute(TABLE)
        reader = csv.reader(file)
        next(reader)
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO contracts ({', '.join(COLUMNS)}) VALUES ({marks})", reader)
        connection.commit()
        for statement in AFTER:
            connection.execute(statement)
        connection.commit()
    connection.close()
    path.with_name(f"{path.name}.json").write_text(json.dumps(_inspected(path)))
    return path


def _inspected(path: Path) -> dict[str, object]:
    """Count rows as ``datasette inspect`` does, so that no page has to."""
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {}
        for name in names:
            [count] = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            tables[name] = {"count": count}
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {path.stem: {"hash": digest, "size": path.stat().st_size, "file": path.name, "tables": tables}}


def serve(stand: Stand, python: Path, file: Path, processes: int) -> Site:
    """
    Start it in so many processes on one socket.

    The socket sends without delay: uvicorn leaves that out for a socket that it is given, and each answer on a kept
    connection would wait 40 ms for the other side's acknowledgement.
    """
    name = f"datasette-{processes}"
    with take(0) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        command = [python, HERE / "datasette_run.py", str(line.fileno()), str(processes)]
        environ = {**os.environ, "BENCH_SQLITE": str(file), "PYTHONPATH": str(HERE)}
        log = stand.state.logs / f"{name}.log"
        child = spawn(name, command, log=log, environ=environ, cwd=file.parent, pass_fds=[line.fileno()])
        site = Site(name, line.getsockname()[1], child)
    return stand.known(site, f"/{file.stem}/contracts.json?_size=1")
