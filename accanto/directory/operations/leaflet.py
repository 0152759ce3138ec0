"""Leaflets: made, changed, their services picked, their copies handed out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.directory.models import Distribution, Leaflet, LeafletService, Service
from accanto.directory.noted import copies_noted
from accanto.directory.printed import PUBLIC, most_services
from accanto.network.models import Municipality, Organisation, Project, Territory

#: Language of a leaflet (ISO 639-1) -> as it is counted (ISO 639-3).
COUNTED_AS = {"it": "ita", "en": "eng", "fr": "fra", "ar": "ara", "ro": "ron"}


@transaction.atomic
def add_leaflet(
    actor: Actor,
    *,
    organisation: Organisation,
    project: Project | None = None,
    found: Sequence[Service] = (),
    **values: Any,
) -> Leaflet:
    """A leaflet; which services it has is chosen next. Of those `found`, the first are picked already, as many
    as fit."""
    actor.require("leaflets.edit", organisation=organisation, project=project)
    row = Leaflet(organisation=organisation, project=project, **values)
    made = trail.create(actor, row, "leaflet.added")
    if found:
        pick_services(actor, leaflet=made, services=found[: most_services(made)])
    return made


def change_leaflet(actor: Actor, *, leaflet: Leaflet, **values: Any) -> Leaflet:
    _require(actor, leaflet)
    return trail.change(actor, leaflet, "leaflet.changed", **values)


@transaction.atomic
def pick_services(actor: Actor, *, leaflet: Leaflet, services: Collection[Service]) -> Leaflet:
    """Exactly these services; none: those of the area and municipality. Only what everyone may read.

    Raises ValidationError for more than fit on the paper.
    """
    _require(actor, leaflet)
    wanted = {service.pk: service for service in services}
    if len(wanted) > most_services(leaflet):
        raise ValidationError(
            {"services": _("%(most)s services fit at most.") % {"most": most_services(leaflet)}}
        )
    if Service.objects.visible_to(PUBLIC).filter(pk__in=wanted).count() != len(wanted):
        raise ValidationError({"services": _("An entry for operators only cannot be printed.")})
    held = {row.service_id: row for row in leaflet.picked.all()}
    for pk in held.keys() - wanted.keys():
        trail.remove(actor, held[pk], "leaflet.service_taken_off")
    for pk in wanted.keys() - held.keys():
        row = LeafletService(leaflet=leaflet, service=wanted[pk])
        trail.create(actor, row, "leaflet.service_picked")
    return leaflet


@transaction.atomic
def record_distribution(
    actor: Actor,
    *,
    leaflet: Leaflet,
    on: date,
    language: str,
    copies: int,
    place_kind: str,
    place: str = "",
    municipality: Municipality | None = None,
    territory: Territory | None = None,
    includes_noted: bool = True,
) -> Distribution:
    """Copies handed out on a day. `language` is one of the leaflet's.

    With `includes_noted`, copies that the same user noted at encounters of that day in that language are
    taken off: they count there. Raises ValidationError when nothing is left to count.
    """
    if not allowed_on(actor, "leaflets.hand_out", leaflet):
        raise NotAllowed
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if language not in leaflet.languages:
        raise ValidationError({"language": _("The leaflet is not in this language.")})
    counted_as = COUNTED_AS[language]
    noted = copies_noted(actor, leaflet.project, on, counted_as) if includes_noted else 0
    if noted and noted >= copies:
        text = _("You noted %(noted)s copies at encounters on this day: they count already.")
        raise ValidationError({"copies": text % {"noted": noted}})
    row = Distribution(
        leaflet=leaflet,
        organisation=leaflet.organisation,
        project=leaflet.project,
        territory=territory,
        operator=User.objects.get(pk=actor.user_id),
        on=on,
        language=counted_as,
        copies=copies - noted,
        noted=noted,
        place_kind=place_kind,
        place=place,
        municipality=municipality,
    )
    return trail.create(actor, row, "leaflet.handed_out")


def remove_distribution(actor: Actor, *, distribution: Distribution) -> None:
    """Written by mistake."""
    if not allowed_on(actor, "leaflets.edit", distribution):
        raise NotAllowed
    trail.remove(actor, distribution, "leaflet.hand_out_removed")


def _require(actor: Actor, leaflet: Leaflet) -> None:
    if not allowed_on(actor, "leaflets.edit", leaflet):
        raise NotAllowed
