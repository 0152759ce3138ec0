"""What is offered: HSDS service, service_area, cost_option, required_document, service_capacity, unit."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.scoping import RowScope
from accanto.directory.models.base import Entry, Visibility, line, long_text, part_of
from accanto.directory.scopes import entry_scope, vocabulary_scope


class Service(Entry):
    """Something that an organization of the territory offers (HSDS `service`).

    An *opportunity* is a service with dates and a number of places: a course that starts, five jobs, a
    free room. The areas of need that it answers are attributes from the taxonomy of areas.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open")
        INACTIVE = "inactive", _("Closed for now")
        DEFUNCT = "defunct", _("No longer exists")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for some time")

    class Kind(models.TextChoices):
        SERVICE = "service", _("Service")
        OPPORTUNITY = "opportunity", _("Opportunity")

    scope: ClassVar[RowScope | None] = entry_scope
    trail_kind: ClassVar[str] = "service"
    hsds: ClassVar[str] = "service"

    organization = models.ForeignKey(
        "directory.Organization",
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("who offers it"),
    )
    program = models.ForeignKey(
        "directory.Program", on_delete=models.SET_NULL, null=True, blank=True, related_name="services"
    )
    name = models.CharField(_("name"), max_length=300)
    alternate_name = line(_("other name"))
    description = long_text(_("what it offers"))
    url = models.URLField(_("website"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.ACTIVE)
    interpretation_services = long_text(_("interpreters"))
    application_process = long_text(_("how to get it"))
    fees_description = long_text(_("what it costs"))
    wait_time = line(_("waiting time"))  # deprecated in HSDS, kept for exchange
    fees = line(_("fees"))  # deprecated in HSDS, kept for exchange
    accreditations = long_text(_("accreditations"))
    eligibility_description = long_text(_("for whom"))
    minimum_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    assured_date = models.DateField(_("checked on"), null=True, blank=True)
    assurer_email = models.EmailField(_("checked by"), blank=True)
    licenses = long_text(_("licences"))  # deprecated in HSDS, kept for exchange
    alert = long_text(_("notice"))
    last_modified = models.DateTimeField(_("changed on"), null=True, blank=True)

    # --- ours ---------------------------------------------------------------------------------
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SERVICE)
    #: Language of the texts above (ISO 639-1); the others stand in Translation.
    source_language = models.CharField(_("written in"), max_length=2, default="it")
    visibility = models.CharField(
        _("who reads it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    available_from = models.DateField(_("from"), null=True, blank=True)
    available_until = models.DateField(_("until"), null=True, blank=True)
    #: None means nobody ever asked.
    check_again_by = models.DateField(_("check again by"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="service_ages_in_order",
                violation_error_message=_("The highest age is below the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="service_dates_in_order",
                violation_error_message=_("It ends before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["organization", "name"]),
            models.Index(fields=["check_again_by", "id"]),
            models.Index(fields=["updated_at", "id"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:service_detail", args=[self.pk])


class ServiceArea(Entry):
    """Where people may live who use it (HSDS `service_area`): a place on the map, not an area of need."""

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "service_at_location")
    hsds: ClassVar[str] = "service_area"

    service = part_of("directory.Service", "service_areas")
    service_at_location = part_of("directory.ServiceAtLocation", "service_areas")
    name = line(_("name"))
    description = long_text(_("description"))
    extent = long_text(_("extent"))
    extent_type = line(_("kind of extent"))
    uri = line(_("permanent address"), 500)

    def __str__(self) -> str:
        return self.name


class CostOption(Entry):
    """A price (HSDS `cost_option`). An amount of 0 says that it costs nothing."""

    scope_parent: ClassVar[str | None] = "service"
    hsds: ClassVar[str] = "cost_option"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    option = line(_("for whom, or for what"))
    currency = line(_("currency"), 3)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    amount_description = long_text(_("in words"))

    class Meta:
        ordering = ("amount", "id")

    def __str__(self) -> str:
        return self.option

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It ends before it begins.")})


class RequiredDocument(Entry):
    """A paper to bring (HSDS `required_document`)."""

    scope_parent: ClassVar[str | None] = "service"
    hsds: ClassVar[str] = "required_document"

    service = part_of("directory.Service", "required_documents")
    document = line(_("document"))
    uri = models.URLField(_("permanent address"), max_length=500, blank=True)

    def __str__(self) -> str:
        return self.document


class Unit(Entry):
    """What places are counted in: beds, seats, jobs (HSDS `unit`)."""

    scope: ClassVar[RowScope | None] = vocabulary_scope
    hsds: ClassVar[str] = "unit"

    name = models.CharField(_("name"), max_length=300)
    scheme = line(_("scheme"))
    identifier = line(_("identifier"))
    uri = models.URLField(_("permanent address"), max_length=500, blank=True)
    #: Ours: its names by language.
    names = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return str(self.names.get(language) or self.name)


class ServiceCapacity(Entry):
    """Places left and places in all (HSDS `service_capacity`)."""

    scope_parent: ClassVar[str | None] = "service"
    hsds: ClassVar[str] = "service_capacity"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="capacities")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    available = models.DecimalField(_("places left"), max_digits=12, decimal_places=2)
    maximum = models.DecimalField(_("places in all"), max_digits=12, decimal_places=2, null=True, blank=True)
    description = long_text(_("description"))
    updated = models.DateTimeField(_("as of"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(available__gte=0),
                name="places_left_not_below_none",
                violation_error_message=_("No places are left."),
            )
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.available.normalize():f}"

    def get_absolute_url(self) -> str:
        return self.service.get_absolute_url()
