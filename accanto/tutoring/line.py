"""What tutoring adds to other rooms' pages: the case, the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.passage import Chapter, Part
from accanto.core.actor import Actor, SystemActor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.tutoring.counted import counted
from accanto.tutoring.models import Contact, Tutoring, TutorRequest
from accanto.tutoring.places import tutored_by

#: Contacts on the line: those of a long tie would hide everything else.
MOST = 20
#: What goes along with a case is asked for nobody in particular.
_ANYONE = SystemActor("transfer")


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """Who stands beside the person, or the way to find someone."""
    ties = list(Tutoring.objects.visible_to(actor).filter(case=case).select_related("tutor"))
    request = case.tutor_requests.order_by("-asked_on", "-id").first()
    waits = request if request is not None and request.is_waiting else None
    if not ties and waits is None and not tutored_by(case.project).has_own:
        return
    may_start = case.is_open and actor.may("tutoring.edit") and allowed_on(actor, "cases.edit", case)
    told = {
        "tutorings": ties,
        "may_start": may_start,
        "case": case,
        "waits": waits,
        "sees_board": actor.may("matching.see"),
    }
    yield Panel("tutoring/_case_panel.html", told, order=30)


def line_of(actor: Actor, tie: Tutoring) -> list[Tutoring]:
    """The tutorings of the same person that took over from one another, the first one first."""
    ties = Tutoring.objects.visible_to(actor).filter(case=tie.case_id).select_related("tutor")
    known = {each.pk: each for each in ties}
    first = tie
    while first.follows_id in known:
        first = known[first.follows_id]
    after = {each.follows_id: each for each in known.values() if each.follows_id}
    line = [first]
    while line[-1].pk in after:
        line.append(after[line[-1].pk])
    return line if len(line) > 1 else []


def parts(case: Case) -> Iterator[Part]:
    """What goes along with a case that goes to another organisation; the tutor stays registered where they are."""
    for tie in Tutoring.objects.visible_to(_ANYONE).filter(case=case, ended_on=None).select_related("tutor"):
        text = _("The tutoring with %(tutor)s, who stays a tutor of %(organisation)s")
        yield Part(text % {"tutor": tie.tutor.code, "organisation": tie.tutor.organisation})
    if case.tutor_requests.filter(state=TutorRequest.State.WAITING).exists():
        yield Part(_("A request for a tutor: their own board shows it"))


def chapters(case: Case) -> Iterator[Chapter]:
    """The ties as they stood when the case went."""
    ties = Tutoring.objects.visible_to(_ANYONE).filter(case=case).select_related("tutor")
    yield (
        str(_("Tutoring")),
        [f"{tie.tutor.code} · {tie.started_on.isoformat()}" for tie in ties.order_by("started_on", "id")],
    )


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    if Tutoring.objects.visible_to(actor).filter(case=case, ended_on=None).exists():
        yield _("A tutoring of this case still goes on.")
    if case.tutor_requests.filter(state=TutorRequest.State.WAITING).exists():
        yield _("A tutor is still looked for in this case.")


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """Who was introduced to them, until when; of each tie in sight the last contacts."""
    ties = list(Tutoring.objects.visible_to(actor).filter(case__person=person).select_related("tutor"))
    for tie in ties:
        url = tie.get_absolute_url()
        yield Event(tie.started_on, "it-link", _("Introduced to a tutor"), tie.tutor.code, url, "tutoring")
        if tie.ended_on:
            yield Event(tie.ended_on, "it-link", _("Tutoring ended"), tie.get_end_display(), url, "tutoring")
    if not ties:
        return
    contacts = counted(Contact.objects.visible_to(actor)).filter(tutoring__in=ties)
    for contact in contacts.select_related("tutoring").order_by("-on", "-id")[:MOST]:
        url = contact.tutoring.get_absolute_url()
        yield Event(
            contact.on,
            "it-telephone",
            _("Contact with the tutor"),
            contact.get_kind_display(),
            url,
            "contact",
        )
