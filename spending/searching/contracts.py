"""What search keeps of contracts; of a private person the mask alone, without the pseudonym."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from spending.drafts import PERSON_SHOWN, PartyKind
from spending.models import Contract, ContractParty, Organization, Spelling
from spending.searching.organizations import nip_spelled
from watchdog.records import SearchText


class Told(NamedTuple):
    """What search needs to know of one contract."""

    kind: str
    """As people name it."""
    key: str
    number: str
    subject: str
    url: str
    supplier: str
    buyer: str
    """The parties in words (``party_words``)."""
    unit: str
    """The buyer by its name alone."""
    members: Sequence[str]
    notice: str
    parent: str
    """The number of the contract that an annex changes."""
    words: tuple[str, ...]
    """The register's own: procedure, category, amount, term."""
    signed: tuple[date | None, date | None]


def text_of(told: Told) -> SearchText:
    """Keep the subject, the numbers, every party as printed with its numbers, and the register's own words."""
    numbers = f"{told.kind} {told.number}".strip()
    first, last = told.signed
    return SearchText(
        title=told.subject or f"{numbers} {told.key}",
        url=told.url,
        body=" ".join(filter(None, told.words)),
        keywords=" ".join(filter(None, (numbers, told.supplier, told.buyer, *told.members, told.notice, told.parent))),
        day=last if first == last else None,
        year=last.year if last else None,
        organ=told.unit,
    )


def contract_text(contract: Contract) -> SearchText:
    """Give what search keeps of a contract."""
    return text_of(
        Told(
            kind=str(contract.get_kind_display()),
            key=contract.key,
            number=contract.number,
            subject=contract.subject,
            url=contract.get_absolute_url(),
            supplier=party_words(contract.supplier_as, contract.supplier, contract.supplier_hidden),
            buyer=party_words(contract.buyer_as, contract.buyer, ""),
            unit=unit_name(contract.buyer_as, contract.buyer),
            members=[party_words(each.spelling, each.organization, each.hidden) for each in contract.parties.all()],
            notice=contract.notice_number,
            parent=contract.parent_number,
            words=(contract.procedure, contract.category, contract.value_words, contract.term),
            signed=(contract.signed_first, contract.signed_last),
        )
    )


def contract_texts(pks: Sequence[int]) -> Iterator[tuple[int, SearchText]]:
    """Give the same of very many contracts, having asked all questions first; each party is put into words once."""
    rows = list(Contract.objects.filter(pk__any_of=pks).order_by("pk").values_list(*COLUMNS))
    return _texts(rows, _members(pks), _Words(rows))


def _texts(
    rows: Sequence[tuple[Any, ...]], members: Mapping[int, Sequence[str]], words: _Words
) -> Iterator[tuple[int, SearchText]]:
    kinds = {kind: str(label) for kind, label in Contract.Kind.choices}
    for pk, kind, key, number, subject, slug, *parties, notice, parent, one, two, three, four, first, last in rows:
        supplier_as, supplier, hidden, buyer_as, buyer = parties
        told = Told(
            kind=kinds[kind],
            key=key,
            number=number,
            subject=subject,
            url=words.url(slug),
            supplier=words.of(supplier_as, supplier, hidden),
            buyer=words.of(buyer_as, buyer, ""),
            unit=words.name_of(buyer_as, buyer),
            members=members.get(pk, ()),
            notice=notice,
            parent=parent,
            words=(one, two, three, four),
            signed=(first, last),
        )
        yield pk, text_of(told)


COLUMNS = (
    *("pk", "kind", "key", "number", "subject", "slug"),
    *("supplier_as", "supplier", "supplier_hidden", "buyer_as", "buyer"),
    *("notice_number", "parent_number", "procedure", "category", "value_words", "term", "signed_first", "signed_last"),
)


def _members(pks: Sequence[int]) -> dict[int, list[str]]:
    """Give the further parties of contracts in words, in the order in which they are kept."""
    found: dict[int, list[str]] = {}
    for each in ContractParty.objects.filter(contract__any_of=pks).select_related("spelling", "organization"):
        found.setdefault(each.contract_id, []).append(party_words(each.spelling, each.organization, each.hidden))
    return found


class _Words:
    """Parties in words, and addresses, for the rows that ``contract_texts`` has before it."""

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        spellings = Spelling.objects.filter(pk__any_of={pk for row in rows for pk in (row[6], row[9]) if pk})
        organizations = Organization.objects.filter(pk__any_of={pk for row in rows for pk in (row[7], row[10]) if pk})
        self._spellings, self._organizations = (
            {pk: Named(*named) for pk, *named in asked.order_by().values_list("pk", *Named._fields)}
            for asked in (spellings, organizations)
        )
        self._known: dict[tuple[int | None, int | None, str], str] = {}
        self._before, self._behind = reverse("spending:contract", args=[SLUG]).split(SLUG)

    def of(self, spelling: int | None, organization: int | None, hidden: str) -> str:
        """Put a party into words."""
        asked = (spelling, organization, hidden)
        if asked not in self._known:
            named = self._spellings[spelling] if spelling else None
            whose = self._organizations[organization] if organization else None
            self._known[asked] = party_words(named, whose, hidden)
        return self._known[asked]

    def name_of(self, spelling: int | None, organization: int | None) -> str:
        """Name a unit."""
        named = self._spellings[spelling] if spelling else None
        return unit_name(named, self._organizations[organization] if organization else None)

    def url(self, slug: str) -> str:
        """Give the address of a contract's page."""
        return f"{self._before}{slug}{self._behind}"


SLUG = "umowa-ktorej-nie-ma"
"""Stands in an address where the slug of a contract goes."""


class Named(NamedTuple):
    """What words of a party are made of."""

    name: str
    nip: str
    regon: str
    krs: str


def unit_name(spelling: Spelling | Named | None, organization: Organization | Named | None) -> str:
    """Name the unit whose matter a contract or a payment is, as its own page does; as printed where that is none."""
    named = organization or spelling
    return named.name if named else ""


def party_words(spelling: Spelling | Named | None, organization: Organization | Named | None, hidden: str) -> str:
    """Name a party as printed, with its numbers; a hidden one by its mask."""
    if hidden == PartyKind.PERSON:
        return PERSON_SHOWN
    if spelling is None:
        return ""
    told: list[Spelling | Organization | Named] = [spelling, organization] if organization else [spelling]
    numbers = [f"NIP {nip}" for each in told for nip in nip_spelled(each.nip)]
    numbers += [f"REGON {each.regon}" for each in told if each.regon]
    numbers += [f"KRS {each.krs}" for each in told if each.krs]
    return " ".join([spelling.name, *dict.fromkeys(numbers)])
