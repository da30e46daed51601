"""
Whose spelling is this? By its numbers first, by the normal form of its name second; a person's word stands above both.

A spelling that is known keeps its organization, so the question is asked once for each way of writing a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Q

from spending.drafts import Party, PartyKind
from spending.models import Organization, OrganizationRedirect, Spelling
from spending.naming import organization_key
from watchdog.archive.writing import Evidence
from watchdog.core.db import create_many
from watchdog.core.text import slugify

REMEMBERED = 50_000
"""Spellings kept in memory while one document is stored."""
SHOWN = {PartyKind.FIRM, PartyKind.PUBLIC}


class Written(NamedTuple):
    """What makes a spelling one: a name and the numbers beside it, as printed."""

    name: str
    nip: str
    regon: str
    krs: str


NO_ROLES: Mapping[Written, Collection[str]] = MappingProxyType({})


def written(party: Party) -> Written:
    return Written(party.name, party.nip, party.regon, party.krs)


class Organizations:
    """Finds the spelling of each party of a document, and makes what is new."""

    def __init__(self) -> None:
        self._known: dict[Written, Spelling] = {}

    def learn(
        self, parties: Iterable[Party], evidence: Evidence, roles: Mapping[Written, Collection[str]] = NO_ROLES
    ) -> None:
        """
        Make sure that every party that has a name is known; in a few queries, however many they are.

        ``roles`` are the columns (``buys``, ``supplies``) that organizations made now begin with.
        """
        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = {written(party): party for party in parties if not party.is_hidden}
        for each in self._known.keys() & new.keys():
            del new[each]
        known = Spelling.objects.filter(name__any_of={each.name for each in new}).select_related("organization")
        for spelling in known if new else ():
            each = Written(spelling.name, spelling.nip, spelling.regon, spelling.krs)
            self._known[each] = spelling
            new.pop(each, None)
        if new:
            self._make(new, evidence, roles)

    def spelling(self, party: Party) -> Spelling:
        """Return the spelling of a party that has been learnt."""
        return self._known[written(party)]

    def _make(self, new: dict[Written, Party], evidence: Evidence, roles: Mapping[Written, Collection[str]]) -> None:
        candidates = _Candidates(new)
        made: list[Spelling] = []
        for each, party in new.items():
            found = candidates.of(each) or candidates.add(each, party, evidence)
            made.append(Spelling(organization=found, key=candidates.keys[each.name], **each._asdict()))
            if found.pk is None:
                self._note(found, roles.get(each, ()))
        create_many(Organization, candidates.fresh)
        for organization in candidates.altered:
            organization.save(update_fields=["nip", "regon", "krs", "kind", "updated_at"])
        for spelling in made:
            spelling.organization_id = spelling.organization.pk
        create_many(Spelling, made)
        self._known |= dict(zip(new, made, strict=True))

    @staticmethod
    def _note(organization: Organization, roles: Collection[str]) -> None:
        """Let a new organization begin with what documents have it do."""
        organization.buys = organization.buys or "buys" in roles
        organization.supplies = organization.supplies or "supplies" in roles


class _Candidates:
    """The organizations that new spellings may belong to, those made on the way among them."""

    def __init__(self, new: Iterable[Written]) -> None:
        self.fresh: list[Organization] = []
        self.altered: list[Organization] = []
        self._by_regon: dict[str, Organization] = {}
        self._by_nip: dict[str, list[Organization]] = defaultdict(list)
        self._by_key: dict[str, list[Organization]] = defaultdict(list)
        new = list(new)
        self.keys = {each.name: organization_key(each.name) for each in new}
        """What names come to when they are compared."""
        keys, nips, regons = (
            set(self.keys.values()),
            {each.nip for each in new} - {""},
            {each.regon for each in new} - {""},
        )
        asked = Q(key__any_of=keys) | Q(nip__any_of=nips) | Q(regon__any_of=regons)
        for organization in Organization.objects.standing().filter(asked).order_by("pk"):
            self._remember(organization)
        self._slugs_of = {name: slugify(name, 90) for name in self.keys}
        slugs = set(self._slugs_of.values())
        self._slugs = set(Organization.objects.filter(slug__any_of=slugs).values_list("slug", flat=True))
        self._slugs |= set(OrganizationRedirect.objects.filter(slug__any_of=slugs).values_list("slug", flat=True))
        tied = Spelling.objects.filter(decided_by__isnull=False).select_related("organization")
        self._tied = list(tied.filter(asked))

    def of(self, each: Written) -> Organization | None:
        """Return whose spelling this is; nothing where it must be somebody new."""
        found = self._of_people(each) or (self._by_regon.get(each.regon) if each.regon else None)
        found = found or self._of_nip(each) or self._of_name(each)
        if found:
            self._complete(found, each)
        return found

    def _of_people(self, each: Written) -> Organization | None:
        """Go by a spelling that a person has tied, where the new one is like it and like no other that is tied."""
        found = {one.organization for one in self._tied if _alike(one, each)}
        return found.pop() if len(found) == 1 else None

    def _of_nip(self, each: Written) -> Organization | None:
        """Go by NIP, which the units of one municipality share: another REGON is another organization."""
        same = [one for one in self._by_nip[each.nip] if not (one.regon and each.regon)] if each.nip else []
        if len(same) > 1:
            same = [one for one in same if one.key == self.keys[each.name]]
        return same[0] if len(same) == 1 else None

    def _of_name(self, each: Written) -> Organization | None:
        """Go by the name where that is all there is, on either side, and it means one organization."""
        key = self.keys[each.name]
        same = self._by_key[key] if key else []
        if each.nip or each.regon or each.krs or len(same) > 1:
            same = [one for one in same if not (one.nip or one.regon or one.krs)]
        return same[0] if len(same) == 1 else None

    def add(self, each: Written, party: Party, evidence: Evidence) -> Organization:
        """Make an organization of a spelling that belongs to nobody known."""
        organization = Organization(
            name=each.name,
            key=self.keys[each.name],
            slug=self._free_slug(each),
            kind=party.kind.value if party.kind in SHOWN else "",
            nip=each.nip,
            regon=each.regon,
            krs=each.krs,
            snapshot=evidence.snapshot,
            place=evidence.place,
            address=evidence.address,
            certainty=evidence.certainty,
            authority=evidence.weight,
        )
        self.fresh.append(organization)
        self._remember(organization)
        return organization

    def _complete(self, organization: Organization, each: Written) -> None:
        """Give an organization the numbers that it did not have."""
        missing = {
            name: number
            for name in ("nip", "regon", "krs")
            if (number := getattr(each, name)) and not getattr(organization, name)
        }
        for name, number in missing.items():
            setattr(organization, name, number)
        if missing:
            self._remember(organization)
            if organization.pk and organization not in self.altered:
                self.altered.append(organization)

    def _remember(self, organization: Organization) -> None:
        if organization.regon:
            self._by_regon.setdefault(organization.regon, organization)
        for index, value in ((self._by_nip, organization.nip), (self._by_key, organization.key)):
            if value and all(one is not organization for one in index[value]):
                index[value].append(organization)

    def _free_slug(self, each: Written) -> str:
        """Return an address: the name, with a number or a short hash of the name behind it where it is taken."""
        slug = free = self._slugs_of[each.name] or "bez-nazwy"
        if free in self._slugs:
            short = sha256("\x1f".join(each).encode()).hexdigest()[:8]
            told = (each.nip or each.regon or short, short)
            free = next(one for one in (f"{slug}-{tail}" for tail in told) if one not in self._slugs)
        self._slugs.add(free)
        return free


def _alike(tied: Spelling, each: Written) -> bool:
    """Tell whether a new spelling is like one that a person has tied: by name or number, and no number against it."""
    pairs = {name: (getattr(tied, name), getattr(each, name)) for name in ("nip", "regon", "krs")}
    if any(ours and theirs and ours != theirs for ours, theirs in pairs.values()):
        return False
    shared = {name for name, (ours, theirs) in pairs.items() if ours and ours == theirs}
    own = shared - {"nip"} if tied.organization.buys else shared  # units of one municipality share its NIP
    return bool(own) or tied.key == organization_key(each.name)
