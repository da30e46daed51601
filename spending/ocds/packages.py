"""Packages: releases by pages, in the order and with the filters of the list, and one process with its record."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from spending.models import Contract, Notice
from spending.ocds.contracts import TOLD, contract_release, with_everything
from spending.ocds.naming import REGISTERED, ocid_of_contract
from spending.ocds.notices import TOLD as TOLD_NOTICES
from spending.ocds.notices import notice_release
from spending.ocds.parts import Json
from spending.signals.ocds.merging import compiled
from watchdog.cities import profile
from watchdog.exports.writers import LICENCE_URL

VERSION = "1.1"
ORDER = (F("parent").asc(nulls_first=True), F("signed_last").asc(nulls_first=True), "pk")
"""Contracts before what changes them; so they stand, too, where both were stored in the same second."""
MOST = 500
"""Releases of one process that a record tells; none has so many."""


def release_package(uri: str, base: str, releases: Iterable[Json]) -> Json:
    return {**_package(uri, base), "releases": list(releases)}


def record_package(uri: str, base: str, contract: Contract) -> Json:
    """Tell everything of one process: each release, and what holds by all of them."""
    releases = process(contract, base)
    ocid = ocid_of_contract(contract)
    whole = compiled(releases)
    last = max(each["date"] for each in releases)
    whole |= {"id": f"{ocid}-{last}", "tag": ["compiled"], "date": last}
    return {**_package(uri, base), "records": [{"ocid": ocid, "releases": releases, "compiledRelease": whole}]}


def process(contract: Contract, base: str) -> list[Json]:
    """Return the releases of a contract's process: its notices, the contract, its annexes and parts, oldest first."""
    main = contract.parent or contract
    ocid = ocid_of_contract(contract)
    notices = Notice.objects.for_page().filter(TOLD_NOTICES)
    told = notices.filter(tender=ocid) if ocid.startswith(REGISTERED) else notices.filter(contract=main, tender="")
    keys = {main.pk, *(each.contract_id for each in told if each.contract_id)}
    rows = with_everything(Contract.objects.for_list().filter(TOLD)).filter(Q(pk__in=keys) | Q(parent__in=keys))
    made = [notice_release(each, base) for each in told[:MOST]]
    made += [contract_release(each, base) for each in rows.order_by(*ORDER)[:MOST]]
    return [each for each in sorted(made, key=lambda each: str(each["date"])) if each["ocid"] == ocid]


def _package(uri: str, base: str) -> Json:
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": timezone.now().isoformat(timespec="seconds"),
        "publisher": {"name": profile(settings.CITY).portal, "uri": f"{base}/"},
        "license": LICENCE_URL,
        "publicationPolicy": f"{base}/dane/",
    }
