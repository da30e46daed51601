"""What search keeps of municipal companies."""

from __future__ import annotations

from spending.models import Company
from watchdog.records import SearchText


def company_text(company: Company) -> SearchText:
    """Keep the name, the numbers of registers, and who sits or sat in the company's bodies."""
    numbers = (("KRS", company.krs), ("NIP", company.nip), ("REGON", company.regon))
    return SearchText(
        title=company.name,
        url=company.get_absolute_url(),
        body="\n".join(dict.fromkeys(f"{each.name} {each.role}".strip() for each in company.board.all())),
        keywords=" ".join(["spółka miejska", *(f"{label} {number}" for label, number in numbers if number)]),
    )
