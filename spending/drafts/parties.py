"""Who stands in a row of a register: a firm, a public body, a private person under a mask, or somebody kept secret."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, StringConstraints, model_validator

from watchdog.core.ids import krs, nip, regon
from watchdog.core.privacy import NATURAL_PERSON
from watchdog.core.text import squash

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]

PERSON_SHOWN = NATURAL_PERSON.capitalize()
"""What stands in the place of a private person's name, on every page and in every file."""


class PartyKind(StrEnum):
    """What a party is, as far as a document tells it; a firm of one person is a firm, known by the firm's name."""

    UNKNOWN = ""
    FIRM = "firm"
    PUBLIC = "public"
    PERSON = "person"
    WITHHELD = "withheld"
    """The office keeps the name secret („zastrzeżone”)."""


class Party(BaseModel):
    """
    A party as a document prints it.

    A private person's own name never stands in ``name``: it is kept beside the draft as long as it lives (``private``),
    so that the importer can tell two people apart by a keyed hash, and is in no dump, log, reading or submission.
    Identifiers are digits only; one that is wrong is left out by whoever reads the document, with a finding.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Name
    kind: PartyKind = PartyKind.UNKNOWN
    nip: str = ""
    regon: str = ""
    krs: str = ""
    _private_name: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for label, text, check in (("NIP", self.nip, nip), ("REGON", self.regon, regon), ("KRS", self.krs, krs)):
            if text and check(text) != text:
                raise ValueError(f"„{text}” nie jest poprawnym numerem {label}")
        if self.is_hidden and (self.nip or self.regon or self.krs):
            raise ValueError("osoba fizyczna i zastrzeżony wykonawca stoją bez numerów")
        if not self.name:
            raise ValueError("strona nie ma nazwy")
        return self

    @classmethod
    def person(cls, name: str = "") -> Party:
        """Make a private person of a name that is shown nowhere; without a name: one whom the office masked itself."""
        party = cls(name=PERSON_SHOWN, kind=PartyKind.PERSON)
        party._private_name = squash(name)
        return party

    @classmethod
    def withheld(cls) -> Party:
        """Make a party whose name the office keeps secret."""
        return cls(name="Zastrzeżone", kind=PartyKind.WITHHELD)

    @property
    def private_name(self) -> str:
        """A private person's name as printed; for the importer's keyed hash and for nothing else."""
        return self._private_name

    @property
    def is_hidden(self) -> bool:
        """Whether pages show a mask instead of a name."""
        return self.kind in (PartyKind.PERSON, PartyKind.WITHHELD)
