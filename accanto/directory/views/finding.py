"""Finding services: the base of the staff's list and of the public's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from accanto.core.screens import ListScreen
from accanto.directory.forms.search import SearchForm
from accanto.directory.models import Service
from accanto.directory.search import find
from accanto.directory.search.index import note_empty


class FindingScreen(ListScreen):
    """A list of services found, each with its reasons; `prepare` loads what a screen shows beside.

    With htmx, `fragment_template` alone is sent: the list under the form, as one types. What is searched for
    in earnest and not found is noted; what is still being typed in the field `word` is not.
    """

    model = Service
    filter_form = SearchForm
    fragment_template: ClassVar[str] = ""
    #: Services closed for now too.
    also_closed: ClassVar[bool] = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET, actor=self.actor)
        found = find(self.actor, form.question(also_closed=self.also_closed), get_language() or "it")
        page = found.page(request.GET, size=self.page_size)
        if not page.rows and found.question.text and not self._is_typing():
            note_empty(found.question.text, found.language)
        return self.page(
            page=page,
            rows=self.prepare(page.rows),
            filter_form=form,
            found=found,
            suggestion=found.suggestion if form.is_valid() else "",
        )

    def _is_typing(self) -> bool:
        htmx: Any = getattr(self.request, "htmx", None)
        return bool(htmx) and htmx.trigger_name == "word"

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        """The whole page, or the list alone for htmx (which names the field of the request)."""
        if getattr(self.request, "htmx", False) and self.fragment_template:
            self.template_name = self.fragment_template  # type: ignore[misc]
        return super().page(status=status, **context)
