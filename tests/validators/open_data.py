"""
Judges that we did not write, over a running portal: ``python tests/validators/open_data.py http://127.0.0.1:8000``.

Runs in an environment of its own (``pip install -r tests/validators/requirements.txt``) and imports nothing of the
portal. Prints what fell short and ends with 0 only where nothing did; what is left out is said.

``--conformance DIR`` names the directory with the schemas and drivers of OParl, Popolo and OCDS. ``--shapes FILE`` are
the SHACL shapes of DCAT-AP 3 as SEMIC publishes them in its repository DCAT-AP (``releases/3.0.1/html/shacl/
shapes.ttl``); no package registry has them. ``--api 4`` has schemathesis ask every operation with so many examples; the
portal's limit of questions a minute must be raised for that (``OPEN_DATA_A_MINUTE``).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
TIMEOUT = 120
MOST_SAMPLES = 40
"""Pages of the sitemap whose JSON-LD, canonical address and languages are read."""
LISTS = ("organization", "person", "meeting", "paper", "agendaItem", "consultation", "file", "membership")
REQUIRED_OF_ALL = {"id", "type"}
MOST_TOLD = 10

Problems = Iterator[str]


class Portal:
    """The portal as a stranger sees it. Addresses in its answers may name the public site; they are asked here."""

    def __init__(self, base: str, directory: Path) -> None:
        self.base, self.directory = base.rstrip("/"), directory
        self.session = requests.Session()

    def here(self, url: str) -> str:
        parts = urlsplit(urljoin(f"{self.base}/", url))
        return f"{self.base}{parts.path}" + (f"?{parts.query}" if parts.query else "")

    def get(self, url: str) -> requests.Response:
        response = self.session.get(self.here(url), timeout=TIMEOUT)
        response.raise_for_status()
        return response

    def save(self, url: str, name: str) -> Path:
        path = self.directory / name
        path.write_bytes(self.get(url).content)
        return path


def oparl(portal: Portal, schemas: Path) -> Problems:
    """Import the whole endpoint from the system's address alone, page by page, and judge every object by its schema."""
    import jsonschema

    judges = {path.stem: jsonschema.Draft202012Validator(_schema(path)) for path in schemas.glob("*.json")}
    met: dict[str, dict[str, Any]] = {}
    named: set[str] = set()
    system = portal.get("/oparl/v1/system").json()
    objects = [system]
    for body in _pages(portal, system["body"]):
        objects.append(body)
        for name in (*LISTS, "locationList", "legislativeTermList"):
            objects += _pages(portal, body[name])
    for each in objects:
        kind = str(each["type"]).rpartition("/")[2]
        met[each["id"]] = each
        named |= set(_references(each))
        for error in judges[kind].iter_errors(each):
            yield f"{each['id']}: {'/'.join(map(str, error.absolute_path))} {error.message[:120]}"
    missing = [url for url in named if "/oparl/" in url and url not in met]
    for url in sorted(missing)[:MOST_TOLD]:
        found = portal.session.get(portal.here(url), timeout=TIMEOUT)
        if not found.ok:
            yield f"{url} is named and answers {found.status_code}"
    print(f"  {len(met)} objects of {len({each['type'] for each in met.values()})} types")


def _schema(path: Path) -> dict[str, Any]:
    """Take a schema as OParl prints it; what it says of references in words of its own no judge reads."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _pages(portal: Portal, url: str) -> Iterator[dict[str, Any]]:
    seen = set()
    while url:
        if url in seen:
            raise ValueError(f"the pages go round at {url}")
        seen.add(url)
        page = portal.get(url).json()
        yield from page["data"]
        url = page["links"].get("next", "")


def _references(each: Any) -> Iterator[str]:
    """Find the objects of the endpoint that an object names; addresses of lists are none."""
    if isinstance(each, dict):
        for value in each.values():
            yield from _references(value)
    elif isinstance(each, list):
        for value in each:
            yield from _references(value)
    elif isinstance(each, str) and "/oparl/v1/" in each and each.rpartition("/")[2].isdigit():
        yield each


def package(portal: Portal, _schemas: Path) -> Problems:
    """Take the nightly files home, hold them against their sums, have frictionless judge them, open the database."""
    said = portal.get("/dane/pelne/datapackage.json").json()
    portal.save("/dane/pelne/datapackage.json", "datapackage.json")
    for line in portal.get("/dane/pelne/SHA256SUMS").text.splitlines():
        sum_of, _space, name = line.partition("  ")
        path = portal.save(f"/dane/pelne/{name}", name)
        if hashlib.sha256(path.read_bytes()).hexdigest() != sum_of:
            yield f"{name} has another sum than SHA256SUMS says"
    for each in said["resources"]:
        content = (portal.directory / each["path"]).read_bytes()
        if each["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}" or each["bytes"] != len(content):
            yield f"{each['path']} has another sum or size than the package says"
    yield from _run([BIN / "frictionless", "validate", "datapackage.json"], portal.directory)


def datasette(portal: Portal, _schemas: Path) -> Problems:
    """Open the database of the night in Datasette and have it count a table."""
    code = _run([BIN / "datasette", "inspect", "portal.sqlite"], portal.directory)
    yield from code
    asked = [BIN / "datasette", "portal.sqlite", "--get", "/portal.json?sql=select+count(*)+as+n+from+council_vote"]
    done = subprocess.run(list(map(str, asked)), cwd=portal.directory, capture_output=True, text=True, check=False)
    if done.returncode or not json.loads(done.stdout)["rows"]:
        yield f"Datasette answers no question: {(done.stdout + done.stderr)[-300:]}"


def standards(portal: Portal, conformance: Path) -> Problems:
    """Have the nightly documents, and the first pages of the interfaces, judged as Popolo and OCDS."""
    for name in ("popolo", "ocds"):
        packed = portal.directory / f"{name}.json.gz"
        if packed.exists():
            (portal.directory / f"{name}.json").write_bytes(gzip.decompress(packed.read_bytes()))
    yield from _run([sys.executable, conformance / "popolo_check.py", "popolo.json"], portal.directory)
    files = ["ocds.json"] if (portal.directory / "ocds.json").exists() else []
    for name in ("umowy", "ogloszenia"):
        found = portal.session.get(portal.here(f"/dane/ocds/{name}.json"), timeout=TIMEOUT)
        if found.ok:
            (portal.directory / f"{name}.json").write_bytes(found.content)
            files.append(f"{name}.json")
    rows = portal.get("/api/v1/spending.contract/?limit=50").json()["items"]
    for row in [each for each in rows if each["kind"] == "contract"][:3]:
        yield from _record(portal.get(f"/dane/ocds/rekordy/{row['id']}.json").json(), conformance)
    print(f"  OCDS: records of 3 contracts at most, {', '.join(files) or 'no package to judge'}")
    if files:
        yield from _run([sys.executable, conformance / "ocds_check.py", *files], portal.directory)


def _record(package: dict[str, Any], conformance: Path) -> Problems:
    """Judge a package of records by the standard's own schemas; libcoveocds would ask the network for one of them."""
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    [archive] = (conformance / "schemas" / "ocds").glob("*.zip")
    with zipfile.ZipFile(archive) as file:
        names = [each for each in file.namelist() if re.fullmatch(r"[^/]+/schema/[a-z-]+-schema\.json", each)]
        texts = [file.read(each).decode().replace("{{version}}", "1.1").replace("{{lang}}", "en") for each in names]
    schemas = {each["id"]: each for each in map(json.loads, texts) if "id" in each}
    registry: Any = Registry().with_resources(
        (url, Resource(contents=each, specification=DRAFT4)) for url, each in schemas.items()
    )
    [whole] = [each for url, each in schemas.items() if url.endswith("record-package-schema.json")]
    for error in jsonschema.Draft4Validator(whole, registry=registry).iter_errors(package):
        yield f"{package['uri']}: {'/'.join(map(str, error.absolute_path))} {error.message[:120]}"


def catalogue(portal: Portal, shapes: Path) -> Problems:
    """Hold the catalogue against shapes of DCAT-AP 3."""
    from pyshacl import validate

    text = portal.get("/katalog.ttl").text
    conforms, _graph, told = validate(
        text, data_graph_format="turtle", shacl_graph=str(shapes), shacl_graph_format="turtle"
    )
    if not conforms:
        yield str(told)[:2000]


def pages(portal: Portal, _schemas: Path) -> Problems:
    """Read the sitemap's index and of each sitemap some pages: JSON-LD, canonical address, other languages."""
    index = ElementTree.fromstring(portal.get("/sitemap.xml").content)
    maps = [each.text or "" for each in index.iter() if each.tag.endswith("}loc")]
    count = 0
    for one in maps:
        found = [
            each.text or ""
            for each in ElementTree.fromstring(portal.get(one).content).iter()
            if each.tag.endswith("}loc")
        ]
        count += len(found)
        for url in found[:: max(1, len(found) * len(maps) // MOST_SAMPLES)]:
            yield from _page(portal, url)
    print(f"  {count} addresses in {len(maps)} sitemaps")


def _page(portal: Portal, url: str) -> Problems:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(portal.get(url).text, "html.parser")
    canonical = page.find("link", rel="canonical")
    if not canonical or urlsplit(str(canonical["href"])).path != urlsplit(url).path:
        yield f"{url}: its canonical address is {canonical}"
    languages = {str(each["hreflang"]) for each in page.find_all("link", rel="alternate", hreflang=True)}
    if not {"pl", "en"} <= languages:
        yield f"{url}: hreflang says {sorted(languages)}"
    blocks = page.find_all("script", type="application/ld+json")
    if not blocks:
        yield f"{url}: no JSON-LD"
    for each in blocks:
        said = json.loads(each.get_text())
        if "schema.org" not in str(said.get("@context")):
            yield f"{url}: JSON-LD without the context of schema.org"


def interface(portal: Portal, examples: int) -> Problems:
    """Have schemathesis ask every operation of the interface by its own description."""
    asked = [BIN / "schemathesis", "run", portal.here("/api/v1/openapi.json"), "--url", portal.here("/api/v1")]
    more = ["--checks", "all", "--max-examples", str(examples), "--phases", "examples,coverage,fuzzing"]
    yield from _run([*asked, *more, "--request-timeout", "60", "--continue-on-failure"], portal.directory)


def _run(command: list[Any], directory: Path) -> Problems:
    done = subprocess.run(list(map(str, command)), cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"{Path(command[0]).name} {command[1]}: {(done.stdout + done.stderr)[-3000:]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--conformance", type=Path)
    parser.add_argument("--shapes", type=Path)
    parser.add_argument("--api", type=int, default=0)
    said = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as directory:
        portal = Portal(said.base, Path(directory))
        judges: list[tuple[str, Callable[[], Problems]]] = [
            ("data package", lambda: package(portal, HERE)),
            ("SQLite in Datasette", lambda: datasette(portal, HERE)),
            ("sitemap, JSON-LD, canonical, hreflang", lambda: pages(portal, HERE)),
        ]
        if said.conformance:
            schemas = said.conformance.resolve()
            judges += [
                ("Popolo, OCDS", lambda: standards(portal, schemas)),
                ("OParl", lambda: oparl(portal, schemas / "schemas" / "oparl-1.1")),
            ]
        else:
            print("left out: OParl, Popolo, OCDS (no --conformance)")
        if said.shapes:
            judges.append(("DCAT-AP", lambda: catalogue(portal, said.shapes)))
        else:
            print("left out: DCAT-AP (no --shapes)")
        if said.api:
            judges.append(("schemathesis", lambda: interface(portal, said.api)))
        for name, judge in judges:
            try:
                found = list(judge())
            except Exception as failure:  # a judge that breaks down has not passed
                found = [f"{type(failure).__name__}: {failure}"]
            bad += len(found)
            print(f"{name}: {'passed' if not found else f'{len(found)} problems'}", flush=True)
            for each in found[:MOST_TOLD]:
                print(f"  {each}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
