"""Organizations and places of the directory by themselves: list, page, form, whether they are still true."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen
from accanto.directory.forms.entry import AskEntryForm, EntryFilter, LocationForm, OrganizationForm
from accanto.directory.fresh import tell_freshness, with_freshness
from accanto.directory.models import Address, Location, Organization, Service, ServiceAtLocation
from accanto.directory.operations.check import check_entry
from accanto.directory.operations.entry import change_location, change_organization
from accanto.directory.reading import entry_parts, services_of_entry
from accanto.directory.texts import FIELDS, load_entry_texts, root_of, said, source_language

#: The name under which a place stands in a list: its own, or its town's.
_LABEL = Coalesce(NullIf("name", Value("")), "municipality__name", Value(""))


class EntryListView(ListScreen):
    """Organizations or places, by name, each with its services and how fresh it is."""

    capability = "services.see"
    template_name = "directory/entry_list.html"
    filter_form = EntryFilter
    #: Columns in which words are looked for.
    columns: ClassVar[tuple[str, ...]] = ()

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        for word in chosen.get("word", "").split():
            rows = rows.filter(self.has(word))
        if chosen.get("to_check"):
            rows = with_freshness(self.actor, rows).filter(due__lt=timezone.localdate())
        return rows

    def has(self, word: str) -> Q:
        """Rows in which this word stands."""
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__icontains": word})
        return found

    def prepare(self, rows: list[Any]) -> list[Any]:
        """How fresh is worked out for the rows of the page alone: it looks into checks and services."""
        counted = self.count_services(rows)
        keys = type(self).model.objects.visible_to(self.actor).filter(pk__in=[row.pk for row in rows])  # type: ignore[union-attr]
        fresh = {row.pk: row for row in with_freshness(self.actor, keys.only("pk"))}
        for row in rows:
            row.checked, row.due = fresh[row.pk].checked, fresh[row.pk].due
            tell_freshness(row)
            row.service_count = counted.get(row.pk, 0)
        return rows

    def count_services(self, rows: list[Any]) -> dict[Any, int]:
        """How many services each row of the page has."""
        raise NotImplementedError

    def context(self, **more: Any) -> dict[str, Any]:
        can = {f"can_{what}": self.actor.may(f"services.{what}") for what in ("edit", "translate")}
        root = str(self.model._meta.model_name) if self.model else ""
        return super().context(root=root, today=timezone.localdate(), **can, **more)


class OrganizationListView(EntryListView):
    model = Organization
    title = _("Organisations of the directory")
    order = ("name", "id")
    columns = ("name", "alternate_name")

    def count_services(self, rows: list[Any]) -> dict[Any, int]:
        services = Service.objects.visible_to(self.actor).exclude(status=Service.Status.DEFUNCT)
        found = services.filter(organization__in=rows).order_by().values_list("organization")
        return dict(found.annotate(Count("pk")))


class LocationListView(EntryListView):
    model = Location
    title = _("Places of the directory")
    order = ("label", "id")
    columns = ("name", "alternate_name", "municipality__name")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("municipality").annotate(label=_LABEL)

    def has(self, word: str) -> Q:
        street = Address.objects.visible_to(self.actor).filter(
            location=OuterRef("pk"), address_1__icontains=word
        )
        return super().has(word) | Q(Exists(street))

    def count_services(self, rows: list[Any]) -> dict[Any, int]:
        here = ServiceAtLocation.objects.visible_to(self.actor).exclude(
            service__status=Service.Status.DEFUNCT
        )
        found = here.filter(location__in=rows).order_by().values_list("location")
        return dict(found.annotate(Count("pk")))

    def prepare(self, rows: list[Any]) -> list[Any]:
        addresses: dict[Any, str] = {}
        for address in Address.objects.visible_to(self.actor).filter(location__in=rows).order_by("id"):
            addresses.setdefault(address.location_id, address.address_1)
        for row in super().prepare(rows):
            row.street = addresses.get(row.pk, "")
        return rows


class EntryDetailView(DetailScreen):
    """An organization or a place: its texts, how to reach it, its services, how fresh it is."""

    capability = "services.see"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return with_freshness(self.actor, rows)

    def more(self, row: Any) -> dict[str, Any]:
        language = (get_language() or "it")[:2]
        tell_freshness(row)
        entry_parts(self.actor, row)
        load_entry_texts(self.actor, [row], language)
        root = root_of(row)
        can_edit = self.actor.may("services.edit")
        return {
            "root": root,
            "title": said(row, "name", language).text or str(row),
            "said": {name: said(row, name, language) for name in FIELDS[root]},
            "services": services_of_entry(self.actor, row),
            "can_edit": can_edit,
            "can_translate": self.actor.may("services.translate"),
            "languages": [pair for pair in settings.LANGUAGES if pair[0] != source_language(row)],
        }


class OrganizationDetailView(EntryDetailView):
    model = Organization
    template_name = "directory/organization_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().refine(rows).select_related("parent_organization")


class LocationDetailView(EntryDetailView):
    model = Location
    template_name = "directory/location_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return super().refine(rows).select_related("municipality", "organization")


class OrganizationEditView(FormScreen):
    model = Organization
    capability = "services.edit"
    title = _("Change the organisation")
    form_class = OrganizationForm

    def perform(self, form: ActorForm) -> Organization:
        return change_organization(self.actor, organization=self.row(), **form.values())


class LocationEditView(FormScreen):
    """A place, for all services that are given there."""

    model = Location
    capability = "services.edit"
    title = _("Change the place")
    form_class = LocationForm

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("municipality")

    def perform(self, form: ActorForm) -> Location:
        return change_location(self.actor, location=self.row(), **form.values())


class _Check(ActionScreen):
    """Still true: one tap."""

    capability = "services.edit"
    done = _("Noted: checked today.")

    def perform(self, row: Any) -> Any:
        return check_entry(self.actor, entry=row)


class OrganizationCheckView(_Check):
    model = Organization


class LocationCheckView(_Check):
    model = Location


class _Ask(FormScreen):
    """What they said when someone asked."""

    capability = "services.edit"
    title = _("What they said")
    form_class = AskEntryForm
    done = _("Noted.")

    def perform(self, form: ActorForm) -> Any:
        return check_entry(self.actor, entry=self.row(), **form.values())


class OrganizationAskView(_Ask):
    model = Organization


class LocationAskView(_Ask):
    model = Location
