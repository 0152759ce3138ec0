"""Asks the schemas of HSDS whether a document is one of theirs."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HSDS = Path(__file__).resolve().parents[1] / "data" / "hsds"


def example(name: str) -> Any:
    return json.loads((HSDS / "examples" / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def schemas() -> dict[str, Any]:
    files = (HSDS / "schema").glob("*.json")
    return {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in files if path.stem != "openapi"
    }


@lru_cache(maxsize=32)
def validator(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        (file, Resource.from_contents(schema, default_specification=DRAFT202012))
        for file, schema in schemas().items()
    )
    return Draft202012Validator(schemas()[f"{name}.json"], registry=registry, format_checker=FormatChecker())


def faults(name: str, document: Any) -> list[str]:
    """What the schema of a table says against a document."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]


def ordered(data: Any) -> Any:
    """The same document whatever the order of its lists, and of the ways to write a moment."""
    if isinstance(data, dict):
        return {key: ordered(value) for key, value in data.items()}
    if isinstance(data, list):
        return sorted((ordered(each) for each in data), key=lambda each: json.dumps(each, sort_keys=True))
    return data
