"""The description of the interface (OpenAPI 3.1), made of the same columns and filters that its answers are made of."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.cities import profile
from watchdog.exports.columns import columns_of
from watchdog.exports.writers import LICENCE, LICENCE_URL
from watchdog.opendata.api.items import Json
from watchdog.opendata.api.parameters import parameters
from watchdog.records import RecordType

VALUE = ["string", "integer", "boolean", "array", "null"]
"""Amounts are texts, because a number of JSON may be rounded on its way; days and moments are texts of ISO 8601."""
TEXT: Json = {"type": "string"}
URL: Json = {"type": "string", "format": "uri"}


def described(kinds: Mapping[str, RecordType], base: str) -> Json:
    paths: Json = {"/": {"get": _index()}, "/openapi.json": {"get": _itself()}}
    for kind in kinds.values():
        paths[f"/{kind.kind}/"] = {"get": _list(kind)}
        paths[f"/{kind.kind}/{{number}}/"] = {"get": _record(kind)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": profile(settings.CITY).portal,
            "version": "1",
            "description": _(
                "The portal's lists with their filters, by pages, and single records; nothing is written."
            ),
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": base + reverse("api:index").rstrip("/")}],
        "paths": paths,
        "components": {"schemas": _schemas(kinds), "responses": _responses()},
    }


def _index() -> Json:
    schema = _object({"licence": _ref("licence"), "description": URL, "lists": _array(_ref("list"))})
    return {"operationId": "index", "summary": _("Every list"), "responses": _answers(schema)}


def _itself() -> Json:
    return {"operationId": "openapi", "summary": _("This description"), "responses": _answers({"type": "object"})}


def _list(kind: RecordType) -> Json:
    total = _object({"count": {"type": "integer", "minimum": 0}, "more": {"type": "boolean"}})
    schema = _object(
        {
            "kind": {"const": kind.kind},
            "title": TEXT,
            "licence": _ref("licence"),
            "links": {"type": "object", "additionalProperties": URL, "required": ["self"]},
            "total": total,
            "items": _array(_ref(kind.kind)),
        }
    )
    return {
        "operationId": f"{kind.kind}.list",
        "summary": str(kind.plural),
        "parameters": parameters(kind),
        "responses": _answers(schema, "400", "404"),
    }


def _record(kind: RecordType) -> Json:
    number = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
    schema = _object({"kind": {"const": kind.kind}, "licence": _ref("licence"), "item": _ref(kind.kind)})
    return {
        "operationId": f"{kind.kind}.record",
        "summary": str(kind.singular),
        "parameters": [{"name": "number", "in": "path", "required": True, "schema": number}],
        "responses": _answers(schema, "404"),
    }


def _answers(schema: Json, *refusals: str) -> Json:
    headers = {name: {"schema": TEXT} for name in ("ETag", "Last-Modified")}
    content = {"application/json": {"schema": schema}}
    return {
        "200": {"description": _("Found"), "headers": headers, "content": content},
        "304": {"description": _("Nothing has changed since")},
        **{status: {"$ref": "#/components/responses/errors"} for status in (*refusals, "429")},
    }


def _responses() -> Json:
    content = {"application/json": {"schema": _object({"errors": _array(TEXT)})}}
    return {"errors": {"description": _("What is wrong, in sentences"), "content": content}}


def _schemas(kinds: Mapping[str, RecordType]) -> Json:
    shared = {
        "licence": _object({"name": TEXT, "url": URL, "attribution": TEXT}),
        "list": _object({"kind": TEXT, "title": TEXT, "url": URL, "page": URL}),
    }
    return {**shared, **{name: _columns(kind) for name, kind in kinds.items()}}


def _columns(kind: RecordType) -> Json:
    values = {each.name: {"description": str(each.label), "type": VALUE} for each in columns_of(kind)}
    return _object({"self": URL, **values})


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}
