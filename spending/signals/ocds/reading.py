"""
Files of OCDS data, as compiled releases one by one.

JSON lines are read line by line, whatever the length of the file. A file that is one JSON document (a release package,
a record package, a list) is in memory whole. Either may be packed with gzip.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import Any, NoReturn

from spending.signals.ocds.merging import compiled
from spending.signals.ocds.release import Json

GZIP = b"\x1f\x8b"
BOM = b"\xef\xbb\xbf"
NAMED = 10
"""How many unreadable lines are named by their numbers; all are counted."""


class NotOcds(ValueError):
    """The file is no OCDS data; ``code`` is ``empty``, ``broken`` or ``not_json``, ``detail`` where."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


class Reading:
    """
    The releases of one file, and what in it could not be taken for one.

    Iterate once. Raises ``NotOcds`` for a file that is no JSON, at its beginning or as a whole.
    """

    def __init__(self, stream: BufferedReader) -> None:
        self.stream = stream
        self.found = 0
        self.lines_refused: list[int] = []
        """Numbers of lines that are no JSON, the first few."""
        self.refused = 0
        self.left: Counter[str] = Counter()
        """What is JSON and no release, by reason: ``not_a_release``, ``linked`` (an address in place of a release)."""

    def __iter__(self) -> Iterator[Json]:
        for document in self._documents():
            for release in self._releases(document):
                self.found += 1
                yield release

    def _documents(self) -> Iterator[Any]:
        """Give each line that is JSON, else the whole file as one document."""
        lines = enumerate(_unpacked(self.stream), start=1)
        try:
            first = next((line for _number, line in lines if line.strip(b" \t\r\n" + BOM)), None)
            if first is None:
                raise NotOcds("empty")
            first = first.removeprefix(BOM)
            try:
                document = _json(first)
            except ValueError:
                yield _whole(first, (line for _number, line in lines))
                return
            yield document
            yield from self._further(lines)
        except (OSError, EOFError, zlib.error) as error:
            raise NotOcds("broken", str(error)) from error

    def _further(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[Any]:
        for number, line in lines:
            if not line.strip():
                continue
            try:
                document = _json(line)
            except ValueError:
                self.refused += 1
                self.lines_refused += [number] if len(self.lines_refused) < NAMED else []
            else:
                yield document

    def _releases(self, document: Any) -> Iterator[Json]:
        """Give the compiled releases of a document: a release, a package, or a list of them."""
        if isinstance(document, list):
            for each in document:
                yield from self._releases(each)
        elif not isinstance(document, dict):
            self.left["not_a_release"] += 1
        elif isinstance(document.get("records"), list):
            for record in document["records"]:
                yield from self._record(record)
        elif isinstance(document.get("releases"), list):
            yield from self._merged(document["releases"])
        elif "ocid" in document:
            yield document
        else:
            self.left["not_a_release"] += 1

    def _record(self, record: Any) -> Iterator[Json]:
        whole = record.get("compiledRelease") if isinstance(record, dict) else None
        if isinstance(whole, dict):
            yield whole
        elif isinstance(record, dict) and isinstance(record.get("releases"), list):
            yield from self._merged(record["releases"])
        else:
            self.left["not_a_release"] += 1

    def _merged(self, releases: list[Any]) -> Iterator[Json]:
        """Give one release for each process, in the order of their first ones."""
        by_process: dict[str, list[Json]] = defaultdict(list)
        for each in releases:
            if isinstance(each, dict) and isinstance(each.get("ocid"), str):
                by_process[each["ocid"]].append(each)
            else:
                is_link = isinstance(each, dict) and "url" in each
                self.left["linked" if is_link else "not_a_release"] += 1
        for group in by_process.values():
            yield group[0] if len(group) == 1 else compiled(group)


def _unpacked(stream: BufferedReader) -> Iterable[bytes]:
    return gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == GZIP else stream


def _whole(first: bytes, lines: Iterable[bytes]) -> Any:
    try:
        return _json(first + b"".join(lines))
    except json.JSONDecodeError as error:
        raise NotOcds("not_json", f"{error.lineno}:{error.colno}") from error
    except ValueError as error:
        raise NotOcds("not_json", str(error)) from error


def _json(text: bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("too many brackets within brackets") from None


def _refuse(word: str) -> NoReturn:
    """Refuse ``NaN`` and ``Infinity``, which Python would take and JSON does not know."""
    raise ValueError(f"{word} is no JSON")
