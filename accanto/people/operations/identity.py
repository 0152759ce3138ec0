"""Writing and opening identities. Opening is an act: it always leaves an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.keys import keyring
from accanto.core.scoping import unrecorded
from accanto.core.screens import allowed_among, allowed_on
from accanto.core.sealed import keyed_hash
from accanto.people.likeness import note_likeness
from accanto.people.models import Identity, IdentityOpening, Person, SearchKey
from accanto.people.names import Facts, keys_of, normalise_document, normalise_email, normalise_phone
from accanto.people.scopes import person_scope

#: The sealed columns of an identity.
FIELDS = ("given_name", "family_name", "also_known_as", "phone", "email", "document", "address")
#: What opens a name: to follow the person, or a reason.
OPENING = ("identities.open", "identities.break_glass")
#: How long a broken glass stays open.
OPEN_FOR = timedelta(minutes=30)
SHORTEST_REASON = 10
#: Identities that one user may hold open by a reason at once: a stolen session does not walk through all.
MOST_OPEN = 5


@transaction.atomic
def add_identity(actor: Actor, *, person: Person, **values: str) -> Identity:
    """Put a name, contacts or a document to a person."""
    if not allowed_on(actor, "people.see", person):
        raise NotAllowed
    if not any(value.strip() for value in values.values()):
        raise ValidationError({"given_name": _("Write at least one of these.")})
    identity = trail.create(actor, Identity(person=person, **values), "identity.added")
    rebuild_keys(person.pk)
    return identity


@transaction.atomic
def change_identity(actor: Actor, *, person: Person, **values: str) -> Identity:
    """Change a name or contacts. Only who may open an identity may change it."""
    identity = Identity.objects.visible_to(actor, "people.see").filter(person=person).first()
    if identity is None:
        return add_identity(actor, person=person, **values)
    if not allowed_on(actor, "identities.edit", person):
        raise NotAllowed
    identity = trail.change(actor, identity, "identity.changed", **values)
    rebuild_keys(person.pk)
    return identity


def rebuild_keys(person_id: UUID) -> None:
    """Write a person's search keys anew, under the current index key.

    Identities of records that were merged into this one count as well: whoever searches for the
    spelling on either record finds the one that stands for both.
    """
    key_id = keyring().ring("index").current
    identities = list(_identities_of(person_id))
    kinds = {keyed_hash(key, use=kind): kind for each in identities for kind, key in _keys_of(each)}
    rows = [
        SearchKey(person_id=person_id, kind=kind, digest=digest, key_id=key_id)
        for digest, kind in kinds.items()
    ]
    with unrecorded("search keys are derived from identities, whose changes are recorded"):
        SearchKey.objects.unscoped("the keys of one person are replaced").filter(person=person_id).delete()
        SearchKey.objects.bulk_create(rows)
    own = identities[0] if identities else None  # the person's own comes first
    note_likeness(person_id, name=f"{own.given_name} {own.family_name}" if own else "")


def _identities_of(person_id: UUID) -> Iterator[Identity]:
    """The identities of a person and of every record merged into it, step by step."""
    why = "keys are made of the identities of one person"
    group = [person_id]
    while group:
        yield from Identity.objects.unscoped(why).filter(person__in=group)
        group = list(Person.objects.unscoped(why).filter(merged_into__in=group).values_list("pk", flat=True))


def _keys_of(identity: Identity) -> Iterable[tuple[str, str]]:
    return keys_of(
        Facts(
            name=f"{identity.given_name} {identity.family_name}",
            also_known_as=identity.also_known_as,
            phone=normalise_phone(identity.phone),
            email=normalise_email(identity.email),
            document=normalise_document(identity.document),
        )
    )


def may_open_now(actor: Actor, person: Person, allowed: set[str] | None = None) -> bool:
    """Whether the name shows without a question: the follower, or a glass that is still open.

    `allowed` is what `allowed_among` just said of OPENING, where the caller has asked it already.
    """
    may = allowed_among(actor, OPENING, person) if allowed is None else allowed
    return "identities.open" in may or ("identities.break_glass" in may and _is_glass_open(actor, person))


def _is_glass_open(actor: Actor, person: Person) -> bool:
    openings = IdentityOpening.objects.unscoped("the actor's own openings of a person in their sight")
    return openings.filter(person=person, opened_by=actor.user_id, until__gt=timezone.now()).exists()


def is_closed(actor: Actor, person: Person) -> bool:
    """Whether there is a name that the actor may not open now; of a person out of sight, always."""
    if Identity.objects.visible_to(actor, "people.see").filter(person=person).exists():
        return not may_open_now(actor, person)
    return not Person.objects.visible_to(actor, "people.see").filter(pk=person.pk).exists()


def require_openable(actor: Actor, *persons: Person) -> None:
    """Raise ValidationError unless every name of these persons may be opened now.

    Asked before an act that would open a name from then on (to follow a person in a colleague's place,
    to merge two records): it is no way round the reason that `break_glass` asks for.
    """
    for person in persons:
        if is_closed(actor, person):
            raise ValidationError(
                _("You may not read the name of %(code)s. Open it first, on its page, by giving a reason.")
                % {"code": person.code},
                code="closed",
            )


def read_identity(actor: Actor, *, person: Person, allowed: set[str] | None = None) -> Identity | None:
    """The identity, if it may be opened now; leaves an entry. None when there is none, or it may not.
    `allowed` as in `may_open_now`."""
    if not may_open_now(actor, person, allowed):
        return None
    identity = Identity.objects.visible_to(actor, "people.see").filter(person=person).first()
    if identity is not None:
        identity.person = person  # the trail asks whose it is
        trail.note(actor, "identity.opened", identity)
    return identity


def read_shared_identity(actor: Actor, *, person: Person, reason: str) -> Identity | None:
    """The identity for someone with whom a case was shared with contacts; leaves an entry that says why.

    Called by the room that holds the share, after it has checked that it is live and the actor's.
    """
    shared = Identity.objects.unscoped(
        "the share of a case with contacts, just checked, is the right to read"
    )
    identity: Identity | None = shared.filter(person=person).first()
    if identity is not None:
        identity.person = person
        trail.note(actor, "identity.opened", identity, reason=reason)
    return identity


def read_own_identity(actor: Actor, *, person: Person) -> Identity | None:
    """The identity for the one whose it is; the entry says that they read it themselves. None where there is none.

    Raises NotAllowed for anyone else.
    """
    if actor.user_id is None or person.account_id != actor.user_id or not actor.may("own.see"):
        raise NotAllowed
    own = Identity.objects.unscoped("one's own name, just checked to be one's own")
    identity: Identity | None = own.filter(person=person).first()
    if identity is not None:
        identity.person = person
        trail.note(actor, "identity.read_by_oneself", identity)
    return identity


@transaction.atomic
def break_glass(actor: Actor, *, person: Person, reason: str) -> IdentityOpening:
    """Open an identity for half an hour by giving a reason; the organisation's managers are told.

    If they cannot be told, nothing opens. Raises ValidationError for a reason that says nothing.
    """
    if not allowed_on(actor, "identities.break_glass", person):
        raise NotAllowed
    if _held_open(actor, person) >= MOST_OPEN:
        raise ValidationError(
            _("You hold %(count)s identities open. Wait until the first of them closes.")
            % {"count": MOST_OPEN}
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Say in a few words why you need it: your manager will read it.")})
    if not Identity.objects.visible_to(actor, "people.see").filter(person=person).exists():
        raise ValidationError(_("No name is recorded for this person: there is nothing to open."))
    reach = actor.rows("identities.break_glass", person_scope.paths)
    involvement = person.involvements.filter(reach).order_by("created_at").first()
    if involvement is None:
        raise NotAllowed
    opening = IdentityOpening(
        person=person,
        organisation_id=involvement.organisation_id,
        project_id=involvement.project_id,
        territory_id=involvement.territory_id,
        opened_by=User.objects.get(pk=actor.user_id),
        reason=reason,
        until=timezone.now() + OPEN_FOR,
    )
    opening = trail.create(actor, opening, "identity.glass_broken")
    _tell_managers(opening)
    return opening


def _held_open(actor: Actor, person: Person) -> int:
    """How many other persons' identities the actor holds open by a reason."""
    openings = IdentityOpening.objects.unscoped("the actor's own openings, counted")
    held = openings.filter(opened_by=actor.user_id, until__gt=timezone.now()).exclude(person=person)
    return held.values("person").distinct().count()


def _tell_managers(opening: IdentityOpening) -> None:
    """Inside the transaction: when the message cannot be handed over, the glass stays whole.

    The reason stays in the product, and out of the trail, which is never forgotten: someone may have
    written a name into it, and neither mail nor trail is sealed.
    """
    told = _to_be_told(opening)
    if not told:
        raise ValidationError(
            _("Nobody could be told: your organisation has no other manager. Ask the administrator.")
        )
    try:
        for user in told:
            _tell(user, opening)
    except OSError as error:  # smtplib's errors are OSErrors
        raise ValidationError(
            _("Your manager could not be told, so nothing was opened. Try again in a few minutes.")
        ) from error


def _to_be_told(opening: IdentityOpening) -> list[User]:
    """The organisation's other managers of today; where there is none, the administrators."""
    today = timezone.localdate()
    held = Membership.objects.unscoped("managers are told of an opening in their organisation").filter(
        Q(until=None) | Q(until__gte=today), since__lte=today, user__is_active=True
    )
    others = held.exclude(user=opening.opened_by_id)
    managers = others.filter(role=Role.MANAGER, organisation=opening.organisation_id)
    told = User.objects.filter(memberships__in=managers.values("pk")).distinct()
    administrators = others.filter(role=Role.ADMINISTRATOR)
    return list(told or User.objects.filter(memberships__in=administrators.values("pk")).distinct())


def _tell(user: User, opening: IdentityOpening) -> None:
    with translation.override(user.language):
        send_mail(
            _("An identity was opened"),
            _(
                "%(who)s opened the identity of %(code)s. The reason is in Accanto: read it there, and review it."
            )
            % {"who": opening.opened_by.name, "code": opening.person.code},
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
        )


@transaction.atomic
def review_opening(actor: Actor, *, opening: IdentityOpening, note: str = "") -> IdentityOpening:
    """A manager has looked at why a glass was broken."""
    if not allowed_on(actor, "openings.review", opening) or opening.opened_by_id == actor.user_id:
        raise NotAllowed
    trail.lock(opening)
    if opening.reviewed_at is not None:
        raise ValidationError(_("Someone has reviewed this already."))
    return trail.change(
        actor,
        opening,
        "identity.opening_reviewed",
        reviewed_by=User.objects.get(pk=actor.user_id),
        reviewed_at=timezone.now(),
        review_note=note,
    )
