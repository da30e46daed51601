"""Notices of public procurement as releases of their contracting processes."""

from __future__ import annotations

import re

from django.db.models import Q

from spending.drafts import NoticeKind
from spending.models import Notice
from spending.ocds.naming import ocid_of_notice
from spending.ocds.parties import SUPPLIER, parties_of
from spending.ocds.parts import Json, amount, day, known, published, release
from watchdog.archive.models import Certainty
from watchdog.core.text import fold

TAGS = {
    NoticeKind.CONTRACT.value: "tender",
    NoticeKind.CHANGE.value: "tenderUpdate",
    NoticeKind.RESULT.value: "award",
    NoticeKind.PERFORMED.value: "contractUpdate",
}
"""Which stage a notice tells of; one of another kind tells of none."""
TOLD = Q(kind__in=TAGS, withdrawn_at__isnull=True, certainty=Certainty.STATED.value)
CATEGORIES = (("dostaw", "goods"), ("uslug", "services"), ("robot", "works"), ("budowl", "works"))
CPV = re.compile(r"\b\d{8}-\d\b")


def notice_release(notice: Notice, base: str) -> Json:
    parties = parties_of(notice)
    made = release(notice, ocid_of_notice(notice), [TAGS[notice.kind]], parties)
    made["tender"] = _tender(notice, base)
    if notice.kind in (NoticeKind.RESULT, NoticeKind.PERFORMED):
        suppliers = [each.reference for each in parties if each.role == SUPPLIER]
        made["awards"] = [_award(notice, suppliers)]
    if notice.kind == NoticeKind.PERFORMED or (notice.kind == NoticeKind.RESULT and notice.contract_on):
        made["contracts"] = [_contract(notice)]
    return made


def _tender(notice: Notice, base: str) -> Json:
    """Write the procedure; every notice of it repeats what it says, and the latest holds."""
    documents = [{**each, "id": f"{notice.slug}-{each['id']}"} for each in published(notice, base)]
    return known(
        {
            "id": notice.tender or notice.slug,
            "title": notice.subject,
            "procurementMethodDetails": notice.procedure,
            "mainProcurementCategory": _category(notice.order_type),
            "items": [
                {"id": code, "classification": {"scheme": "CPV", "id": code}}
                for code in dict.fromkeys(CPV.findall(notice.cpv))
            ],
            "tenderPeriod": known({"endDate": day(notice.offers_until)}),
            "documents": documents,
        }
    )


def _award(notice: Notice, suppliers: list[Json]) -> Json:
    return known(
        {
            "id": _award_id(notice),
            "title": notice.subject,
            "description": notice.result,
            "suppliers": suppliers,
            "value": amount(notice.value, notice.currency),
        }
    )


def _contract(notice: Notice) -> Json:
    """Write the contract that a result led to, or that was performed; by the register's row where we know which."""
    key = notice.contract.slug if notice.contract else f"contract-of-{notice.slug}"
    done = {"status": "terminated"} if notice.kind == NoticeKind.PERFORMED else {}
    return {**known({"id": key, "awardID": _award_id(notice), "dateSigned": day(notice.contract_on)}), **done}


def _award_id(notice: Notice) -> str:
    """Name the award as the contract's own release does, where we know the contract; else by the notice."""
    return f"award-{notice.contract.slug}" if notice.contract else f"award-of-{notice.slug}"


def _category(words: str) -> str:
    folded = fold(words)
    return next((category for stem, category in CATEGORIES if stem in folded), "")
