"""Where something is recorded: an organisation, one of its projects, perhaps a territory."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.network.models import Organisation, Project, Territory


def require_place(
    actor: Actor,
    capability: str,
    *,
    organisation: Organisation,
    project: Project,
    territory: Territory | None = None,
) -> None:
    """Raise NotAllowed unless the actor has the capability there; ValidationError where the organisation
    takes no part in the project: its figures would count what is not its own."""
    actor.require(capability, organisation=organisation, project=project, territory=territory)
    if not project.partnerships.filter(organisation=organisation).exists():
        raise ValidationError({"project": _("This organisation is not a partner of the project.")})
