"""Filters of lists that a user keeps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import SavedFilterForm
from accanto.accounts.models import SavedFilter
from accanto.accounts.operations.saved_filter import remove_filter, save_filter
from accanto.accounts.saved import chosen_query, is_known
from accanto.core.forms import ActorForm
from accanto.core.screens import SIGNED_IN, ActionScreen, FormScreen


class SavedFilterAddView(FormScreen):
    """A name for what was chosen; the choice stands in the address, as it does in the list's own."""

    capability = SIGNED_IN
    form_class = SavedFilterForm
    title = _("Keep this filter")
    done = _("The filter is kept: it stands above the list.")

    def perform(self, form: ActorForm) -> SavedFilter:
        return save_filter(self.actor, page=self._page(), query=self._query(), **form.values())

    def _page(self) -> str:
        """The list that is filtered; "" for one that keeps no filters."""
        page = self.request.GET.get("page", "")
        return page if is_known(page) else ""

    def _query(self) -> str:
        return chosen_query(self._page(), self.request.GET) if self._page() else ""

    def cancel_url(self) -> str:
        return f"{reverse(self._page())}?{self._query()}" if self._page() else "/"


class SavedFilterRemoveView(ActionScreen):
    """Let one of one's own go."""

    model = SavedFilter
    capability = SIGNED_IN
    done = _("The filter is removed.")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(user=self.actor.user_id)

    def perform(self, row: Any) -> Any:
        remove_filter(self.actor, saved=row)

    def back_url(self, row: Any) -> str:
        return reverse(row.page)
