"""Where: HSDS location, address, accessibility, service_at_location."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.scoping import RowScope
from accanto.directory.models.base import Entry, Visibility, line, long_text, part_of
from accanto.directory.scopes import entry_scope

#: Of an address in Italy; other countries have rules of their own.
ITALY: Final = "IT"
_ITALIAN_POSTAL_CODE = re.compile(r"[0-9]{5}")


class LocationType(models.TextChoices):
    PHYSICAL = "physical", _("A place one goes to")
    POSTAL = "postal", _("A place one writes to")
    VIRTUAL = "virtual", _("On the web or by telephone")


class Location(Entry):
    """A place where services are given (HSDS `location`). A shelter's is for operators alone."""

    scope: ClassVar[RowScope | None] = entry_scope
    hsds: ClassVar[str] = "location"

    location_type = models.CharField(
        _("kind of place"), max_length=10, choices=LocationType.choices, default=LocationType.PHYSICAL
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    organization = part_of("directory.Organization", "locations")
    name = line(_("name"))
    alternate_name = line(_("other name"))
    description = long_text(_("description"))
    transportation = long_text(_("how to get there"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)  # WGS 84, degrees
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    external_identifier = line(_("outside identifier"))
    external_identifier_type = line(_("kind of identifier"))
    #: Ours.
    municipality = models.ForeignKey(
        "network.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="locations",
        verbose_name=_("municipality"),
    )
    visibility = models.CharField(
        _("who reads it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [models.Index(fields=["municipality", "id"])]

    def __str__(self) -> str:
        return self.name or (str(self.municipality) if self.municipality else "")

    def get_absolute_url(self) -> str:
        return reverse("directory:location_detail", args=[self.pk])


class Address(Entry):
    """An address of a place (HSDS `address`). `state_province` is the province's two letters."""

    scope_parent: ClassVar[str | None] = "location"
    hsds: ClassVar[str] = "address"

    location = part_of("directory.Location", "addresses")
    attention = line(_("for the attention of"))
    address_1 = models.CharField(_("street and number"), max_length=300)
    address_2 = line(_("floor, bell"))
    city = models.CharField(_("town"), max_length=200)
    region = line(_("region"))
    state_province = models.CharField(_("province"), max_length=100)
    postal_code = line(_("postal code"), 20)
    country = models.CharField(_("country"), max_length=2, default=ITALY)  # ISO 3166-1 alpha-2
    address_type = models.CharField(
        _("kind of address"), max_length=10, choices=LocationType.choices, default=LocationType.PHYSICAL
    )

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return f"{self.address_1}, {self.city}"

    def clean(self) -> None:
        wrong = self.postal_code and not _ITALIAN_POSTAL_CODE.fullmatch(self.postal_code)
        if wrong and self.country == ITALY:
            raise ValidationError({"postal_code": _("An Italian postal code has five digits.")})


class Accessibility(Entry):
    """What makes a place usable by people with a disability (HSDS `accessibility`)."""

    scope_parent: ClassVar[str | None] = "location"
    hsds: ClassVar[str] = "accessibility"

    location = part_of("directory.Location", "accessibility")
    description = long_text(_("accessible to"))
    details = long_text(_("details"))
    url = models.URLField(_("website"), max_length=500, blank=True)

    def __str__(self) -> str:
        return self.description


class ServiceAtLocation(Entry):
    """A service at one of its places (HSDS `service_at_location`)."""

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "location")
    hsds: ClassVar[str] = "service_at_location"

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services_here")
    description = long_text(_("description"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_once_at_location")
        ]

    def __str__(self) -> str:
        return f"{self.service} · {self.location}"
