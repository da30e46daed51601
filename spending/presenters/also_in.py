"""The same contract in another register, for its page: ``spending/_also_in.html`` takes what this gives."""

from __future__ import annotations

from dataclasses import dataclass

from spending.models import Contract
from spending.presenters.pairs import PairRow, RowShown, keys_of, pair_row, row_shown
from spending.reconciling import LEEWAY, SINCE, Entry, State, around, city_contracts, state_contracts
from spending.registers_shown import REGISTERS, STATE_REGISTER, Keeper, register_shown


@dataclass(frozen=True)
class AlsoIn:
    """What the comparison of registers says of one contract."""

    state: State
    here: str
    """The register that the page is of."""
    there: str
    """The register with which it was compared."""
    pair: PairRow
    others: tuple[RowShown, ...]
    """The row of the other register, or those that fit."""


def also_in(contract: Contract) -> AlsoIn | None:
    """
    Give what the other register says of a contract; ``None`` where nothing can be compared.

    Asks nothing for a contract that is older than the state's register, or of a kind that it does not hold.
    """
    if not _comparable(contract):
        return None
    found = next((each for each in around(contract).entries if contract.pk in (each.here, each.there)), None)
    return _shown(contract, found) if found and _has_other_side(contract) else None


def _comparable(contract: Contract) -> bool:
    register = REGISTERS.get(contract.register)
    kept = contract.register == STATE_REGISTER or register is None or register.keeper is Keeper.CITY
    recent = contract.signed_last is None or contract.signed_last >= SINCE - LEEWAY
    return kept and recent and contract.kind == Contract.Kind.CONTRACT and contract.parent_id is None


def _has_other_side(contract: Contract) -> bool:
    """Whether the other register is there at all: before we have read it, nothing can be missing in it."""
    rows = city_contracts().filter(signed_first__gte=SINCE) if _is_states(contract) else state_contracts()
    return rows.exists()


def _is_states(contract: Contract) -> bool:
    return contract.register == STATE_REGISTER


def _shown(contract: Contract, entry: Entry) -> AlsoIn:
    contracts = Contract.objects.for_list().in_bulk(list(keys_of(entry)))
    paired = {entry.here, entry.there} - {contract.pk, None}
    others = [contracts[each] for each in (*paired, *entry.candidates) if each in contracts]
    there = others[0].register if others else STATE_REGISTER
    return AlsoIn(
        state=entry.state,
        here=register_shown(contract.register).title,
        there="" if _is_states(contract) and not others else register_shown(there).title,
        pair=pair_row(entry, contracts),
        others=tuple(row_shown(each) for each in others),
    )
