"""Mail of tutoring, and large boards of its matching, by jobs. No job holds what someone wrote, or what lets someone in."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER
from accanto.core.actor import SystemActor
from accanto.core.site import site_address
from accanto.network.models import Project
from accanto.tutoring import kept
from accanto.tutoring.models import Alert, PartyInvitation
from accanto.tutoring.operations.party import send_party_link

_WATCH = SystemActor("watch over words")


@task()
def mail_alert(alert_id: str) -> None:
    """Tell who follows the case that there is something to look at: without the words, without a name."""
    rows = Alert.objects.visible_to(_WATCH).filter(pk=alert_id, seen_on=None)
    alert = rows.select_related("tutoring__case__operator").first()
    if alert is None or not alert.tutoring.case.operator.is_active:
        return
    operator = alert.tutoring.case.operator
    with translation.override(operator.language):
        context = {"code": alert.tutoring.case.code, "url": site_address() + alert.get_absolute_url()}
        send_mail(
            gettext("Please look at a tutoring today"),
            render_to_string("tutoring/mail/alert.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [operator.email],
        )


@task()
def mail_party_link(invitation_id: str, url: str) -> None:
    """Make the mail's own link of an invitation and send it, unless it has ended meanwhile."""
    invitation = PartyInvitation.objects.visible_to(KEEPER).select_related("tutoring__case__organisation")
    send_party_link(invitation=invitation.get(pk=invitation_id), url=url)


@task()
def solve_board(project_id: str, user_id: str, sight: str) -> str:
    """Work out the matching of a project for all who see what this user sees."""
    actor = actor_of(User.objects.get(pk=user_id))
    project = Project.objects.visible_to(actor).get(pk=project_id)
    return kept.work_out(actor, project, sight)
