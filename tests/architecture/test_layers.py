"""String foreign keys obey the same direction as imports (import-linter cannot see them)."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def _levels() -> dict[str, int]:
    """Room -> height, from the contract in pyproject.toml (the bottom is 0)."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in contracts if each.get("exhaustive"))
    return {room.strip(): height for height, line in enumerate(reversed(layers)) for room in line.split("|")}


def _upward_keys(levels: dict[str, int]) -> list[str]:
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("accanto."):
            continue
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target is None or not target.__module__.startswith("accanto."):
                continue
            own, other = model._meta.app_label, target._meta.app_label
            if own != other and levels[other] >= levels[own]:
                found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return found


def test_foreign_keys_point_down() -> None:
    assert _upward_keys(_levels()) == []


def test_an_upward_key_would_be_found() -> None:
    upside_down = {room: -height for room, height in _levels().items()}
    assert any("cases.Case.person" in key for key in _upward_keys(upside_down))
