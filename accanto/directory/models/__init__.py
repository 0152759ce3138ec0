from accanto.directory.models.base import Visibility
from accanto.directory.models.check import Check, ConfirmationLink, Correction, Feedback
from accanto.directory.models.contact import Contact, Language, Phone
from accanto.directory.models.exchange import ImportBatch, ImportRow, Published
from accanto.directory.models.leaflet import Distribution, Leaflet, LeafletService
from accanto.directory.models.location import Accessibility, Address, Location, ServiceAtLocation
from accanto.directory.models.metadata import Metadata, MetaTableDescription
from accanto.directory.models.organization import Funding, Organization, OrganizationIdentifier, Program, Url
from accanto.directory.models.schedule import Schedule
from accanto.directory.models.search import EmptySearch, SearchEntry, SearchSlot, SearchWord, SynonymGroup
from accanto.directory.models.service import (
    CostOption,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceCapacity,
    Unit,
)
from accanto.directory.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm
from accanto.directory.models.text import Translation

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Check",
    "ConfirmationLink",
    "Contact",
    "Correction",
    "CostOption",
    "Distribution",
    "EmptySearch",
    "Feedback",
    "Funding",
    "ImportBatch",
    "ImportRow",
    "Language",
    "Leaflet",
    "LeafletService",
    "Location",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "Published",
    "RequiredDocument",
    "Schedule",
    "SearchEntry",
    "SearchSlot",
    "SearchWord",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "SynonymGroup",
    "Taxonomy",
    "TaxonomyTerm",
    "Translation",
    "Unit",
    "Url",
    "Visibility",
]
