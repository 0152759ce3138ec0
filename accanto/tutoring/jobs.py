"""Mail to the two of a tutoring, sent by jobs. No job holds what lets someone in."""

from __future__ import annotations

from django_tasks import task

from accanto.accounts.operations.door import KEEPER
from accanto.tutoring.models import PartyInvitation
from accanto.tutoring.operations.party import send_party_link


@task()
def mail_party_link(invitation_id: str, url: str) -> None:
    """Make the mail's own link of an invitation and send it, unless it has ended meanwhile."""
    invitation = PartyInvitation.objects.visible_to(KEEPER).select_related("tutoring__case__organisation")
    send_party_link(invitation=invitation.get(pk=invitation_id), url=url)
