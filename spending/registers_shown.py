"""
How pages call the registers of money: a title, who keeps it, and whose register it is.

A register is known in the data by a short name (``cru``); one that is not in this table is shown under that name and
taken for a register of the city. Titles are Polish in both editions: they are names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Keeper(StrEnum):
    """Whose register it is, which decides what it may be compared with."""

    CITY = "city"
    STATE = "state"
    """The state's register of contracts."""
    BULLETIN = "bulletin"
    """Notices of procurement: another kind of document than a register of contracts."""
    OURS = "ours"
    """Facts that we gathered from the press and from documents; no office keeps it, so nothing can be missing in it."""


@dataclass(frozen=True)
class RegisterShown:
    """One register as people read of it."""

    slug: str
    title: str
    publisher: str = ""
    keeper: Keeper = Keeper.CITY

    def __str__(self) -> str:
        return self.title


STATE_REGISTER = "cru"

_KNOWN = (
    RegisterShown(STATE_REGISTER, "Centralny Rejestr Umów", "Ministerstwo Finansów", Keeper.STATE),
    RegisterShown("bzp", "Biuletyn Zamówień Publicznych", "Urząd Zamówień Publicznych", Keeper.BULLETIN),
    RegisterShown("gliwice_facts", "spis własny", "z prasy i dokumentów, których rejestr nie podaje", Keeper.OURS),
    RegisterShown("wpisy", "przepisane z dokumentów", "wpisują wolontariusze, sprawdza druga osoba", Keeper.OURS),
    RegisterShown("poznan_bip", "rejestr umów w BIP Poznania", "Miasto Poznań"),
    RegisterShown("bestia", "sprawozdania budżetowe (BeSTi@)", "Ministerstwo Finansów", Keeper.STATE),
    RegisterShown("gus_bdl", "Bank Danych Lokalnych", "Główny Urząd Statystyczny", Keeper.STATE),
)
REGISTERS = {register.slug: register for register in _KNOWN}


def register_shown(slug: str) -> RegisterShown:
    """Give a register as people read of it; an unknown one by its own name, as a register of the city."""
    return REGISTERS.get(slug) or RegisterShown(slug, slug.replace("_", " "))
