"""The format of project definitions: read, checked, given as plain data.

What a project is (partners, territories, work packages, results, words and rules of its own) is
written in one TOML file; docs/project-definition.md tells every key. No database, no network, no
models: `load` gives frozen dataclasses or raises every problem of the file at once.
"""

from accanto.network.definitions.load import MAX_BYTES, builtin_files, load
from accanto.network.definitions.model import (
    Action,
    AreaUse,
    Cadence,
    CheckInRhythm,
    Closed,
    CoordinationGroup,
    Directory,
    Document,
    ExpectedResultFacts,
    Fund,
    GroupMember,
    GroupRules,
    Indicator,
    Named,
    Offer,
    Outreach,
    Partner,
    Paths,
    PlanName,
    ProjectDefinition,
    ProjectFacts,
    Support,
    TerritoryFacts,
    Text,
    Tutoring,
    WorkPackageFacts,
)
from accanto.network.definitions.problems import DefinitionErrors, Problem

__all__ = [
    "MAX_BYTES",
    "Action",
    "AreaUse",
    "Cadence",
    "CheckInRhythm",
    "Closed",
    "CoordinationGroup",
    "DefinitionErrors",
    "Directory",
    "Document",
    "ExpectedResultFacts",
    "Fund",
    "GroupMember",
    "GroupRules",
    "Indicator",
    "Named",
    "Offer",
    "Outreach",
    "Partner",
    "Paths",
    "PlanName",
    "Problem",
    "ProjectDefinition",
    "ProjectFacts",
    "Support",
    "TerritoryFacts",
    "Text",
    "Tutoring",
    "WorkPackageFacts",
    "builtin_files",
    "load",
]
