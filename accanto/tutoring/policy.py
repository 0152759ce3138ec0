"""The rules by which tutors are proposed in a project: its definition's, else the usual."""

from __future__ import annotations

from dataclasses import asdict

from accanto.network.models import Project
from accanto.tutoring.matching.problem import Policy, Weights


def policy_of(project: Project) -> Policy:
    """Of `[tutoring.matching]` (validated when the definition was read); what is left out is as usual."""
    told = (project.definition.get("tutoring") or {}).get("matching") or {}
    usual = Policy()
    weights = Weights(**(told.get("weights") or asdict(usual.weights)))

    def number(name: str) -> int:
        value = told.get(name)
        return getattr(usual, name) if value is None else int(value)

    def numbers(name: str) -> tuple[int, ...]:
        value = told.get(name)
        return getattr(usual, name) if value is None else tuple(value)

    return Policy(
        weights=weights,
        tier_days=numbers("tier_days"),
        tier_alone=number("tier_alone"),
        alone_steps=number("alone_steps"),
        bands=numbers("bands"),
        distance_km=number("distance_km"),
        same_province=bool(told.get("same_province")),
    )
