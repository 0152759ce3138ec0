"""My list: services that someone keeps on their phone. The server keeps nothing: the address says which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.directory.links import whatsapp_link
from accanto.directory.models import Service
from accanto.directory.telling import tell
from accanto.portal.views.public import PublicPage

#: Services of one list.
MOST = 50


class SavedListView(PublicPage):
    """`?ids=` names the services, by comma; those that are gone or hidden are left out."""

    template_name = "portal/saved_list.html"
    title = _("My list")
    listed = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = read_ids(request.GET.get("ids", ""))
        rows = tell(self.actor, self._found(wanted))
        for row in rows:
            row.without = list_url([service.pk for service in rows if service is not row])  # type: ignore[attr-defined]
        here = list_url([row.pk for row in rows])
        link = self.absolute(here)
        return self.page(
            rows=rows,
            gone=len(wanted) - len(rows),
            asked=bool(wanted),
            here_query=here.partition("?")[2],
            share_url=link,
            whatsapp=whatsapp_link(str(_("My list")), link),
        )

    def _found(self, wanted: list[UUID]) -> list[Any]:
        found = Service.objects.visible_to(self.actor).exclude(status=Service.Status.DEFUNCT).in_bulk(wanted)
        return [found[pk] for pk in wanted if pk in found]


def read_ids(text: str) -> list[UUID]:
    """The identifiers that can be read, each once, in their order."""
    found: dict[UUID, None] = {}
    for part in text.split(",")[: 2 * MOST]:
        try:
            found[UUID(part.strip())] = None
        except ValueError:
            continue
    return list(found)[:MOST]


def list_url(ids: list[UUID]) -> str:
    query = f"?ids={','.join(map(str, ids))}" if ids else ""
    return f"{reverse('portal:saved_list')}{query}"
