from accanto.network.models.coordination import CoordinationGroup, CoordinationMeeting, CoordinationMember
from accanto.network.models.organisation import Organisation, OrganisationKind
from accanto.network.models.partnership import PartnerRole, Partnership
from accanto.network.models.project import (
    CatalogueAction,
    ExpectedResult,
    Project,
    ProjectTerritory,
    WorkPackage,
    in_language,
)
from accanto.network.models.territory import Municipality, Territory, TerritoryMunicipality
from accanto.network.models.version import ProjectVersion

__all__ = [
    "CatalogueAction",
    "CoordinationGroup",
    "CoordinationMeeting",
    "CoordinationMember",
    "ExpectedResult",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "PartnerRole",
    "Partnership",
    "Project",
    "ProjectTerritory",
    "ProjectVersion",
    "Territory",
    "TerritoryMunicipality",
    "WorkPackage",
    "in_language",
]
