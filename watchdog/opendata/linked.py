"""The data in the words of schema.org: one catalogue, and a dataset for each kind of record with its files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.cities import profile
from watchdog.core.linked import Thing, absolute, publisher, thing
from watchdog.exports.writers import LICENCE_URL
from watchdog.opendata.catalogue import FILE_TYPES, MEDIA_TYPES, about
from watchdog.opendata.documents import documents
from watchdog.opendata.dumps.places import package
from watchdog.opendata.kinds import kinds
from watchdog.records import RecordType

Files = dict[str, dict[str, Any]]
"""The files of the night as the package tells them, by their paths."""


def catalogue_thing() -> Thing:
    """Tell of everything that can be taken home, as the page of data does."""
    files = {each["path"]: each for each in package().get("resources", [])}
    lists = [_list(kind, files) for kind in kinds().values()]
    others = [_document(each.name, str(each.title), files) for each in documents() if f"{each.name}.gz" in files]
    return thing(
        "DataCatalog",
        name=profile(settings.CITY).portal,
        description=_("What the council decides and what the city spends, with sources."),
        url=absolute(reverse("open-data")),
        license=LICENCE_URL,
        publisher=publisher(),
        dataset=[*lists, *others],
    )


def _list(kind: RecordType, files: Files) -> Thing:
    page = reverse(kind.list_url)
    path = page.rstrip("/")
    forms = [_download(f"{path}.{ending}", MEDIA_TYPES[ending]) for ending in FILE_TYPES]
    return _dataset(str(kind.plural), about(kind), page, [*forms, *_nightly(f"{kind.kind}.csv.gz", files)])


def _document(name: str, title: str, files: Files) -> Thing:
    """Tell of a document in another standard that an app introduces."""
    return _dataset(title, f"{_city()}: {title}", reverse("open-data"), _nightly(f"{name}.gz", files))


def _dataset(title: str, description: str, page: str, distribution: list[Thing]) -> Thing:
    return thing(
        "Dataset",
        name=f"{_city()}: {title}",
        description=description,
        url=absolute(page),
        license=LICENCE_URL,
        creator=publisher(),
        isAccessibleForFree=True,
        distribution=distribution,
    )


def _nightly(path: str, files: Files) -> list[Thing]:
    """Tell of a file of the night, with its size in bytes and its sum; of none while it has not been written."""
    if path not in files:
        return []
    size, sha256 = files[path]["bytes"], files[path]["hash"].partition(":")[2]
    address = reverse("open-data-file", args=[path])
    return [_download(address, files[path]["mediatype"], contentSize=f"{size} B", sha256=sha256)]


def _download(address: str, media_type: str, **said: str) -> Thing:
    return thing("DataDownload", contentUrl=absolute(address), encodingFormat=media_type, **said)


def _city() -> str:
    return profile(settings.CITY).name.nominative
