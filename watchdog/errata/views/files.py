"""The same lists as files."""

from __future__ import annotations

from django.urls import URLPattern, path

from watchdog.errata.records import LISTS
from watchdog.exports.views import ExportView
from watchdog.records import RecordType

ADDRESSES = {"errata.correction": "korekty", "errata.remark": "korekty/uwagi"}


class ErrataExport(ExportView):
    """A list that search and sitemaps do not know as a kind of record."""

    def get_kind(self) -> RecordType:
        return next(each for each in LISTS if each.kind == self.kind)


def urls() -> list[URLPattern]:
    """Give the addresses of the files of both lists."""
    return [
        path(
            f"{address}.{ending}",
            ErrataExport.as_view(kind=kind, extension=ending),
            name=f"{kind.partition('.')[2]}-list-{ending}",
        )
        for kind, address in ADDRESSES.items()
        for ending in ("csv", "json")
    ]
