"""
The catalogue of our data as DCAT-AP 3 has it, for dane.gov.pl and data.europa.eu to harvest.

One dataset for each kind of record, with its list as files and, where there is one, the file of the night; one for each
document in another standard; and the interfaces as data services.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.cities import profile
from watchdog.exports.writers import LICENCE_URL
from watchdog.opendata.documents import documents, services
from watchdog.opendata.dumps.places import package
from watchdog.opendata.kinds import kinds
from watchdog.opendata.turtle import Node, iri, many, text, typed
from watchdog.records import RecordType

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"
POLISH = f"{EU}/language/POL"
DAILY, IRREGULAR = f"{EU}/frequency/DAILY", f"{EU}/frequency/IRREG"
THEME = f"{EU}/data-theme/GOVE"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
IANA = "https://www.iana.org/assignments/media-types/"


def catalogue(base: str) -> str:
    """Write the whole catalogue."""
    nodes = [*_datasets(base), *_documents(base), *_services(base)]
    pages = dict.fromkeys(value for each in nodes for name, value in each.said if name == "dcat:landingPage")
    nodes += [Node(each, (("a", "foaf:Document"),)) for each in pages]
    parts = [f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items()]
    return "\n".join(["".join(parts), str(_catalogue(base, nodes)), *map(str, _people(base)), *map(str, nodes)])


def _catalogue(base: str, nodes: list[Node]) -> Node:
    city = profile(settings.CITY)
    said = [
        ("a", "dcat:Catalog"),
        ("dct:title", text(city.portal, "pl")),
        ("dct:description", text(_("What the council decides and what the city spends, with sources."), "pl")),
        ("dct:publisher", _publisher(base)),
        ("dct:license", iri(LICENCE_URL)),
        ("dct:language", iri(POLISH)),
        ("dct:spatial", _place()),
        ("dcat:themeTaxonomy", iri(f"{EU}/data-theme")),
        ("foaf:homepage", iri(f"{base}/")),
        *_moment(),
        ("dcat:dataset", many(each.subject for each in nodes if ("a", "dcat:Dataset") in each.said)),
        ("dcat:service", many(each.subject for each in nodes if ("a", "dcat:DataService") in each.said)),
    ]
    return Node(iri(f"{base}/katalog.ttl#catalogue"), tuple(said))


def _people(base: str) -> Iterator[Node]:
    """Say who publishes and how to reach them."""
    name = text(profile(settings.CITY).portal, "pl")
    yield Node(_publisher(base), (("a", "foaf:Agent"), ("foaf:name", name), ("foaf:homepage", iri(f"{base}/"))))
    said = (("a", "vcard:Organization"), ("vcard:fn", name), ("vcard:hasURL", iri(f"{base}/kontakt/")))
    yield Node(iri(f"{base}/katalog.ttl#contact"), said)
    yield Node(iri(f"{base}/"), (("a", "foaf:Document"),))
    yield Node(iri(LICENCE_URL), (("a", "dct:LicenseDocument"),))


def _publisher(base: str) -> str:
    return iri(f"{base}/katalog.ttl#publisher")


def _place() -> str:
    """Name the city by the word that people use; no vocabulary of the profile has a number for it."""
    return f"[ a dct:Location ; locn:geographicName {text(profile(settings.CITY).name.nominative, 'pl')} ]"


def _moment() -> tuple[tuple[str, str], ...]:
    """Say when the files of the night were written, where there are any."""
    made = package().get("created")
    return (("dct:modified", typed(str(made), "xsd:dateTime")),) if made else ()


def _datasets(base: str) -> Iterator[Node]:
    files = {each["path"]: each for each in package().get("resources", [])}
    for kind in kinds().values():
        page = reverse(kind.list_url)
        forms = [_form(base, page.rstrip("/"), ending, str(kind.plural)) for ending in FILE_TYPES]
        whole = files.get(f"{kind.kind}.csv.gz")
        nightly = [_nightly(base, whole, "CSV")] if whole else []
        yield _dataset(base, kind.kind, str(kind.plural), f"{base}{page}", [*forms, *nightly], IRREGULAR, about(kind))
        yield from (*forms, *nightly)


def _documents(base: str) -> Iterator[Node]:
    """Give the documents that apps introduce, and the database, once they lie among the files of the night."""
    files = {each["path"]: each for each in package().get("resources", [])}
    named = [(each.name, str(each.title), f"{each.name}.gz", "JSON") for each in documents()]
    named.append(("sqlite", _("Everything as a database of SQLite"), "portal.sqlite", "SQLITE"))
    for name, title, path, file_type in named:
        if path in files:
            distribution = _nightly(base, files[path], file_type)
            yield _dataset(base, name, title, f"{base}/dane/", [distribution], DAILY, title)
            yield distribution


def _dataset(
    base: str, name: str, title: str, page: str, distributions: list[Node], frequency: str, about: str
) -> Node:
    city = profile(settings.CITY).name.nominative
    said = (
        ("a", "dcat:Dataset"),
        ("dct:identifier", text(name)),
        ("dct:title", text(f"{city}: {title}", "pl")),
        ("dct:description", text(about, "pl")),
        ("dct:publisher", _publisher(base)),
        ("dcat:contactPoint", iri(f"{base}/katalog.ttl#contact")),
        ("dcat:theme", iri(THEME)),
        ("dcat:keyword", many((text(city, "pl"), text(title, "pl")))),
        ("dct:language", iri(POLISH)),
        ("dct:spatial", _place()),
        ("dct:accrualPeriodicity", iri(frequency)),
        ("dcat:landingPage", iri(page)),
        ("dcat:distribution", many(each.subject for each in distributions)),
    )
    return Node(iri(f"{base}/katalog.ttl#{name}"), said)


def about(kind: RecordType) -> str:
    """Say what a dataset holds by what its columns are called."""
    words = ", ".join(str(each.label) for each in kind.columns)
    return _("%(title)s with: %(columns)s.") % {"title": str(kind.plural), "columns": words}


def _form(base: str, path: str, ending: str, title: str) -> Node:
    """Describe a list as a file, made when it is asked for."""
    address = iri(f"{base}{path}.{ending}")
    said = _distribution(f"{title} ({FILE_TYPES[ending]})", address, FILE_TYPES[ending], MEDIA_TYPES[ending])
    return Node(iri(f"{base}{path}.{ending}#distribution"), said)


def _nightly(base: str, file: dict[str, Any], file_type: str) -> Node:
    """Describe a file of the night, with its size and its sum."""
    address = f"{base}{reverse('open-data-file', args=[file['path']])}"
    checksum = f"[ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue {_hex(file)} ]"
    said = (
        *_distribution(file["title"], iri(address), file_type, file["mediatype"]),
        ("dcat:byteSize", typed(str(file["bytes"]), "xsd:nonNegativeInteger")),
        ("spdx:checksum", checksum),
        *((("dcat:compressFormat", iri(f"{IANA}application/gzip")),) if file["path"].endswith(".gz") else ()),
    )
    return Node(iri(f"{address}#distribution"), said)


def _hex(file: dict[str, Any]) -> str:
    return typed(file["hash"].partition(":")[2], "xsd:hexBinary")


def _distribution(title: str, address: str, file_type: str, media_type: str) -> tuple[tuple[str, str], ...]:
    return (
        ("a", "dcat:Distribution"),
        ("dct:title", text(title, "pl")),
        ("dcat:accessURL", address),
        ("dcat:downloadURL", address),
        ("dct:format", iri(f"{EU}/file-type/{file_type}")),
        ("dcat:mediaType", iri(f"{IANA}{media_type}")),
        ("dct:license", iri(LICENCE_URL)),
    )


def _services(base: str) -> Iterator[Node]:
    """Give the interfaces: our own, and those in other people's standards."""
    served = many(iri(f"{base}/katalog.ttl#{name}") for name in kinds())
    own = (
        ("a", "dcat:DataService"),
        ("dct:title", text(f"{profile(settings.CITY).portal} API v1", "pl")),
        ("dcat:endpointURL", iri(f"{base}{reverse('api:index')}")),
        ("dcat:endpointDescription", iri(f"{base}{reverse('api:openapi')}")),
        ("dct:license", iri(LICENCE_URL)),
        ("dcat:servesDataset", served),
    )
    yield Node(iri(f"{base}/katalog.ttl#api"), own)
    for each in services():
        said = (
            ("a", "dcat:DataService"),
            ("dct:title", text(str(each.title), "pl")),
            ("dcat:endpointURL", iri(f"{base}{reverse(each.url_name)}")),
            ("dct:conformsTo", iri(each.standard)),
            ("dct:license", iri(LICENCE_URL)),
        )
        yield Node(iri(f"{base}/katalog.ttl#{each.url_name.replace(':', '-')}"), said)
