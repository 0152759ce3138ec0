"""What outreach adds to a person's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.outreach.models import Encounter
from accanto.people.models import Person
from accanto.people.timeline import Event


def of_person(actor: Actor, person: Person) -> dict[str, Any]:
    return {"encounters": Encounter.objects.visible_to(actor).filter(person=person)}


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """Encounters with the person."""
    met = of_person(actor, person)["encounters"].select_related("visit__place")
    for encounter in met.order_by("-on")[:30]:
        place = str(encounter.visit.place)
        yield Event(
            encounter.on, "it-map-marker", _("Encounter"), place, encounter.get_absolute_url(), "encounter"
        )
