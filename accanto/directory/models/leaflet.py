"""Printed matter: a leaflet of services in one or two languages, and the copies that were handed out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.words import Area, PlaceKind

_PLACES = Paths(organisation="organisation", project="project", territory="territory")


class Leaflet(Record):
    """What is printed. Services picked one by one, or those of an area and a municipality as they are
    on the day of printing."""

    class Format(models.TextChoices):
        A4_FOLDED = "a4_folded", _("A4, folded once")
        A5 = "a5", _("A5")

    scope: ClassVar[RowScope | None] = RowScope(
        see="leaflets.see", paths=Paths(organisation="organisation", project="project")
    )
    trail_kind: ClassVar[str] = "leaflet"

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(
        "network.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=120)
    title_second = models.CharField(_("title in the second language"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    second_language = models.CharField(
        _("second language, beside it"), max_length=2, choices=settings.LANGUAGES, blank=True
    )
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.A4_FOLDED)
    area = models.CharField(_("area"), max_length=20, choices=Area.choices, blank=True)
    municipality = models.ForeignKey(
        "network.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("leaflet")
        verbose_name_plural = _("leaflets")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(second_language=models.F("language")),
                name="leaflet_two_languages_differ",
                violation_error_message=_("Choose two different languages."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("directory:leaflet_detail", args=[self.pk])

    @property
    def languages(self) -> list[str]:
        return [code for code in (self.language, self.second_language) if code]


class LeafletService(Record):
    """A service picked for a leaflet."""

    scope_parent: ClassVar[str | None] = "leaflet"

    leaflet = models.ForeignKey(Leaflet, on_delete=models.CASCADE, related_name="picked")
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("created_at", "id")
        constraints = [models.UniqueConstraint(fields=["leaflet", "service"], name="service_once_in_leaflet")]

    def __str__(self) -> str:
        return str(self.service)


class Distribution(Record):
    """Copies of a leaflet handed out or left at a place.

    `copies` are those that stand in no encounter; `noted` are the others of the same hand-out, which
    encounters count. So each copy counts once.
    """

    scope: ClassVar[RowScope | None] = RowScope(see="leaflets.see", paths=_PLACES)
    trail_kind: ClassVar[str] = "distribution"

    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, related_name="distributions")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(
        "network.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    language = models.CharField(_("language"), max_length=3)  # ISO 639-3
    copies = models.PositiveIntegerField(
        _("copies"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    noted = models.PositiveIntegerField(_("of them noted at encounters"), default=0)
    place_kind = models.CharField(_("kind of place"), max_length=12, choices=PlaceKind.choices)
    place = models.CharField(_("place"), max_length=160, blank=True)
    municipality = models.ForeignKey(
        "network.Municipality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("distribution")
        verbose_name_plural = _("distributions")
        ordering = ("-on", "-id")
        indexes = [
            models.Index(fields=["leaflet", "-on", "-id"]),
            models.Index(fields=["project", "organisation", "on"]),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} · {self.copies}"

    def get_absolute_url(self) -> str:
        return self.leaflet.get_absolute_url()
