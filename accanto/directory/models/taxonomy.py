"""What it is about: HSDS taxonomy, taxonomy_term, attribute."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.scoping import RowScope
from accanto.directory.models.base import Entry, line, long_text, part_of
from accanto.directory.scopes import vocabulary_scope

#: Taxonomies that we ship, by their `key`.
AREAS, FOR_WHOM, ACCESS, DOCUMENTS = "areas", "for-whom", "access", "documents"


class Taxonomy(Entry):
    """A vocabulary (HSDS `taxonomy`). Those that we ship have a `key`."""

    scope: ClassVar[RowScope | None] = vocabulary_scope
    hsds: ClassVar[str] = "taxonomy"

    name = models.CharField(_("name"), max_length=300)
    description = long_text(_("description"))
    uri = models.URLField(_("permanent address"), max_length=500, blank=True)
    version = line(_("version"))
    key = models.SlugField(max_length=40, null=True, blank=True, unique=True)

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(Entry):
    """A word of a vocabulary (HSDS `taxonomy_term`).

    In the taxonomy of areas, `code` of a top term is an Area of core.words; its children refine it.
    `names` are its names by language ({"it": …, "ar": …}); `name` is the one of `language`.
    """

    scope: ClassVar[RowScope | None] = vocabulary_scope
    hsds: ClassVar[str] = "taxonomy_term"

    code = line(_("code"))
    name = models.CharField(_("name"), max_length=300)
    description = long_text(_("description"))
    parent = part_of("self", "children")
    taxonomy = line(_("taxonomy"))  # HSDS: name of the taxonomy where it has no row of its own
    language = line(_("language"), 10)
    taxonomy_row = part_of("directory.Taxonomy", "terms")  # HSDS `taxonomy_id`, `taxonomy_detail`
    term_uri = models.URLField(_("permanent address"), max_length=500, blank=True)
    names = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("code", "id")
        indexes = [models.Index(fields=["code"])]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """Its name in a language, or in its own."""
        return str(self.names.get(language) or self.name)


class Attribute(Entry):
    """A term said of an entry (HSDS `attribute`): `link_entity` and `link_id` tell which.

    The root keys tell below which entry it is read: for a term said of a phone of a service,
    `service` is set and `link_entity` is "phone".
    """

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "organization", "location")
    hsds: ClassVar[str] = "attribute"

    link_id = models.UUIDField()
    link_entity = models.CharField(max_length=40)
    link_type = line("", 100)
    taxonomy_term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="attributes")
    value = line("", 1000)
    label = line("", 300)
    service = part_of("directory.Service", "attributes")
    organization = part_of("directory.Organization", "attributes")
    location = part_of("directory.Location", "attributes")

    class Meta:
        indexes = [
            models.Index(fields=["link_entity", "link_id"]),
            models.Index(fields=["taxonomy_term", "service"]),
        ]

    def __str__(self) -> str:
        return str(self.taxonomy_term)
