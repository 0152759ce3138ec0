"""Documents on a case's page and on the person's line through time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, Document
from accanto.core.actor import Actor
from accanto.core.panels import Beginning, Panel
from accanto.core.screens import allowed_on
from accanto.core.together import holds
from accanto.people.models import Person
from accanto.people.timeline import Event

#: Documents shown on a case's page; the others are one tap away.
_SHOWN = 4


def of_case(actor: Actor, case: Case) -> dict[str, Any]:
    return {"documents": Document.objects.visible_to(actor).filter(case=case)}


def of_person(actor: Actor, person: Person) -> dict[str, Any]:
    return {"documents": Document.objects.visible_to(actor).filter(case__person=person)}


def panels(actor: Actor, case: Case) -> Iterator[Panel | Beginning]:
    """What ends first, then what came last."""
    if not actor.may("documents.see"):
        return
    rows = list(of_case(actor, case)["documents"]) if holds(case, "documents") else []
    may_add = actor.may("documents.edit") and allowed_on(actor, "cases.edit", case)
    if not rows:
        if may_add:
            yield Beginning(_("Add documents"), reverse("cases:document_add", args=[case.pk]), order=60)
        return
    rows.sort(key=lambda row: (row.settled or row.expires_on is None, row.expires_on or timezone.localdate()))
    context = {"documents": rows[:_SHOWN], "count": len(rows), "may_add": may_add}
    yield Panel("cases/_documents_panel.html", context, order=60)


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """That a document was added; what it is stands on the page of documents."""
    if not actor.may("documents.see"):
        return
    cases = Case.objects.visible_to(actor, "documents.see").filter(person=person)
    rows = Document.objects.visible_to(actor).filter(case__in=cases.order_by())
    for row in rows:
        on = timezone.localdate(row.created_at)
        yield Event(on, "it-file", _("Document"), row.kind_words, row.get_absolute_url(), "document")
