"""For editors of the directory: words that mean the same, and searches that found nothing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, ListScreen
from accanto.directory.forms.synonyms import SynonymsAddForm, SynonymsEditForm, SynonymsFilter
from accanto.directory.models import EmptySearch, SynonymGroup
from accanto.directory.operations.synonyms import add_synonyms, change_synonyms, remove_synonyms


class SynonymsListView(ListScreen):
    model = SynonymGroup
    capability = "services.edit"
    template_name = "directory/synonyms_list.html"
    title = _("Words that mean the same")
    order = ("key", "language", "id")
    filter_form = SynonymsFilter
    page_size = 100


class SynonymsAddView(FormScreen):
    capability = "services.edit"
    title = _("Add words that mean the same")
    form_class = SynonymsAddForm

    def perform(self, form: ActorForm) -> SynonymGroup:
        return add_synonyms(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("directory:synonyms_list")


class SynonymsEditView(FormScreen):
    model = SynonymGroup
    capability = "services.edit"
    title = _("Change words that mean the same")
    form_class = SynonymsEditForm

    def perform(self, form: ActorForm) -> SynonymGroup:
        return change_synonyms(self.actor, group=self.row(), **form.values())


class SynonymsRemoveView(ActionScreen):
    model = SynonymGroup
    capability = "services.edit"
    done = _("Removed.")

    def perform(self, row: SynonymGroup) -> None:
        remove_synonyms(self.actor, group=row)

    def back_url(self, row: Any) -> str:
        return reverse("directory:synonyms_list")


class EmptySearchListView(ListScreen):
    """What people looked for in vain, the most often first."""

    model = EmptySearch
    capability = "services.edit"
    template_name = "directory/empty_search_list.html"
    title = _("Searches that found nothing")
    order = ("-times", "-last_on", "id")
