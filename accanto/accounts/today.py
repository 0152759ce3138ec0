"""What is due about users: invitations nobody took up, partners where nobody works yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import Invitation, Membership
from accanto.core.actor import Actor, NotAllowed
from accanto.core.today import TodayItem
from accanto.network.models import Partnership

MOST = 15
#: Expired invitations are forgotten after so long.
FORGET = timedelta(days=60)


def items(actor: Actor) -> Iterator[TodayItem]:
    """For those who invite: administrators, and managers in their own organisation."""
    if not actor.may("users.invite"):
        return
    yield from _alone(actor)
    yield from _invitations(actor)
    yield from _partners(actor)


def _alone(actor: Actor) -> Iterator[TodayItem]:
    """The first user of a site: nothing begins before others are invited."""
    others = Membership.objects.visible_to(actor, "users.invite").exclude(user=actor.user_id)
    if others.exists() or Invitation.objects.visible_to(actor, "users.invite").exists():
        return
    text = _("A manager for each organisation: they invite their own operators.")
    url = reverse("accounts:user_invite")
    yield TodayItem("setup", _("Then: invite the people who work here"), text, url, None, "now", "it-mail")


def _invitations(actor: Actor) -> Iterator[TodayItem]:
    now = timezone.now()
    waiting = Invitation.objects.visible_to(actor, "users.invite").filter(
        accepted_at=None, withdrawn_at=None, expires_at__gte=now - FORGET
    )
    for invitation in waiting.select_related("organisation").order_by("expires_at")[:MOST]:
        expired = invitation.expires_at <= now
        what = {"name": invitation.name, "organisation": invitation.organisation}
        title = (
            _("The invitation of %(name)s (%(organisation)s) has expired") % what
            if expired
            else _("%(name)s (%(organisation)s) has not answered the invitation yet") % what
        )
        text = _("Invite them again if they are still expected.") if expired else ""
        day = timezone.localtime(invitation.expires_at).date()
        urgency = "now" if expired else "info"
        yield TodayItem("invitation", title, text, reverse("accounts:user_list"), day, urgency, "it-mail")  # type: ignore[arg-type]


def _partners(actor: Actor) -> Iterator[TodayItem]:
    """Partners in which nobody holds a role today: they see nothing and are seen by nobody."""
    today = timezone.localdate()
    held = Membership.objects.visible_to(actor, "users.invite").filter(Q(until=None) | Q(until__gte=today))
    partners = Partnership.objects.visible_to(actor).exclude(
        organisation__in=held.values("organisation")
    )  # fmt: skip
    seen = set()
    partners = partners.select_related("organisation", "project").defer("project__definition")
    for partner in partners.order_by("role", "created_at"):
        if partner.organisation_id in seen or not _may_invite(actor, partner.organisation_id):
            continue
        seen.add(partner.organisation_id)
        if len(seen) > MOST:
            return
        title = _("Nobody works in %(organisation)s yet") % {"organisation": partner.organisation}
        text = _("Invite its manager: partner of %(project)s.") % {"project": partner.project.short}
        url = f"{reverse('accounts:user_invite')}?organisation={partner.organisation_id}&role=manager"
        yield TodayItem("partner", title, text, url, None, "soon", "it-user")


def _may_invite(actor: Actor, organisation: object) -> bool:
    try:
        actor.require("users.invite", organisation=organisation)
    except NotAllowed:
        return False
    return True
