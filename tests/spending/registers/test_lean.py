"""A plain row read without a draft says exactly what its draft would, or is left to it."""

from __future__ import annotations

import io
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import ContractDraft, Party
from spending.drafts.blocks import COLUMNS, MARK, ContractBlock
from spending.numbers import number_key, slug_of
from spending.registers import blocks
from spending.registers.blocks import in_blocks
from spending.registers.keys import Keys
from spending.registers.lean import Lean
from spending.registers.mapping import Mapping
from spending.registers.reading import read_register
from tests.spending.registers.builders import COLUMNS as USUAL
from tests.spending.registers.builders import mapping

MORE = {
    **USUAL,
    "buyer": "Jednostka",
    "valid_from": "Od",
    "valid_until": "Do",
    "days": "Dni",
    "category": "Rodzaj",
    "annex": "Aneks",
    "value_words": "Kwota słownie",
    "notice": "Ogłoszenie",
}
CELLS: dict[str, tuple[str, ...]] = {
    "number": ("IR.1.2026", "IR/7/2026", "5/2026/A1", "OR.3 ANEKS 1", "umowa nr 4", "", "brak", "12\\3", "X", "ŻÓŁ-1"),
    "signed": ("2026-01-05", "5.01.2026 r.", "46037", "", "31.02.2026", "2099-01-01", "brak"),
    "supplier": (
        "Wiatrak Sp. z o.o.",
        "Jan Kowalski",
        "Anna Nowak",
        "osoba fizyczna",
        "zastrzeżone",
        "",
        "brak",
        "Gąbka",
    ),
    "supplier_nip": ("", "5213017228", "521-301-72-29", "brak"),
    "subject": (
        *(
            "remont świetlicy wiejskiej",
            "Umowa z Janem Kowalskim na lekcje",
            "-",
            "",
            "Aneks do umowy",
            "śruby",
            "nota \\ ukośnik",
            f"umowa ze znakiem {MARK}0{MARK} w środku",
        ),
        *("rozpatrzenie petycji Pana Jana Kowalskiego w sprawie dróg", "koszš naprawy", "  dwie   spacje w środku  "),
    ),
    "value": (
        "100,00",
        "1 234,56",
        "-5",
        "12 000 zł brutto",
        "1.234",
        "",
        "brak",
        "ok. 5",
        "9999999999",
        "5,123",
        "3 mln EUR",
    ),
    "dzial": ("801", "10", "", "75"),
    "rozdzial": ("80195", "1095", "", "x"),
    "paragraf": ("4300", "605", "", "§ 1"),
    "buyer": ("Szkoła nr 1", "Urząd Wzorcowy", "", "brak"),
    "valid_from": ("", "2026-01-01", "kiedyś"),
    "valid_until": ("", "2025-01-01", "2026-12-31"),
    "days": ("", "1", "62", "30.0"),
    "category": ("", "dotacja", "usługi", "skargi"),
    "annex": ("", "nie", "tak, jest", "aneks do umowy nr 5"),
    "value_words": ("", "prawie 16 mln", "17,50"),
    "notice": ("", "2026/BZP 00012345/01"),
}


def rows(count: int) -> list[dict[str, str]]:
    """Make rows of which most cells are ordinary, the same at every run."""
    chance = random.Random(6)
    return [
        {name: cells[0] if chance.random() < 0.8 else chance.choice(cells) for name, cells in CELLS.items()}
        for _ in range(count)
    ]


def csv_of(count: int) -> bytes:
    lines = [";".join(MORE[name] for name in CELLS)]
    lines += [";".join(row.values()) for row in rows(count)]
    return ("\n".join([*lines, lines[3], lines[0], ";".join(["Razem", *[""] * (len(CELLS) - 1)])]) + "\n").encode()


NARROW = {field: MORE[field] for field in ("signed", "supplier", "supplier_nip", "subject", "value", "dzial", "buyer")}
"""A mapping that leaves out most of what the file says."""
KEYED = {**NARROW, "key": "Nr umowy"}
"""One by which rows have keys of their own, many of them the same."""


def how(columns: dict[str, str] = MORE, **values: Any) -> Mapping:
    return mapping(columns=columns, kinds={"dotacja": "grant"}, tax="gross", **values)


def drafts_of(block: ContractBlock, parties: dict[int, Party]) -> list[ContractDraft]:
    """Give the drafts that the rows of a block stand for, as whoever knows nothing of the importer would read them."""
    content = b"".join(block.content).decode()
    assert all(line.count(MARK) == 4 for line in content.splitlines()), "only numbers of parties and people stand so"
    content = content.replace(MARK, "\t")
    rows = [dict(zip(block.columns, line.split("\t"), strict=True)) for line in content.splitlines()]
    return [_draft(cells, block, parties) for cells in rows]


def _draft(cells: dict[str, str], block: ContractBlock, parties: dict[int, Party]) -> ContractDraft:
    said: dict[str, Any] = {
        name: None if cell == "\\N" else cell.replace("\\\\", "\\") for name, cell in cells.items()
    } | block.same
    assert said.keys() == COLUMNS.keys()
    slug, comparable, signed = (said.pop(name) for name in ("slug", "number_key", "signed_first"))
    assert slug == slug_of(block.register_name, said["key"])
    assert comparable == number_key(said["number"])
    person, hidden, supplier, buyer = (said.pop(name) for name in ("person", "hidden", "supplier", "buyer"))
    suppliers = [parties[int(supplier)]] if supplier is not None else []
    if hidden == "person":
        suppliers = [Party.person(block.people[int(person)].name if person else "")]
    elif hidden:
        suppliers = [Party.withheld()]
    assert said.pop("signed_last") == signed
    day = date.fromisoformat(signed) if signed else None
    return ContractDraft(
        **{**said, "open_ended": said["open_ended"] == "t", "value": Decimal(said["value"]) if said["value"] else None},
        **{"signed_first": day, "signed_last": day, "suppliers": tuple(suppliers)},
        buyer=parties[int(buyer)] if buyer is not None else None,
        register_name=block.register_name,
        address=block.address,
    )


@pytest.mark.parametrize("columns", [MORE, NARROW, KEYED], ids=["wide", "narrow", "keyed"])
@pytest.mark.parametrize("size", [7, 25_000])
def test_every_row_says_what_its_draft_says_or_goes_as_one(
    monkeypatch: pytest.MonkeyPatch, size: int, columns: dict[str, str]
) -> None:
    monkeypatch.setattr(blocks, "ROWS", size)
    content = csv_of(1500)
    usual = {
        each.place: each
        for each in read_register(lambda: io.BytesIO(content), how(columns)).found
        if hasattr(each, "raw") or isinstance(each, ContractDraft)
    }
    met: dict[str, Any] = {}
    lean = 0
    parties: dict[int, Party] = {}
    for each in in_blocks(lambda: io.BytesIO(content), how(columns)):
        if isinstance(each, ContractBlock):
            assert bool(each.same) == (columns is not MORE)
            parties |= {n: party for n, party, _role in each.parties}
            read = drafts_of(each, parties)
            assert len(read) == each.count
            lean += each.count
            met |= {draft.place: draft for draft in read}
        elif each.place:
            met[each.place] = each

    assert lean > 300
    assert met == {place: each for place, each in usual.items() if place}
    names = {d.place: [p.private_name for p in d.suppliers] for d in met.values() if isinstance(d, ContractDraft)}
    assert names == {
        d.place: [p.private_name for p in d.suppliers] for d in usual.values() if isinstance(d, ContractDraft)
    }


@pytest.mark.parametrize("key", ["UM.{}/2026", "{}", "um-{}", "-Z.{}.", "a{}"])
def test_rows_that_are_all_plain_are_read_together(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    columns = {**KEYED, "number": MORE["notice"]}
    lines = [";".join(MORE[name] for name in CELLS)]
    for n in range(10, 50):
        cells = {name: cells[0] for name, cells in CELLS.items()}
        cells |= {"number": key.format(n), "notice": f"OR.{n}.2026", "value": f"{n},5", "supplier": f"Firma {n} s.c."}
        lines.append(";".join(cells.values()))
    content = "\n".join(lines).encode()
    usual = list(read_register(lambda: io.BytesIO(content), how(columns)).found)
    monkeypatch.setattr(Lean, "line", None)

    (block,) = in_blocks(lambda: io.BytesIO(content), how(columns))

    assert isinstance(block, ContractBlock)
    assert drafts_of(block, {n: party for n, party, _role in block.parties}) == usual
    assert len(usual) == 40


def test_no_private_name_is_in_the_bytes_of_a_block() -> None:
    masked = 0
    for block in in_blocks(lambda: io.BytesIO(csv_of(1500)), how()):
        if isinstance(block, ContractBlock):
            assert {each.name for each in block.people} == {"Jan Kowalski", "Anna Nowak"}
            for line in b"".join(block.content).decode().replace(MARK, "\t").splitlines():
                cells = dict(zip(block.columns, line.split("\t"), strict=True))
                if cells["person"] != "\\N" and block.people[int(cells["person"])].name == "Jan Kowalski":
                    assert "Kowalsk" not in line
                    masked += 1

    assert masked


def test_keys_of_many_rows_are_those_of_each() -> None:
    pairs = [(f"UM.{n % 700}", b"row %d" % (n % 1400)) for n in range(3_000)]
    one, many = Keys(), Keys()

    met = [one.met(*pair) for pair in pairs]
    found: list[tuple[str, bool]] = []
    for start in range(0, 3_000, 200):
        keys, rows = zip(*pairs[start : start + 200], strict=True)
        came = many.met_all([key.encode() for key in keys], rows)
        found += [(came[n][0].decode(), came[n][1]) if n in came else (key, False) for n, key in enumerate(keys)]

    assert found == met
    assert 0 < sum(again for _key, again in met) < 3_000
