"""The directory: list, page, and the first form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen
from accanto.directory.due import waiting_of
from accanto.directory.forms.service import ServiceAddForm, ServiceEditForm
from accanto.directory.models import Service, Visibility
from accanto.directory.operations.service import add_service, change_service
from accanto.directory.reading import all_parts
from accanto.directory.texts import FIELDS, load_texts, said
from accanto.directory.views.finding import FindingScreen

#: Letters of a search that are handed on.
_LONGEST = 4_000


class ServiceListView(FindingScreen):
    capability = "services.see"
    template_name = "directory/service_list.html"
    fragment_template = "directory/_found.html"
    title = _("Directory of services")
    also_closed = True

    def context(self, **more: Any) -> dict[str, Any]:
        can = {f"can_{what}": self.actor.may(f"services.{what}") for what in ("edit", "translate")}
        return super().context(
            today=timezone.localdate(),
            sees_leaflets=self.actor.may("leaflets.see"),
            leaflet_url=self._leaflet_url(more["filter_form"]),
            **can,
            **more,
        )

    def _leaflet_url(self, form: Any) -> str:
        """Where a leaflet is made of what was found; empty where nothing was chosen, or for who makes none."""
        if not any(form.chosen().values()) or not self.actor.may("leaflets.edit"):
            return ""
        return f"{reverse('directory:leaflet_add')}?{urlencode({'search': self.request.GET.urlencode()[:_LONGEST]})}"


class ServiceDetailView(DetailScreen):
    model = Service
    capability = "services.see"
    template_name = "directory/service_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organization")

    def more(self, row: Service) -> dict[str, Any]:
        language = (get_language() or "it")[:2]
        all_parts(self.actor, row)
        load_texts(self.actor, [row], language)
        return {
            "title": said(row, "name", language).text,
            "said": {name: said(row, name, language) for name in FIELDS["service"]},
            "can_edit": self.actor.may("services.edit"),
            "waiting": waiting_of(self.actor, row),
            "sees_organization": row.organization.visibility == Visibility.PUBLIC
            or self.actor.may("services.see_internal"),
            "can_translate": self.actor.may("services.translate"),
            "can_take": self.actor.may("services.take_place"),
            "languages": [pair for pair in settings.LANGUAGES if pair[0] != row.source_language],
        }


class ServiceAddView(FormScreen):
    capability = "services.edit"
    title = _("Add a service")
    form_class = ServiceAddForm

    def perform(self, form: ActorForm) -> Service:
        return add_service(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("directory:service_list")


class ServiceEditView(FormScreen):
    """Its texts, and how it stands; the other sections are in `part.py`."""

    model = Service
    capability = "services.edit"
    title = _("Texts and state")
    form_class = ServiceEditForm

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organization")

    def perform(self, form: ActorForm) -> Service:
        return change_service(self.actor, service=self.row(), **form.values())
