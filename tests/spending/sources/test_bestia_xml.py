"""Packages of BeSTi@: read position by position, whoever wrote them, and never taken for more than they say."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, cast

import pytest

from spending.drafts import Stage
from spending.sources._packages import positions
from spending.sources.bestia_xml import BestiaXml
from watchdog.ingest.source import Reject, Unreadable

NAME = "file:rb28s_2024_q2.xml"
POSITION = (
    "<Pozycja><Dzial>{dzial}</Dzial><Rozdzial>80101</Rozdzial><Grupa>1400</Grupa><Paragraf>{paragraf}</Paragraf>"
    "<P4>0</P4><PL>{plan}</PL></Pozycja>"
)


def position(dzial: str = "801", paragraf: str = "479", plan: str = "10.00") -> str:
    return POSITION.format(dzial=dzial, paragraf=paragraf, plan=plan)


def package(*positions: str, root: str = "PaczkaSprawozdan", head: str = "", about: str = "") -> bytes:
    inner = f"<Jednostka><Nazwa>Szkoła</Nazwa><Sprawozdania><Rb-28s>{about}<Pozycje>{''.join(positions)}</Pozycje>"
    inner = f"{inner}</Rb-28s></Sprawozdania></Jednostka>"
    inner = inner if root == "Jednostki" else f"<Jednostki>{inner}</Jednostki>"
    return f"{head}<{root}>{inner}</{root}>".encode()


def read(content: bytes, name: str = NAME) -> list[Any]:
    return list(BestiaXml().read(content, name))


@pytest.mark.parametrize("root", ["PaczkaSprawozdan", "Jednostki"])
def test_either_root_reads_and_a_missing_element_is_nought(root: str) -> None:
    content = package(position(), root=root)

    drafts = read(content)

    assert BestiaXml().recognises(content)
    assert [(each.stage, each.amount) for each in drafts] == [
        (Stage.AMENDED, Decimal("10.00")),
        (Stage.EXECUTED, Decimal(0)),
    ]
    assert {(each.year, each.quarter, each.unit) for each in drafts} == {(2024, 2, "Szkoła")}


def test_a_period_that_nobody_tells_is_not_guessed() -> None:
    (refused,) = read(package(position()), "file:sprawozdanie.xml")

    assert isinstance(refused, Reject)
    assert "roku i kwartału" in refused.reason


def test_the_package_knows_its_period_better_than_the_name_of_the_file() -> None:
    first, _second = read(package(position(), about="<Rok>2023</Rok><Okres>4</Okres>"))

    assert (first.year, first.quarter) == (2023, 4)


def test_a_bad_position_is_refused_and_one_that_stands_twice_is_counted_once() -> None:
    found = read(package(position(), position(dzial="600"), position(), position(paragraf="401", plan="1,2,3")))

    assert [each.reason.split(" ")[0] for each in found if isinstance(each, Reject)] == ["Rozdział", "Ten", "„1,2,3”"]
    assert len(found) == 2 + 3


@pytest.mark.parametrize(
    "content",
    [
        package(position())[:-40],
        package(position(), head='<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
        package(position(), head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        b"<Jednostki></Jednostki>",
        b"<html><body>Przerwa</body></html>",
        b"<a>" * 100,
    ],
)
def test_a_cut_file_and_one_that_declares_entities_are_refused_whole(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)


class _Endless(io.RawIOBase):
    """A package of many positions that exists nowhere as a whole."""

    def __init__(self, count: int) -> None:
        self._pieces = self._made(count)

    def _made(self, count: int) -> Iterator[bytes]:
        start, end = package("|").split(b"|")
        yield start
        for _each in range(count):
            yield position().encode()
        yield end

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")


def test_a_long_package_is_never_in_memory_as_a_whole() -> None:
    count = 10_000
    tracemalloc.start()

    read = sum(1 for _each in positions(cast(BinaryIO, _Endless(count))))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == count
    assert peak < count * len(position()) / 10
