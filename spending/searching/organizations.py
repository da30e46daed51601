"""What search keeps of suppliers and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spending.models import Organization, Spelling, Supplier, Unit
from spending.turnover import Role
from watchdog.records import SearchText

PROXIES: dict[Role, type[Supplier | Unit]] = {Role.SUPPLIER: Supplier, Role.BUYER: Unit}
SLUG = "podmiot-ktorego-nie-ma"
"""Stands in an address where the slug of an organization goes."""
WORDS = {Role.SUPPLIER: "wykonawca", Role.BUYER: "jednostka zamawiający"}


def nip_spelled(nip: str) -> tuple[str, ...]:
    """Give a NIP as people write it: in one row, as a firm does and as a person does; search parts it at the dashes."""
    if not nip:
        return ()
    return nip, f"{nip[:3]}-{nip[3:6]}-{nip[6:8]}-{nip[8:]}", f"{nip[:3]}-{nip[3:5]}-{nip[5:7]}-{nip[7:]}"


def organization_text(organization: Organization, role: Role) -> SearchText:
    """Keep the name, every spelling and the numbers of registers."""
    numbers = (organization.nip, organization.regon, organization.krs)
    spellings = [spelling.name for spelling in organization.spellings.all()]
    return _text(organization.name, organization.get_absolute_url(), numbers, spellings, role)


def organization_texts(pks: Sequence[int], role: Role) -> Iterator[tuple[int, SearchText]]:
    """Give the same of very many organizations, having asked all questions first, without building them."""
    model = PROXIES[role]
    before, behind = model(slug=SLUG).get_absolute_url().split(SLUG)
    spellings: dict[int, list[str]] = defaultdict(list)
    for pk, name in Spelling.objects.filter(organization__any_of=pks).values_list("organization", "name"):
        spellings[pk].append(name)
    asked = model.objects.filter(pk__any_of=pks).order_by("pk")
    found = list(asked.values_list("pk", "name", "slug", "nip", "regon", "krs"))
    return (
        (pk, _text(name, f"{before}{slug}{behind}", numbers, spellings[pk], role))
        for pk, name, slug, *numbers in found
        if pk in spellings  # one merged into another has none
    )


def _text(name: str, url: str, numbers: Sequence[str], spellings: Iterable[str], role: Role) -> SearchText:
    nip, regon, krs = numbers
    told = [f"NIP {each}" for each in nip_spelled(nip)]
    told += [f"REGON {regon}"] if regon else []
    told += [f"KRS {krs}"] if krs else []
    return SearchText(
        title=name,
        url=url,
        body="\n".join(dict.fromkeys(spellings)),
        keywords=" ".join([WORDS[role], *told]),
        organ=name if role is Role.BUYER else "",
    )
