"""Homes, and who lives in them. Whoever gives a place holds the home's row: places are never given twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project
from accanto.network.operations.partnership import require_place
from accanto.supports.models import Home, HomeStay


def add_home(actor: Actor, *, organisation: Organisation, project: Project, **facts: Any) -> Home:
    """Write down a housing solution."""
    require_place(actor, "homes.edit", organisation=organisation, project=project)
    return trail.create(actor, Home(organisation=organisation, project=project, **facts), "home.added")


@transaction.atomic
def change_home(actor: Actor, *, home: Home, **facts: Any) -> Home:
    """Change a home.

    Raises ValidationError at the field when more people live there than it would have places, and when the guard is
    taken off an address by someone whom it keeps out.
    """
    require_on(actor, "homes.edit", home)
    trail.lock(home)
    taken = most_taken(stays_of(home), timezone.localdate())
    if facts.get("places", home.places) < taken:
        raise ValidationError({"places": _("%(taken)s places are taken.") % {"taken": taken}})
    if home.guarded and not facts.get("guarded", True) and not may_see_guarded(actor, home):
        raise ValidationError(
            {"guarded": _("The address is guarded: only who may open it can take the guard off.")}
        )
    return trail.change(actor, home, "home.changed", **facts)


def open_address(actor: Actor, *, home: Home) -> str:
    """The address, with an entry in the trail. Raises NotAllowed for a guarded home of which the actor follows
    nobody, unless they keep the organisation's homes."""
    require_on(actor, "homes.see", home)
    if home.guarded and not may_see_guarded(actor, home):
        raise NotAllowed
    trail.note(actor, "home.address_opened", home)
    return str(home.address)


def may_see_guarded(actor: Actor, home: Home) -> bool:
    """Who keeps the organisation's homes, and who follows someone whom one of those let in (`begin_stay`)."""
    if allowed_on(actor, "homes.guard", home):
        return True
    living = HomeStay.objects.visible_to(actor).filter(home=home, ended_on=None)
    return actor.user_id is not None and living.filter(case__operator=actor.user_id).exists()


def stays_of(home: Home) -> list[HomeStay]:
    return list(home.stays.unscoped("places are taken whoever sees the stay; only counts come out"))


def most_taken(stays: Iterable[HomeStay], since: date) -> int:
    """The most places taken on one day from a day on. On the day that someone leaves, the place is free."""
    lasting = [stay for stay in stays if stay.ended_on is None or stay.ended_on > since]
    days = {since, *(stay.since for stay in lasting if stay.since > since)}
    return max(
        sum(
            stay.people
            for stay in lasting
            if stay.since <= day and (stay.ended_on is None or stay.ended_on > day)
        )
        for day in days
    )


def free_from(home: Home, stays: Iterable[HomeStay], since: date) -> int:
    """How many places are free from a day on, for as long as one likes."""
    return max(0, home.places - most_taken(stays, since))


@transaction.atomic
def begin_stay(
    actor: Actor,
    *,
    case: Case,
    home: Home,
    since: date,
    people: int = 1,
    until: date | None = None,
    note: str = "",
) -> HomeStay:
    """Give a place to the person of a case, and to those who come along.

    Raises ValidationError at the field: a closed case, no free place, days when the home is not ours; a guarded home
    whose address the actor may not open, since following someone who lives there opens it.
    """
    require_on(actor, "homes.edit", case)
    require_on(actor, "homes.edit", home)
    trail.lock(case)
    trail.lock(home)
    if not case.is_open:
        raise ValidationError(_("The case is closed: open it again first."))
    if (home.organisation_id, home.project_id) != (case.organisation_id, case.project_id):
        raise ValidationError({"home": _("This home is another organisation's, or another project's.")})
    if home.guarded and not may_see_guarded(actor, home):
        raise ValidationError(
            {"home": _("The address of this home is guarded: your manager gives places there.")}
        )
    _require_days(home, since, until)
    _require_places(home, stays_of(home), since, people)
    row = HomeStay(case=case, home=home, since=since, people=people, until=until, note=note)
    return trail.create(actor, row, "stay.begun")


@transaction.atomic
def change_stay(
    actor: Actor, *, stay: HomeStay, people: int, until: date | None = None, note: str = ""
) -> HomeStay:
    """Agree on another day, or on other places."""
    require_on(actor, "homes.edit", stay)
    trail.lock(stay)
    home = stay.home
    trail.lock(home)
    if stay.ended_on is not None:
        raise ValidationError(_("This stay has ended."))
    _require_days(home, stay.since, until)
    _require_places(home, [each for each in stays_of(home) if each.pk != stay.pk], stay.since, people)
    return trail.change(actor, stay, "stay.changed", people=people, until=until, note=note)


@transaction.atomic
def end_stay(actor: Actor, *, stay: HomeStay, ended_on: date, ending: str) -> HomeStay:
    """The person moved out: the place is free from that day."""
    require_on(actor, "homes.edit", stay)
    trail.lock(stay)
    if stay.ended_on is not None:
        raise ValidationError(_("This stay has ended."))
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("This day is still to come.")})
    return trail.change(actor, stay, "stay.ended", ended_on=ended_on, ending=ending)


def _require_days(home: Home, since: date, until: date | None) -> None:
    last = home.available_until
    if since < home.available_from or (last is not None and since > last):
        raise ValidationError({"since": _("The home is not ours on this day.")})
    if last is not None and until is not None and until > last:
        raise ValidationError({"until": _("The home is ours until an earlier day.")})


def _require_places(home: Home, others: list[HomeStay], since: date, people: int) -> None:
    free = free_from(home, others, since)
    if people > free:
        raise ValidationError({"people": _("Free places from this day on: %(free)s.") % {"free": free}})
