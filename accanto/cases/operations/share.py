"""Sharing a case with others of the project until a day, and ending it before."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case, CaseShare, ShareRole
from accanto.cases.operations.case import operators_of, require_on
from accanto.cases.operations.ground import ground
from accanto.cases.scopes import live_shares, shares_of
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Organisation
from accanto.people.models import Identity
from accanto.people.operations.identity import read_identity, read_shared_identity, require_openable

#: What is shared for longer is shared again.
LONGEST_SHARE = timedelta(days=366)
#: Shares told at once as new.
MOST = 15


@transaction.atomic
def share_case(
    actor: Actor,
    *,
    case: Case,
    organisation: Organisation,
    role: str,
    until: date,
    user: User | None = None,
    words: str = "",
    agrees: bool = False,
    channel: str = "",
    reason: str = "",
) -> CaseShare:
    """Let another organisation of the project, or one user of it, see a case until a day.

    Raises ValidationError where the case is closed, the day past, the organisation not of the project or the
    case's own, or the user does not follow cases there. With contacts needs the consent: a reason is not enough.
    """
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    _check(case, organisation, user, until)
    if role == ShareRole.CONTACTS and not agrees:
        raise ValidationError({"agrees": _("Name and contacts are shared only with the person's consent.")})
    if role == ShareRole.CONTACTS:
        require_openable(actor, case.person)
    row = CaseShare(
        case=case,
        organisation=organisation,
        user=user,
        role=role,
        words=words,
        shared_by=User.objects.get(pk=actor.user_id),
        since=timezone.localdate(),
        until=until,
        **ground(actor, case=case, agrees=agrees, channel=channel, reason=reason),
    )
    return trail.create(actor, row, "case_share.made")


def _check(case: Case, organisation: Organisation, user: User | None, until: date) -> None:
    if not case.is_open:
        raise ValidationError(_("This case is closed."))
    if until < timezone.localdate():
        raise ValidationError({"until": _("This day is past: choose a day to come.")})
    if until > timezone.localdate() + LONGEST_SHARE:
        raise ValidationError({"until": _("A case is shared for a year at most: choose a nearer day.")})
    if organisation.pk == case.organisation_id:
        raise ValidationError({"organisation": _("Your colleagues see the case already.")})
    if not case.project.partnerships.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("This organisation does not take part in the project.")})
    if user is not None and not operators_of(organisation, case.project).filter(pk=user.pk).exists():
        raise ValidationError({"user": _("This user is not an operator of this organisation and project.")})


@transaction.atomic
def revoke_share(actor: Actor, *, share: CaseShare) -> CaseShare:
    """End a share now. Once it has ended, nothing changes."""
    require_on(actor, "cases.edit", share.case)
    trail.lock(share)
    if not share.is_live:
        return share
    return trail.change(actor, share, "case_share.revoked", revoked_on=timezone.localdate())


def end_shares(actor: Actor, *, case: Case) -> None:
    """With the case gone to another organisation, what its sender shared ends. Called by the transfer, which
    checks who may; the shares are looked for by the case, whoever sees them."""
    live = CaseShare.objects.unscoped("all shares of a case that goes end with it").filter(
        live_shares(), case=case
    )
    for share in live:
        trail.change(actor, share, "case_share.revoked", revoked_on=timezone.localdate())


def share_with(actor: Actor, case: Case) -> CaseShare | None:
    """The live share by which the actor sees a case of another organisation, the widest first; None for one's
    own cases and for what is not shared."""
    condition = shares_of(actor)
    if condition is None:
        return None
    mine = CaseShare.objects.unscoped("shares with the actor, asked by the scope's own condition")
    found: CaseShare | None = (
        mine.filter(condition, case=case)
        .select_related("shared_by", "case__organisation")
        .order_by("role")
        .first()
    )
    return found


def lately_shared(actor: Actor, since: date) -> list[CaseShare]:
    """Live shares with the actor that began since a day; costs nothing for those with whom nothing is shared."""
    condition = shares_of(actor)
    if condition is None:
        return []
    mine = CaseShare.objects.unscoped("shares with the actor, asked by the scope's own condition")
    rows = mine.filter(condition, since__gte=since).select_related("shared_by", "case__organisation")
    return list(rows.order_by("-since", "-id")[:MOST])


def identity_of(
    actor: Actor, case: Case, share: CaseShare | None, allowed: set[str] | None = None
) -> Identity | None:
    """The name, where the actor may see it now: as the one who follows, or by a share with contacts. Leaves an
    entry. `allowed` as in `read_identity`."""
    if share is None:
        return read_identity(actor, person=case.person, allowed=allowed)
    if share.role != ShareRole.CONTACTS:
        return None
    reason = _("Case shared until %(day)s") % {"day": share.until.isoformat()}
    return read_shared_identity(actor, person=case.person, reason=reason)
