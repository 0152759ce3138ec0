"""The OpenAPI 3.1 description: operations from where they are declared, schemas from the tables' declaration."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from accanto.api.profile import schema_of
from accanto.api.site import api
from accanto.directory.exchange.tables import TABLES, Table

_JSON = "application/json"
#: Operation's tag -> the table of which it gives documents.
_OF = {"service", "organization", "service_at_location", "taxonomy", "taxonomy_term"}


@lru_cache(maxsize=4)
def openapi(server: str) -> dict[str, Any]:
    """The whole description, for an API at this address."""
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    document["openapi"] = "3.1.0"
    document["servers"] = [{"url": server}]
    schemas = {table.name: _schema(table) for table in TABLES.values()}
    schemas["organization"]["properties"]["services"] = {
        "type": "array",
        "items": {"$ref": "#/components/schemas/service"},
    }
    schemas["service_at_location"]["properties"]["service"] = {"$ref": "#/components/schemas/service"}
    schemas["Problem"] = _PROBLEM
    components = document.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **schemas}
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            operation["responses"] = _responses(path, method, operation)
            if "writing" in operation["tags"]:
                operation["security"] = [{"token": []}]
                if method != "delete":
                    operation["requestBody"] = _body(method)
    return document


def _schema(table: Table) -> dict[str, Any]:
    """One table as its documents are: columns, and what is nested in them."""
    properties: dict[str, Any] = {column.name: schema_of(column) for column in table.columns}
    for nest in table.nests:
        one = {"$ref": f"#/components/schemas/{nest.table}"}
        properties[nest.name] = {"type": "array", "items": one} if nest.many else one
    return {"type": "object", "properties": properties, "required": ["id"]}


_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"path": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_PAGE = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer", "size": "integer",
    "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip


def _responses(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object"}
    name = operation["tags"][0]
    if name in _OF and "{id}" not in path:
        items = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
        properties = {key: {"type": kind} for key, kind in _PAGE.items()} | {"contents": items}
        schema = {"type": "object", "properties": properties, "required": [*properties]}
    elif name in _OF or name == "writing":
        schema = {"$ref": f"#/components/schemas/{name if name in _OF else 'service'}"}
    kind = "application/zip" if path.endswith(".zip") else _JSON
    content = (
        {kind: {"schema": schema}}
        if kind == _JSON
        else {kind: {"schema": {"type": "string", "format": "binary"}}}
    )
    good = {"description": "As asked", "content": content}
    found: dict[str, Any] = {"204": {"description": "Deleted"}} if method == "delete" else {"200": good}
    if name == "writing" and method in ("post", "put"):
        found["201"] = good
    refused = [400, 404, 405, 413, 414] + ([401, 403, 409, 422, 429] if name == "writing" else [])
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return (
        found
        | {"304": {"description": "Nothing changed"}}
        | {str(code): {"description": "Refused", "content": problem} for code in refused}
    )


def _body(method: str) -> dict[str, Any]:
    kind = "application/merge-patch+json" if method == "patch" else _JSON
    schema: dict[str, Any] = (
        {"type": "object"} if method == "patch" else {"$ref": "#/components/schemas/service"}
    )
    return {"required": True, "content": {kind: {"schema": schema}}}


def operations() -> list[dict[str, Any]]:
    """Each operation for the page: method, address, words, parameters."""
    found = []
    for path, methods in openapi("").get("paths", {}).items():
        for method, operation in methods.items():
            if method == "post" and "writing" not in operation["tags"]:
                continue
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "description": operation.get("description", ""),
                    "parameters": [each["name"] for each in operation.get("parameters", [])],
                    "writes": "writing" in operation["tags"],
                }
            )
    return found
