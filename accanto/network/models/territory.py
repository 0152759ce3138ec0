"""Municipalities as ISTAT lists them, and the named sets of them in which projects work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import OpenRecord


class Municipality(models.Model):
    """A municipality of Italy (ISTAT, CC BY 4.0), loaded by `accanto migrate` from the shipped list."""

    open_because: ClassVar[str] = "a public list of ISTAT"

    istat_code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=80)
    province = models.CharField(max_length=2)
    province_name = models.CharField(max_length=60)
    region = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ("name", "istat_code")
        indexes = [models.Index(fields=["name"]), models.Index(fields=["province", "name"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.province})"


class Territory(OpenRecord):
    """A named set of municipalities in which projects work."""

    open_because: ClassVar[str] = "names of places"
    trail_kind: ClassVar[str] = "territory"

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:territory_detail", args=[self.pk])


class TerritoryMunicipality(OpenRecord):
    """A municipality within a territory."""

    open_because: ClassVar[str] = "names of places"

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="municipalities")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="territories")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "municipality"], name="municipality_once_in_territory"
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)
