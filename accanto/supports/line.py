"""What supports, homes and placements add to other rooms' pages: the case, the person, the closing of a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.cases.models import Case
from accanto.cases.passage import Part
from accanto.core.actor import Actor, SystemActor
from accanto.core.panels import Beginning, Panel
from accanto.core.screens import allowed_on
from accanto.core.together import holds
from accanto.people import timeline
from accanto.people.models import Person
from accanto.supports import register
from accanto.supports.ceilings import pending_of
from accanto.supports.kinds import with_kinds
from accanto.supports.models import (
    HomeKind,
    HomeStay,
    Placement,
    PlacementKind,
    PlacementOutcome,
    StayEnding,
    Support,
)

#: Supports shown on a person's or case's page; the register has all.
MOST = 20
#: Of one person's supports, the last so many stand on the line through time.
LINE = 60
#: What goes along with a case is asked for nobody in particular.
_ANYONE = SystemActor("transfer")
#: What the cards of a case ask of it.
MAY = ("supports.ask", "homes.edit", "placements.edit")


def _hanging(actor: Actor, **on: Any) -> dict[str, Any]:
    models = {"supports": Support, "stays": HomeStay, "placements": Placement}
    return {name: model.objects.visible_to(actor).filter(**on) for name, model in models.items()}


def of_case(actor: Actor, case: Case) -> dict[str, Any]:
    return _hanging(actor, case=case)


def of_person(actor: Actor, person: Person) -> dict[str, Any]:
    return _hanging(actor, case__person=person)


def case_panels(actor: Actor, case: Case) -> Iterator[Panel | Beginning]:
    """Money, home and work of a case, each with its next step; of what there is none, the way to begin."""
    may = {each for each in MAY if case.is_open and allowed_on(actor, each, case)}
    if actor.may("supports.see"):
        rows = Support.objects.visible_to(actor).filter(case=case)
        listed = register.words(with_kinds(rows)[:MOST]) if holds(case, "supports") else []
        context = {"supports": listed, "may_ask": "supports.ask" in may, "case": case}
        if listed:
            yield Panel("supports/_case_supports.html", context, order=30)
        elif "supports.ask" in may:
            yield Beginning(_("Ask for a support"), reverse("supports:support_ask", args=[case.pk]), order=30)
    if actor.may("homes.see"):
        stays = HomeStay.objects.visible_to(actor).filter(case=case).select_related("home__municipality")
        found = list(stays) if holds(case, "stays") else []
        home = {"stays": found, "may_edit": "homes.edit" in may, "case": case}
        home["lives"] = any(stay.ended_on is None for stay in found)
        worked = Placement.objects.visible_to(actor).filter(case=case)
        placements = list(worked) if holds(case, "placements") else []
        work = {"placements": placements, "may_edit": "placements.edit" in may, "case": case}
        if found:
            yield Panel("supports/_case_home.html", home, order=32)
        elif "homes.edit" in may:
            yield Beginning(_("Find a place"), reverse("supports:stay_find", args=[case.pk]), order=32)
        if placements:
            yield Panel("supports/_case_work.html", work, order=34)
        elif "placements.edit" in may:
            url = reverse("supports:placement_begin", args=[case.pk])
            yield Beginning(_("Add a work placement"), url, order=34)


def person_panels(actor: Actor, person: Person) -> Iterator[timeline.Panel]:
    """The supports of a person in all cases in sight."""
    if actor.may("supports.see"):
        listed = register.words(_supports_of(actor, person)[:MOST])
        if listed:
            yield timeline.Panel("supports/_person_panel.html", {"supports": listed}, order=40)


def in_the_way(case: Case) -> Iterator[Any]:
    """A case is not closed over money that waits."""
    waiting = pending_of(case)
    asked, approved = waiting.get(Support.Status.ASKED, 0), waiting.get(Support.Status.APPROVED, 0)
    if approved:
        yield ngettext(
            "%(count)s support is approved and not paid: record the payment, or withdraw it, then close the case.",
            "%(count)s supports are approved and not paid: record the payments, or withdraw them, then close the case.",
            approved,
        ) % {"count": approved}
    if asked:
        yield ngettext(
            "%(count)s support waits for approval: have it decided, or withdraw it, then close the case.",
            "%(count)s supports wait for approval: have them decided, or withdraw them, then close the case.",
            asked,
        ) % {"count": asked}


def parts(case: Case) -> Iterator[Part]:
    """What a case that goes to another organisation leaves behind: money and homes are of who gave them."""
    held = (model.objects.visible_to(_ANYONE).filter(case=case) for model in (Support, HomeStay, Placement))
    if any(rows.exists() for rows in held):
        yield Part(
            _("Supports, homes and work placements: the organisation that gave them keeps them"), goes=False
        )


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    """What one should know before closing a case."""
    yield from in_the_way(case)
    supports = Support.objects.visible_to(actor).filter(case=case, status=Support.Status.PAID, receipt="")
    if supports.exists():
        yield _("A support was paid and has no receipt yet.")
    if HomeStay.objects.visible_to(actor).filter(case=case, ended_on=None).exists():
        yield _("The person lives in one of your homes: end the stay, or keep following it.")
    if Placement.objects.visible_to(actor).filter(case=case, ended_on=None).exists():
        yield _("A work placement is still under way.")


def events(actor: Actor, person: Person) -> Iterator[timeline.Event]:
    """Payments, moves and placements on the line through time."""
    for row in _supports_of(actor, person):
        if row.paid_on:
            text, url = str(row.kind_as_said), row.get_absolute_url()
            yield timeline.Event(row.paid_on, "it-card", _("Support paid"), text, url, "support")
    for what, since, ended_on, kind, ending, case in _lived_and_worked(actor, person):
        url = reverse("cases:case_detail", args=[case]) if case else ""
        if what == "stay":
            begun, ended, icon = _("Moved in"), _("Moved out"), "ac-home"
            names, ends = dict(HomeKind.choices), dict(StayEnding.choices)
        else:
            begun, ended, icon = _("Placement begins"), _("Placement ended"), "ac-work"
            names, ends = dict(PlacementKind.choices), dict(PlacementOutcome.choices)
        yield timeline.Event(since, icon, begun, str(names[kind]), url, what)
        if ended_on:
            yield timeline.Event(ended_on, icon, ended, str(ends.get(ending, "")), url, what)


def _supports_of(actor: Actor, person: Person) -> list[Support]:
    """A person's supports in sight, the newest first: the page asks for its panel and for its line."""
    if not holds(person, "supports"):
        return []
    kept: tuple[Actor, list[Support]] | None = getattr(person, "supports_in_sight", None)
    if kept is None or kept[0] != actor:
        rows = Support.objects.visible_to(actor).filter(case__person=person)
        kept = (actor, list(with_kinds(rows)[:LINE]))
        person.supports_in_sight = kept  # type: ignore[attr-defined]
    return kept[1]


def _lived_and_worked(actor: Actor, person: Person) -> Iterator[tuple[Any, ...]]:
    """(what, since, ended on, kind, how it ended, case) of stays and placements, in one query.

    No case where another organisation follows it by now.
    """
    if not (holds(person, "stays") or holds(person, "placements")):
        return
    stays = HomeStay.objects.visible_to(actor).filter(case__person=person).order_by()
    placements = Placement.objects.visible_to(actor).filter(case__person=person).order_by()
    columns = ("since", "ended_on", "kind_", "ending_", "case_")
    yield from (
        stays.annotate(
            what=Value("stay"), kind_=F("home__kind"), ending_=F("ending"), case_=still("home__organisation")
        )
        .values_list("what", *columns)
        .union(
            placements.annotate(
                what=Value("placement"), kind_=F("kind"), ending_=F("outcome"), case_=still("organisation")
            ).values_list("what", *columns),
            all=True,
        )
    )


def still(giver: str) -> models.Case:
    """The case, where who gave it follows it still."""
    return models.Case(models.When(case__organisation=F(giver), then=F("case")), default=None)
