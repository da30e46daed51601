"""Identifiers of contracting processes and of who takes part in them."""

from __future__ import annotations

from django.conf import settings

from spending.models import Contract, Notice, Organization

REGISTERED = "ocds-"


def ocid_of_contract(contract: Contract) -> str:
    """
    Name the process that a contract belongs to: by the procedure's own identifier where its notice gives one.

    Else by the contract itself, an annex by the contract that it changes. Such a name begins with ``OCDS_PREFIX``, for
    which an operator asks the Open Contracting Partnership; without one it begins with the city's name.
    """
    main = contract.parent or contract
    known = (each.tender for each in main.notices.all() if each.tender.startswith(REGISTERED))
    return next(known, "") or _own(main.slug)


def ocid_of_notice(notice: Notice) -> str:
    return notice.tender if notice.tender.startswith(REGISTERED) else _own(notice.tender or notice.slug)


def id_of(organization: Organization) -> str:
    """Name an organization by our own number: offices of one municipality share a NIP."""
    return f"organization-{organization.pk}"


def _own(name: str) -> str:
    return f"{settings.OCDS_PREFIX or settings.CITY}-{name}"
