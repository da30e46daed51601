"""The interface for programs says what the lists say, describes itself truly, and tells who asks what is new."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import Settings

from tests.factories.council import ResolutionFactory
from tests.factories.spending import ContractFactory
from watchdog.opendata.kinds import kinds

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
KINDS = {str: "string", bool: "boolean", int: "integer", list: "array", type(None): "null", dict: "object"}


def holds(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Tell whether a value is what a schema of ours says (the few words of JSON Schema that we use)."""
    if "$ref" in schema:
        return holds(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    if "const" in schema:
        return bool(value == schema["const"])
    types = schema.get("type", [])
    if KINDS[type(value)] not in ([types] if isinstance(types, str) else types):
        return False
    if isinstance(value, list) and "items" in schema:
        return all(holds(each, schema["items"], whole) for each in value)
    if isinstance(value, dict):
        inner, more = schema.get("properties", {}), schema.get("additionalProperties")
        fits = set(schema.get("required", [])) <= set(value) and (more is not False or set(value) <= set(inner))
        return fits and all(
            holds(each, inner.get(name) or more or {"type": list(KINDS.values())}, whole)
            for name, each in value.items()
        )
    return True


def test_every_answer_is_what_the_description_says(client: Client) -> None:
    ContractFactory()
    ResolutionFactory()
    whole = client.get("/api/v1/openapi.json").json()

    assert {path.strip("/").partition("/")[0] for path in whole["paths"]} == {*kinds(), "", "openapi.json"}
    for path, methods in whole["paths"].items():
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        if "{number}" not in path:
            answer = client.get(f"/api/v1{path}").json()
            assert holds(answer, schema, whole), path
        for item in answer.get("items", []) if "{number}" not in path else []:
            alone = client.get(item["self"].removeprefix(HOST)).json()
            inner = whole["paths"][f"{path}{{number}}/"]["get"]["responses"]["200"]["content"]["application/json"]
            assert alone["item"] == item
            assert holds(alone, inner["schema"], whole)
    names = {each["name"] for each in whole["paths"]["/spending.contract/"]["get"]["parameters"]}
    assert {"q", "od", "do", "wykonawca", "sort", "limit"} <= names


def test_pages_follow_one_another_and_are_those_of_the_list(client: Client) -> None:
    for year in (2012, 2013, 2014):
        ResolutionFactory(year=year, adopted_on=None)

    seen, following = [], "/api/v1/council.resolution/?limit=2"
    while following:
        page = client.get(following).json()
        seen += [each["year"] for each in page["items"]]
        parts = urlsplit(page["links"].get("next", ""))
        following = f"{parts.path}?{parts.query}" if parts.path else ""

    assert seen == [2014, 2013, 2012]
    assert page["total"] == {"count": 3, "more": False}
    assert client.get("/api/v1/council.resolution/?rok=2013").json()["total"]["count"] == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("council.resolution/?rok=x", 400),
        ("council.resolution/?kto=ja", 400),
        ("spending.contract/?wykonawca=nikt", 404),
        ("spending.contract/?q=!!!", 404),
        ("council.resolution/?limit=0", 400),
        ("council.resolution/?limit=201", 400),
        ("council.resolution/?page=po~x~y~z", 400),
        ("council.resolution/99999999999999999999/", 404),
        ("council.nothing/", 404),
        ("council.nothing/1/", 404),
        ("a/b/c", 404),
    ],
)
def test_what_is_wrong_is_said_as_json(client: Client, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == status
    assert answer.json()["errors"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_doors_tell_who_may_read_how_often_and_what_is_new(client: Client, settings: Settings) -> None:
    settings.PAGES_REMEMBERED = 300
    strict = Client(enforce_csrf_checks=True)
    assert {strict.post(each).status_code for each in ("/api/v1/", "/oparl/v1/people", "/dane/popolo.json")} == {405}
    catalogue = client.get("/katalog.ttl")
    assert catalogue["Access-Control-Allow-Origin"] == client.get("/rada/uchwaly.atom")["Access-Control-Allow-Origin"]
    allowed = client.options("/oparl/v1/people", headers={"Origin": "https://inny.example"})
    assert (allowed.status_code, allowed["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    first = client.get("/api/v1/")
    assert client.get("/api/v1/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "Last-Modified" not in first
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        later = client.get("/api/v1/")
        same = client.get("/api/v1/", headers={"If-Modified-Since": later["Last-Modified"]})
        older = http_date(timezone.now().timestamp() - 3600)
        assert same.status_code == 304
        assert client.get("/api/v1/", headers={"If-Modified-Since": older}).status_code == 200
    settings.OPEN_DATA_A_MINUTE = 0
    refused = client.get("/api/v1/")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    file = client.get("/rada/uchwaly.csv")
    assert file.status_code == 200
    assert file["Link"].endswith('/by/4.0/>; rel="license"')
