"""What the room of open data must know of OCDS."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from spending.models import Contract, Notice
from spending.ocds import contracts, notices
from spending.ocds.contracts import contract_release, in_sets
from spending.ocds.notices import notice_release
from spending.ocds.packages import release_package
from watchdog.opendata.documents import Document, Service, introduce

CHUNK = 1000
OCDS = "https://standard.open-contracting.org/1.1/en/"


def whole(base: str) -> Iterator[str]:
    """Write every release as one package, in constant memory."""
    package = release_package(f"{base}/dane/pelne/ocds.json.gz", base, [])
    yield json.dumps(package, ensure_ascii=False).removesuffix("]}")
    for number, text in enumerate(_releases(base)):
        yield f"{',' if number else ''}\n{text}"
    yield "\n]}\n"


def _releases(base: str) -> Iterator[str]:
    rows = in_sets(Contract.objects.filter(contracts.TOLD)).order_by("pk")
    for contract in rows.iterator(chunk_size=CHUNK):
        yield json.dumps(contract_release(contract, base), ensure_ascii=False)
    for notice in Notice.objects.for_page().filter(notices.TOLD).order_by("pk").iterator(chunk_size=CHUNK):
        yield json.dumps(notice_release(notice, base), ensure_ascii=False)


def _has_releases() -> bool:
    return Contract.objects.filter(contracts.TOLD).exists() or Notice.objects.filter(notices.TOLD).exists()


introduce(
    Document("ocds.json", _("Contracts and notices in OCDS 1.1.5"), OCDS, "application/json", whole, _has_releases),
    Service(
        _("Contracts in OCDS 1.1.5"),
        "ocds:contracts",
        OCDS,
        "/dane/ocds/umowy.json?kwota_od=100000",
        Contract.objects.filter(contracts.TOLD).exists,
    ),
    Service(
        _("Procurement notices in OCDS 1.1.5"),
        "ocds:notices",
        OCDS,
        "/dane/ocds/ogloszenia.json",
        Notice.objects.filter(notices.TOLD).exists,
    ),
)
