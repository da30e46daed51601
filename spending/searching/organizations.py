"""What search keeps of suppliers and units."""

from __future__ import annotations

from spending.models import Organization
from spending.turnover import Role
from watchdog.records import SearchText

WORDS = {Role.SUPPLIER: "wykonawca", Role.BUYER: "jednostka zamawiający"}


def nip_spelled(nip: str) -> tuple[str, ...]:
    """Give a NIP as people write it: in one row, as a firm does and as a person does; search parts it at the dashes."""
    if not nip:
        return ()
    return nip, f"{nip[:3]}-{nip[3:6]}-{nip[6:8]}-{nip[8:]}", f"{nip[:3]}-{nip[3:5]}-{nip[5:7]}-{nip[7:]}"


def organization_text(organization: Organization, role: Role) -> SearchText:
    """Keep the name, every spelling and the numbers of registers."""
    numbers = [f"NIP {each}" for each in nip_spelled(organization.nip)]
    numbers += [f"REGON {organization.regon}"] if organization.regon else []
    numbers += [f"KRS {organization.krs}"] if organization.krs else []
    spellings = dict.fromkeys(spelling.name for spelling in organization.spellings.all())
    return SearchText(
        title=organization.name,
        url=organization.get_absolute_url(),
        body="\n".join(spellings),
        keywords=" ".join([WORDS[role], *numbers]),
    )
