"""What releases of contracts and notices share: amounts, days, where a row was published, and the head of a release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from spending.models import Contract, Notice
from spending.models.rows import RegisterRow
from spending.ocds.parties import BUYER, Party, written

Json = dict[str, Any]


def known(made: Json) -> Json:
    """Leave out what is not known: an empty value would claim that there is none."""
    return {name: value for name, value in made.items() if value not in (None, "", [], {})}


def release(
    row: RegisterRow, ocid: str, tags: Sequence[str], parties: Sequence[Party], after: RegisterRow | None = None
) -> Json:
    """
    Write the head of a release; its identifier changes with every change of the row, as OCDS asks.

    ``after`` is a row that it builds on: releases are merged by their dates, so this one is never the older of the two.
    """
    buyer = next((each.reference for each in parties if each.role == BUYER), None)
    told = max(row.updated_at, after.updated_at if after else row.updated_at)
    at = told.astimezone(UTC)
    return known(
        {
            "ocid": ocid,
            "id": f"{row._meta.model_name}-{row.pk}-{at:%Y%m%dT%H%M%S}",
            "date": at.isoformat(timespec="seconds"),
            "tag": list(tags),
            "initiationType": "tender",
            "language": "pl",
            "parties": list(written(parties)),
            "buyer": buyer,
        }
    )


def amount(value: Decimal | None, currency: str) -> Json:
    """Write an amount; its currency only where the document says it."""
    if value is None:
        return {}
    return {"amount": float(value), **({"currency": currency} if currency else {})}


def day(on: date | None) -> str:
    """Write a day as the moment with which it begins in the city: OCDS has moments only."""
    return timezone.make_aware(datetime.combine(on, time())).isoformat() if on else ""


def published(row: Contract | Notice, base: str) -> list[Json]:
    """Say where a row stands with us and, where that is an address of the web, where its office published it."""
    made = [{"id": "portal", "title": _("The row with its sources"), "url": f"{base}{row.get_absolute_url()}"}]
    if row.address.startswith(("http://", "https://")):
        made.append({"id": "source", "title": _("The document of the office"), "url": row.address})
    return made


def taxed(row: RegisterRow) -> str:
    """Say in words what OCDS has no field for: whether the amount holds VAT, where the register tells."""
    if row.tax == RegisterRow.Taxed.GROSS:
        return _("The register gives the amount with VAT.")
    return _("The register gives the amount without VAT.") if row.tax else ""
