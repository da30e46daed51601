"""
What a table of one publisher looks like: which column fills which field, and how its cells are meant.

The project's own mappings are files beside this one; those that people make are saved by the back room
(``RegisterMapping``) and are checked by the same rules.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from spending.drafts import ContractKind, Tax
from watchdog.core.text import fold

HERE = Path(__file__).parent
BETWEEN = re.compile(r"[^\w§]+")
OR = "|"
"""Parts the headings under which one column is known in different years."""

Plain = Annotated[str, StringConstraints(strip_whitespace=True)]


class Listing(StrEnum):
    """What a row of the register is."""

    CONTRACTS = "contracts"
    PAYMENTS = "payments"


class AnnexCell(StrEnum):
    """What a cell of the column „aneks” means."""

    MENTION = "mention"
    """Only „aneks do …” makes the row an annex; anything else speaks of annexes that the contract has."""
    ROW = "row"
    """Whatever stands there, other than „nie” and „brak”, makes the row an annex."""


class FieldOf(NamedTuple):
    """A field that a column may fill: what people call it, and headings under which registers print it."""

    title: str
    headings: tuple[str, ...]
    listings: tuple[Listing, ...]


def _of(title: str, headings: str, listings: tuple[Listing, ...] = tuple(Listing)) -> FieldOf:
    return FieldOf(title, tuple(headings.split(", ")), listings)


CONTRACTS = (Listing.CONTRACTS,)
PAYMENTS = (Listing.PAYMENTS,)

FIELDS: dict[str, FieldOf] = {
    "key": _of("identyfikator zapisu", "id, identyfikator, id umowy"),
    "number": _of("numer umowy", "nr umowy, numer umowy, nr, numer, znak sprawy, sygnatura", CONTRACTS),
    "signed": _of("data zawarcia", "data zawarcia, data zawarcia umowy, data umowy, data podpisania", CONTRACTS),
    "published": _of("data publikacji", "data publikacji, data rejestracji, data wprowadzenia", CONTRACTS),
    "modified": _of("data zmiany", "data modyfikacji, data aktualizacji, data zmiany", CONTRACTS),
    "valid_from": _of("obowiązuje od", "termin od, data od, obowiązuje od, data rozpoczęcia, od", CONTRACTS),
    "valid_until": _of("obowiązuje do", "termin do, data do, obowiązuje do, data zakończenia, do", CONTRACTS),
    "days": _of("liczba dni", "dni, liczba dni", CONTRACTS),
    "term": _of("okres słowami", "okres, okres obowiązywania, termin, termin realizacji", CONTRACTS),
    "supplier": _of(
        "wykonawca", "kontrahent, wykonawca, strona umowy, nazwa kontrahenta, dostawca, zleceniobiorca, wystawca"
    ),
    "supplier_nip": _of("NIP wykonawcy", "nip, nip wykonawcy, nip kontrahenta"),
    "supplier_regon": _of("REGON wykonawcy", "regon, regon wykonawcy, regon kontrahenta"),
    "supplier_krs": _of("KRS wykonawcy", "krs, krs wykonawcy, krs kontrahenta"),
    "buyer": _of("jednostka zamawiająca", "jednostka, zamawiający, nazwa jednostki, komórka organizacyjna, wydział"),
    "buyer_nip": _of("NIP jednostki", "nip jednostki, nip zamawiającego"),
    "buyer_regon": _of("REGON jednostki", "regon jednostki, regon zamawiającego"),
    "subject": _of("przedmiot", "przedmiot umowy, przedmiot, opis, opis przedmiotu, treść, tytuł"),
    "value": _of(
        "kwota",
        "wartość brutto, wartość umowy brutto, wartość umowy, wartość, kwota brutto, kwota umowy, kwota, "
        "wartość netto, kwota netto, poniesione wydatki brutto",
    ),
    "value_words": _of("kwota słowami źródła", "wartość tekst źródłowy, wartość słownie, opis wartości", CONTRACTS),
    "procedure": _of("tryb", "tryb, tryb zawarcia, tryb udzielenia zamówienia, podstawa prawna", CONTRACTS),
    "category": _of("rodzaj umowy", "rodzaj umowy, rodzaj, typ umowy", CONTRACTS),
    "status": _of("stan umowy", "status, stan, status umowy", CONTRACTS),
    "annex": _of("aneks", "aneks, aneksy", CONTRACTS),
    "parent_number": _of("numer zmienianej umowy", "aneks do umowy nr, nr umowy głównej, umowa pierwotna", CONTRACTS),
    "notice": _of("numer ogłoszenia", "nr ogłoszenia, numer ogłoszenia, bzp, ogłoszenie", CONTRACTS),
    "document_number": _of("numer faktury", "nr faktury, numer faktury, nr dokumentu, faktura", PAYMENTS),
    "issued": _of("data faktury", "data faktury, data wystawienia, data dokumentu", PAYMENTS),
    "paid": _of("data zapłaty", "data zapłaty, data płatności, data przelewu", PAYMENTS),
    "contract_number": _of("numer umowy", "nr umowy, numer umowy, umowa", PAYMENTS),
    "dzial": _of("dział", "dział, dz"),
    "rozdzial": _of("rozdział", "rozdział, rozdz"),
    "paragraf": _of("paragraf", "paragraf, §, par"),
}
"""Every field that a column may fill, in the order in which forms offer them."""


def key_of(heading: str) -> str:
    """Give what of a heading matters: letters, figures and „§”, case and diacritics forgiven."""
    return " ".join(BETWEEN.sub(" ", fold(heading).replace("_", " ")).split())


class Mapping(BaseModel):
    """How one publisher's table is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,28}$")]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
    homepage: Annotated[str, StringConstraints(pattern=r"^(https://[^\s]+)?$", max_length=500)] = ""
    """The publisher's page; rows point to it."""
    city: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    register_name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]
    """Under which name its rows are kept: one register, one numbering."""
    listing: Listing = Listing.CONTRACTS
    columns: dict[str, str]
    """Heading by field; „Nr umowy | Numer umowy” are one column under two names. Each must be in the file."""
    optional: tuple[str, ...] = ()
    """Fields whose column a file may lack."""
    buyer: Plain = ""
    """The unit whose register it is, where no column names one."""
    nothing: tuple[Plain, ...] = ()
    """Cells of this register that say nothing („Jednostka #”)."""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    """Empty where the document does not say it."""
    tax: Tax = Tax.UNKNOWN
    decimal: Annotated[str, StringConstraints(pattern=r"^[,.]?$", strip_whitespace=False)] = ""
    """The sign before grosze; empty: found out from all values of the column."""
    separator: Annotated[str, StringConstraints(pattern=r"^[;,\t|]?$", strip_whitespace=False)] = ""
    """The sign between fields of a text file; empty: found out."""
    parties: Annotated[str, StringConstraints(max_length=5, strip_whitespace=False)] = ""
    """The sign between several contractors in one cell; empty: a cell is one contractor."""
    annex: AnnexCell = AnnexCell.MENTION
    kinds: dict[str, ContractKind] = Field(default_factory=dict)
    """Kind of row by what stands in the column of kinds; what is not listed is a contract."""
    complete: bool = False
    """Whether a file lists everything, so that a row missing from a newer one was withdrawn."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        unknown = [field for field in (*self.columns, *self.optional) if field not in FIELDS]
        if unknown:
            raise ValueError(f"nieznane pole odwzorowania: {', '.join(unknown)}")
        foreign = [FIELDS[field].title for field in self.columns if self.listing not in FIELDS[field].listings]
        if foreign:
            raise ValueError(f"tych pól nie ma w takim rejestrze: {', '.join(foreign)}")
        if not {"subject", "supplier"} & set(self.columns):
            raise ValueError("wskaż kolumnę z przedmiotem albo z wykonawcą")
        if "value" not in self.columns:
            raise ValueError("wskaż kolumnę z kwotą")
        named = [key for field in self.columns for key in self.headings(field)]
        if not all(named) or len(set(named)) < len(named):
            raise ValueError("jedna kolumna jest wskazana dwa razy albo nie ma nazwy")
        return self

    def headings(self, field: str) -> tuple[str, ...]:
        """Give the keys of the headings that fill a field."""
        return tuple(key_of(each) for each in self.columns[field].split(OR))

    @property
    def required(self) -> tuple[str, ...]:
        """The fields whose columns a file must have."""
        return tuple(field for field in self.columns if field not in self.optional)

    @cached_property
    def silent(self) -> frozenset[str]:
        """What says nothing in this register, folded."""
        return frozenset(fold(each) for each in self.nothing)

    @cached_property
    def kind_by_category(self) -> dict[str, ContractKind]:
        """Kinds by the folded words of the register."""
        return {fold(words): kind for words, kind in self.kinds.items()}


@cache
def built_in(slug: str) -> Mapping:
    """Load one of the project's own mappings; raise ``FileNotFoundError`` where there is none."""
    text = (HERE / f"{slug}.toml").read_text(encoding="utf-8")
    return Mapping.model_validate({"slug": slug, **tomllib.loads(text)})
