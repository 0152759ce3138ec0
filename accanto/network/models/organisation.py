"""Anyone who takes part."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import OpenRecord


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Social cooperative")
    ENTERPRISE = "enterprise", _("Social enterprise")
    NGO = "ngo", _("Non-governmental organisation")
    FOUNDATION = "foundation", _("Foundation")
    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    PUBLIC = "public", _("Public body")
    CLUB = "club", _("Club")
    SPORTS_CLUB = "sports_club", _("Sports club")
    PARISH = "parish", _("Parish")
    SCOUTS = "scouts", _("Scout group")
    BUSINESS = "business", _("Business")
    INFORMAL = "informal", _("Informal group")


class Organisation(OpenRecord):
    """An association, cooperative, municipality… that takes part in projects or keeps services."""

    open_because: ClassVar[str] = "names of organisations are public: partners, lists of services"
    trail_kind: ClassVar[str] = "organisation"

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ASSOCIATION
    )
    municipality = models.ForeignKey(
        "network.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "id")
        indexes = [models.Index(fields=["name", "id"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:organisation_detail", args=[self.pk])
