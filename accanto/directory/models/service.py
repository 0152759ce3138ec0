"""A service or opportunity of the territory: the first columns of HSDS `service`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import OpenRecord
from accanto.core.words import Area


class Service(OpenRecord):
    """Something that an organisation of the territory offers (HSDS 3.2.3 `service`, in part)."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open")
        INACTIVE = "inactive", _("Closed for now")
        DEFUNCT = "defunct", _("No longer exists")

    open_because: ClassVar[str] = "the directory is public"
    trail_kind: ClassVar[str] = "service"

    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("organisation in the network"),
    )
    provider = models.CharField(_("who offers it"), max_length=200)
    description = models.TextField(_("what it offers"), max_length=5000, blank=True)
    municipality = models.ForeignKey(
        "network.Municipality",
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("municipality"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    opening = models.CharField(_("opening hours"), max_length=300, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)  # ISO 639-3 codes
    cost = models.CharField(_("cost"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    check_again_by = models.DateField(_("check again by"), null=True, blank=True)
    checked_how = models.CharField(_("what they said"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("name", "id")
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["municipality", "name"]),
            models.Index(fields=["check_again_by"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:service_detail", args=[self.pk])


class ServiceArea(OpenRecord):
    """An area of need that a service answers."""

    open_because: ClassVar[str] = "the directory is public"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    area = models.CharField(max_length=20, choices=Area.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "area"], name="area_once_in_service")]
        indexes = [models.Index(fields=["area", "service"])]

    def __str__(self) -> str:
        return self.get_area_display()
