"""What tutoring adds to other rooms' pages: the case, the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.passage import Chapter, Part
from accanto.core.actor import Actor, SystemActor
from accanto.core.panels import Beginning, Panel
from accanto.core.screens import allowed_on
from accanto.core.together import holds
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.tutoring.counted import counted
from accanto.tutoring.models import Contact, Tutoring, TutorRequest
from accanto.tutoring.places import tutored_by

#: Contacts on the line: those of a long tie would hide everything else.
MOST = 20
#: What goes along with a case is asked for nobody in particular.
_ANYONE = SystemActor("transfer")


def of_case(actor: Actor, case: Case) -> dict[str, Any]:
    return {
        "ties": Tutoring.objects.visible_to(actor).filter(case=case),
        "tutor_requests": case.tutor_requests.filter(state=TutorRequest.State.WAITING),
    }


def of_person(actor: Actor, person: Person) -> dict[str, Any]:
    return {"ties": Tutoring.objects.visible_to(actor).filter(case__person=person)}


def case_panels(actor: Actor, case: Case) -> Iterator[Panel | Beginning]:
    """Who stands beside the person, or the way to find someone."""
    seen, waiting = of_case(actor, case).values()
    ties = list(seen.select_related("tutor")) if holds(case, "ties") else []
    waits = waiting.first() if holds(case, "tutor_requests") else None
    if not ties and waits is None and not tutored_by(case.project).has_own:
        return
    may_start = case.is_open and actor.may("tutoring.edit") and allowed_on(actor, "cases.edit", case)
    if not ties and waits is None:
        if may_start:
            yield Beginning(_("Look for a tutor"), reverse("tutoring:request_add", args=[case.pk]), order=30)
            start = reverse("tutoring:tutoring_start", args=[case.pk])
            yield Beginning(_("Introduce a tutor"), start, order=31)
        return
    told = {
        "goes_on": any(tie.ended_on is None for tie in ties),
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
    ties = list(of_person(actor, person)["ties"].select_related("tutor"))
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
