"""The format of project definitions: read, checked, given as plain data.

What a project is (partners, territories, work packages, results, words and rules of its own) is
written in one TOML file; docs/project-definition.md tells every key. No database, no network, no
models: `load` gives frozen dataclasses or raises every problem of the file at once.
"""

from accanto.network.definitions.asked import AskedField, LetterTemplate, Option, Paper, ShowIf
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
    Tutoring,
    WorkPackageFacts,
)
from accanto.network.definitions.problems import DefinitionErrors, Problem
from accanto.network.definitions.text import Text

__all__ = [
    "MAX_BYTES",
    "Action",
    "AreaUse",
    "AskedField",
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
    "LetterTemplate",
    "Named",
    "Offer",
    "Option",
    "Outreach",
    "Paper",
    "Partner",
    "Paths",
    "PlanName",
    "Problem",
    "ProjectDefinition",
    "ProjectFacts",
    "ShowIf",
    "Support",
    "TerritoryFacts",
    "Text",
    "Tutoring",
    "WorkPackageFacts",
    "builtin_files",
    "load",
]
