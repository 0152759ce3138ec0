"""What the person's own page adds to other rooms' pages: the case, the line through time, the closing, a transfer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import is_password_usable
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.accounts.models import LinkAccess
from accanto.accounts.operations.door import KEEPER
from accanto.cases.models import Case
from accanto.cases.passage import Part
from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.mine.models import DataRequest, Message
from accanto.mine.operations.erasure import is_awaited
from accanto.mine.words import RequestState
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.tutoring.models import PartyInvitation


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """Whether the person comes in, when they did last, what they wrote and asked; the page's query brings it along."""
    if not allowed_on(actor, "messages.answer", case):
        return
    found = {name: getattr(case, f"{_OWN}{name}") for name in (*_wrote(actor), *_comes_in())}
    password = found.pop("password")
    by_word = bool(password) and is_password_usable(password)
    context = {**found, "comes_in": found["by_link"] or by_word, "today": timezone.localdate()}
    yield Panel("mine/_case_panel.html", context, order=12)


def columns(actor: Actor) -> dict[str, Any]:
    """What the card says, for the query of the page's case."""
    if not actor.may("messages.answer"):
        return {}
    return {f"{_OWN}{name}": column for name, column in {**_wrote(actor), **_comes_in()}.items()}


#: Before the names of the columns that this room adds to the query of a case.
_OWN = "own_page_"


def _wrote(actor: Actor) -> dict[str, Any]:
    """Of a case: whether something was written, how much is unread, what is asked about data and by when."""
    written = Message.objects.visible_to(actor).filter(case=OuterRef("pk")).order_by()
    unread = written.filter(by_person=True, seen_at=None).values("case").annotate(count=Count("pk"))
    open_ones = DataRequest.objects.visible_to(actor).filter(case=OuterRef("pk"), state=RequestState.OPEN)
    counted = open_ones.order_by().values("case").annotate(count=Count("pk"))
    first = open_ones.order_by("due_on", "id")
    return {
        "written": Exists(written),
        "unread": Subquery(unread.values("count")),
        "asked": Subquery(counted.values("count")),
        "due": Subquery(first.values("due_on")[:1]),
        "request": Subquery(first.values("pk")[:1]),
    }


def _comes_in() -> dict[str, Any]:
    """Of a case: the person's way in, and what became of the invitations to their page."""
    invitations = PartyInvitation.objects.visible_to(KEEPER).filter(followed=OuterRef("pk"))
    waiting = invitations.filter(
        used_at=None, locked_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    newest = invitations.order_by("-created_at", "-id")
    access = LinkAccess.objects.visible_to(KEEPER).filter(user=OuterRef("person__account"), ended_at=None)
    return {
        "by_link": Exists(access),
        "last_login": F("person__account__last_login"),
        "password": F("person__account__password"),
        "invited": Exists(invitations),
        "until": Subquery(waiting.order_by("-created_at", "-id").values("expires_at")[:1]),
        "dead": Subquery(newest.values("locked_at")[:1]),
    }


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """Days on which they wrote to each other."""
    if not actor.may("messages.answer"):
        return
    rows = Message.objects.visible_to(actor, "messages.answer").filter(case__person=person)
    for row in rows.defer("text")[:50]:
        title = _("Message from the person") if row.by_person else _("Answer to the person")
        on = timezone.localdate(row.created_at)
        yield Event(on, "it-comment", title, "", row.get_absolute_url(), "message")


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    """What the person still waits for, before the case is closed."""
    rows = DataRequest.objects.visible_to(actor, "requests.answer").filter(case=case)
    # A case is closed before its person is erased: that request is settled by the erasure.
    waiting = (
        rows.filter(state=RequestState.OPEN).exclude(is_awaited()).count()
        if actor.may("requests.answer")
        else 0
    )
    if waiting:
        yield ngettext(
            "The person waits for the answer to %(count)s request about their data.",
            "The person waits for the answers to %(count)s requests about their data.",
            waiting,
        ) % {"count": waiting}


def parts(case: Case) -> Iterator[Part]:
    """What goes along with a case that goes to another organisation."""
    if Message.objects.visible_to(KEEPER).filter(case=case).exists():
        yield Part(_("The person's messages, and what was answered"))
