"""The tables of HSDS 3.2.3, each declared once: columns, nesting, file. JSON and CSV, out and in, read this.

Human Services Data Specification: an Open Referral resource (https://openreferral.org/), CC BY-SA 4.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models as fields

from accanto.directory import models


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in HSDS, the field of ours that holds it."""

    name: str
    field: fields.Field[Any, Any]
    required: bool
    ours: bool

    @property
    def attr(self) -> str:
        return str(self.field.attname)

    @property
    def derived(self) -> bool:
        """Worked out here: it is given to others, and never taken from them."""
        return not (self.field.editable or self.field.primary_key)

    @property
    def target(self) -> str:
        """The table that the column's key points into; empty for other columns."""
        model = self.field.remote_field.model if isinstance(self.field, fields.ForeignKey) else None
        return str(getattr(model, "hsds", ""))


@dataclass(frozen=True)
class Nest:
    """What stands within a row in JSON.

    Of a *one*, the row's column `via` has the key; of *many*, their column `via` has the row's. `only`
    narrows the many to rows with this value in this column, where HSDS 3.3 asks for it.
    """

    name: str
    table: str
    via: str
    many: bool = True
    only: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """One table. `parents` are the columns that say what a part is part of, most telling first."""

    name: str
    model: type[Any]  # an Entry
    file: str
    hsds_columns: str
    our_columns: str = ""
    nests: tuple[Nest, ...] = ()
    parents: tuple[str, ...] = ()
    #: Columns by which an entry without an identifier is known again.
    key: tuple[str, ...] = ("name",)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        said = [(word, False) for word in self.hsds_columns.split()]
        said += [(word, True) for word in self.our_columns.split()]
        return tuple(self._column(word, ours) for word, ours in said)

    def _column(self, word: str, ours: bool) -> Column:
        """`name`, `name*` (required) or `name=ours` (another field of ours)."""
        name, _, other = word.rstrip("*").partition("=")
        wanted = other or name
        field = next(each for each in self.model._meta.concrete_fields if wanted in (each.name, each.attname))
        return Column(name, field, word.endswith("*"), ours)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def nest_by_name(self) -> dict[str, Nest]:
        return {nest.name: nest for nest in self.nests}

    @property
    def is_part(self) -> bool:
        return bool(self.parents)


def _nests(*words: str, via: str = "", only: tuple[str, str] | None = None) -> tuple[Nest, ...]:
    """`name:table` for many, `name=table:column` for one."""
    found = []
    for word in words:
        if "=" in word:
            name, _, rest = word.partition("=")
            table, _, column = rest.partition(":")
            found.append(Nest(name, table, column, many=False))
        else:
            name, _, table = word.partition(":")
            found.append(Nest(name, table or name, via, only=only))
    return tuple(found)


#: Said of anything: found by the identifier of what they are said of.
_SAID = (Nest("attributes", "attribute", "link_id"), Nest("metadata", "metadata", "resource_id"))
_TEXTS = "translations:translation"
_ROOTS = ("service_id", "location_id", "organization_id")

_ALL = (
    Table("taxonomy", models.Taxonomy, "taxonomies.csv", "id* name* description* uri version", "key"),
    Table(
        "taxonomy_term",
        models.TaxonomyTerm,
        "taxonomy_terms.csv",
        "id* code name* description* parent_id taxonomy language taxonomy_id=taxonomy_row_id term_uri",
        "names",
        _nests("taxonomy_detail=taxonomy:taxonomy_id"),
        key=("taxonomy_id", "parent_id", "code", "name"),
    ),
    Table("unit", models.Unit, "units.csv", "id* name* scheme identifier uri", key=("scheme", "name")),
    Table(
        "meta_table_description",
        models.MetaTableDescription,
        "meta_table_descriptions.csv",
        "id* name language character_set",
    ),
    Table(
        "organization",
        models.Organization,
        "organizations.csv",
        "id* name* alternate_name description* email website tax_status tax_id year_incorporated legal_status"
        " logo uri parent_organization_id",
        nests=_nests(
            "funding",
            "contacts:contact",
            "phones:phone",
            "locations:location",
            "programs:program",
            "organization_identifiers:organization_identifier",
            "additional_websites:url",
            _TEXTS,
            via="organization_id",
        )
        + _SAID,
    ),
    Table(
        "program",
        models.Program,
        "programs.csv",
        "id* organization_id* name* alternate_name description*",
        nests=_SAID,
        parents=("organization_id",),
    ),
    Table(
        "location",
        models.Location,
        "locations.csv",
        "id* location_type* url organization_id name alternate_name description transportation latitude"
        " longitude external_identifier external_identifier_type",
        "municipality=municipality_id",
        _nests(
            "languages:language",
            "addresses:address",
            "contacts:contact",
            "accessibility",
            "phones:phone",
            "schedules:schedule",
            _TEXTS,
            via="location_id",
        )
        + _SAID,
        key=("name", "external_identifier", "latitude", "longitude", "municipality"),
    ),
    Table(
        "service",
        models.Service,
        "services.csv",
        "id* organization_id* program_id name* alternate_name description url email status*"
        " interpretation_services application_process fees_description wait_time fees accreditations"
        " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert"
        " last_modified",
        "kind source_language available_from available_until check_again_by",
        _nests(
            "organization=organization:organization_id",
            "program=program:program_id",
            "phones:phone",
            "schedules:schedule",
            "service_areas:service_area",
            "service_at_locations:service_at_location",
            "languages:language",
            "funding",
            "cost_options:cost_option",
            "required_documents:required_document",
            "contacts:contact",
            "capacities:service_capacity",
            "additional_urls:url",
            _TEXTS,
            via="service_id",
        )
        + _SAID,
        key=("organization_id", "name"),
    ),
    Table(
        "service_at_location",
        models.ServiceAtLocation,
        "service_at_location.csv",
        "id* service_id* location_id* description",
        nests=_nests(
            "location=location:location_id",
            "service_areas:service_area",
            "contacts:contact",
            "phones:phone",
            "schedules:schedule",
            via="service_at_location_id",
        )
        + _SAID,
        parents=("service_id",),
        key=("service_id", "location_id"),
    ),
    Table(
        "contact",
        models.Contact,
        "contacts.csv",
        "id* organization_id service_id service_at_location_id location_id name title department email",
        nests=_nests("phones:phone", via="contact_id") + _SAID,
        parents=("service_id", "service_at_location_id", "location_id", "organization_id"),
        key=("name", "title", "department", "email"),
    ),
    Table(
        "phone",
        models.Phone,
        "phones.csv",
        "id* location_id service_id organization_id contact_id service_at_location_id number* extension type"
        " description",
        nests=_nests("languages:language", via="phone_id") + _SAID,
        parents=("service_id", "service_at_location_id", "location_id", "organization_id", "contact_id"),
        key=("number", "extension", "type"),
    ),
    Table(
        "language",
        models.Language,
        "languages.csv",
        "id* service_id location_id phone_id name code note",
        nests=_SAID,
        parents=("service_id", "location_id", "phone_id"),
        key=("code", "name"),
    ),
    Table(
        "address",
        models.Address,
        "addresses.csv",
        "id* location_id attention address_1* address_2 city* region state_province* postal_code* country*"
        " address_type*",
        nests=_SAID,
        parents=("location_id",),
        key=("address_type", "address_1", "city"),
    ),
    Table(
        "accessibility",
        models.Accessibility,
        "accessibility.csv",
        "id* location_id description details url",
        nests=_SAID,
        parents=("location_id",),
        key=("description",),
    ),
    Table(
        "schedule",
        models.Schedule,
        "schedules.csv",
        "id* service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count"
        " wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
        " attending_type notes",
        "zone group kind holidays by_appointment",
        _SAID,
        ("service_id", "service_at_location_id", "location_id"),
        ("valid_from", "dtstart", "freq", "byday", "bymonthday", "opens_at", "closes_at", "description"),
    ),
    Table(
        "funding",
        models.Funding,
        "funding.csv",
        "id* organization_id service_id source",
        nests=_SAID,
        parents=("service_id", "organization_id"),
        key=("source",),
    ),
    Table(
        "service_area",
        models.ServiceArea,
        "service_areas.csv",
        "id* service_id service_at_location_id name description extent extent_type uri",
        nests=_SAID,
        parents=("service_id", "service_at_location_id"),
    ),
    Table(
        "required_document",
        models.RequiredDocument,
        "required_documents.csv",
        "id* service_id document uri",
        nests=_SAID,
        parents=("service_id",),
        key=("document",),
    ),
    Table(
        "cost_option",
        models.CostOption,
        "cost_options.csv",
        "id* service_id* valid_from valid_to option currency amount amount_description",
        nests=_SAID,
        parents=("service_id",),
        key=("option", "amount", "valid_from", "amount_description"),
    ),
    Table(
        "organization_identifier",
        models.OrganizationIdentifier,
        "organization_identifiers.csv",
        "id* organization_id* identifier_scheme identifier_type* identifier*",
        nests=_SAID,
        parents=("organization_id",),
        key=("identifier_scheme", "identifier_type", "identifier"),
    ),
    Table(
        "service_capacity",
        models.ServiceCapacity,
        "service_capacity.csv",
        "id* service_id* unit_id* available* maximum description updated*",
        nests=_nests("unit=unit:unit_id") + _SAID,
        parents=("service_id",),
        key=("unit_id", "description"),
    ),
    Table(
        "url",
        models.Url,
        "url.csv",
        "id* label url* organization_id service_id",
        nests=_SAID,
        parents=("service_id", "organization_id"),
        key=("url",),
    ),
    Table(
        "translation",
        models.Translation,
        "translations.csv",
        "",
        "id* service_id organization_id location_id field* language* text* state source_digest stale",
        parents=_ROOTS,
        key=("field", "language"),
    ),
    Table(
        "attribute",
        models.Attribute,
        "attributes.csv",
        "id* link_id* taxonomy_term_id* link_type link_entity* value label",
        nests=_nests("taxonomy_term=taxonomy_term:taxonomy_term_id") + _SAID[1:],
        parents=_ROOTS,
        key=("taxonomy_term_id", "link_type", "value"),
    ),
    Table(
        "metadata",
        models.Metadata,
        "metadata.csv",
        "id* resource_id* resource_type* last_action_date* last_action_type* field_name* previous_value*"
        " replacement_value* updated_by*",
        parents=_ROOTS,
        key=("last_action_date", "field_name", "replacement_value"),
    ),
)

#: By name, in the order in which rows are loaded and written: what is referred to comes first.
TABLES: dict[str, Table] = {table.name: table for table in _ALL}
BY_FILE: dict[str, Table] = {table.file: table for table in _ALL}
#: Tables whose rows are said of any other row, and the column that tells of which.
LINKS = {nest.table: nest.via for nest in _SAID}
#: Entries that stand by themselves, in the order in which an import takes them.
ROOTS = tuple(table.name for table in _ALL if not table.is_part)
