"""Who offers services: HSDS organization, organization_identifier, program, funding, url."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.scoping import RowScope
from accanto.directory.models.base import Entry, Visibility, line, long_text, part_of
from accanto.directory.scopes import entry_scope


class Organization(Entry):
    """Anyone who offers something: a public office, an association, a parish (HSDS `organization`)."""

    scope: ClassVar[RowScope | None] = entry_scope
    hsds: ClassVar[str] = "organization"

    name = models.CharField(_("name"), max_length=300)
    alternate_name = line(_("other name"))
    description = long_text(_("what it is"))
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    tax_status = line(_("tax status"))  # deprecated in HSDS, kept for exchange
    tax_id = line(_("tax code"))  # deprecated in HSDS, kept for exchange
    year_incorporated = models.PositiveIntegerField(_("founded in"), null=True, blank=True)
    legal_status = line(_("legal form"))
    logo = line(_("logo"), 500)
    uri = models.URLField(_("permanent address"), max_length=500, blank=True)
    parent_organization = part_of("self", "children", verbose_name=_("part of"))
    #: Ours: the same organisation in the network, where it takes part in projects.
    network_organisation = models.OneToOneField(
        "network.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="directory_entry",
        verbose_name=_("organisation in the network"),
    )
    visibility = models.CharField(
        _("who reads it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "id")
        indexes = [models.Index(fields=["name", "id"]), models.Index(fields=["updated_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organization_detail", args=[self.pk])


class OrganizationIdentifier(Entry):
    """A number under which an organization is known: tax code, RUNTS, … (HSDS `organization_identifier`)."""

    scope_parent: ClassVar[str | None] = "organization"
    hsds: ClassVar[str] = "organization_identifier"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="identifiers")
    identifier_scheme = line(_("scheme"))
    identifier_type = models.CharField(_("kind of number"), max_length=300)
    identifier = models.CharField(_("number"), max_length=300)

    def __str__(self) -> str:
        return f"{self.identifier_type}: {self.identifier}"


class Program(Entry):
    """A programme that groups services (HSDS `program`)."""

    scope_parent: ClassVar[str | None] = "organization"
    hsds: ClassVar[str] = "program"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="programs")
    name = models.CharField(_("name"), max_length=300)
    alternate_name = line(_("other name"))
    description = long_text(_("description"))

    def __str__(self) -> str:
        return self.name


class Funding(Entry):
    """Where the money comes from (HSDS `funding`)."""

    scope_parents: ClassVar[tuple[str, ...]] = ("organization", "service")
    hsds: ClassVar[str] = "funding"

    organization = part_of("directory.Organization", "funding")
    service = part_of("directory.Service", "funding")
    source = line(_("source"))

    def __str__(self) -> str:
        return self.source


class Url(Entry):
    """A further address on the web (HSDS `url`)."""

    scope_parents: ClassVar[tuple[str, ...]] = ("organization", "service")
    hsds: ClassVar[str] = "url"

    organization = part_of("directory.Organization", "additional_websites")
    service = part_of("directory.Service", "additional_urls")
    label = line(_("label"))
    url = models.URLField(_("address"), max_length=500)

    def __str__(self) -> str:
        return self.label or self.url
