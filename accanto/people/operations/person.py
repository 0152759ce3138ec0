"""Persons and who knows them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project, Territory
from accanto.network.operations.partnership import require_place
from accanto.people.likeness import note_likeness
from accanto.people.models import (
    Consent,
    Involvement,
    LanguageSkill,
    NoticeGiven,
    Person,
    Protection,
)
from accanto.people.operations.identity import FIELDS, add_identity, require_openable
from accanto.people.scopes import person_scope


def require_on(actor: Actor, capability: str, person: Person) -> None:
    """Raise NotAllowed unless the actor has the capability on this person."""
    if not allowed_on(actor, capability, person):
        raise NotAllowed


@transaction.atomic
def add_person(
    actor: Actor,
    *,
    organisation: Organisation,
    project: Project,
    territory: Territory | None = None,
    follower: User | None = None,
    **values: Any,
) -> Person:
    """A new person whom an organisation knows in a project. `values`: facts of Person, and any of the
    identity's fields. Search first: a person met twice is one person.
    """
    require_place(actor, "people.add", organisation=organisation, project=project, territory=territory)
    identity = {name: values.pop(name) for name in FIELDS if name in values}
    person = trail.create(actor, Person(**values), "person.added")
    _add_involvement(actor, person, organisation, project, territory, follower)
    if any(identity.values()):
        add_identity(actor, person=person, **identity)
    return person


def change_person(actor: Actor, *, person: Person, **facts: Any) -> Person:
    """Change facts of a person."""
    require_on(actor, "people.edit", person)
    with transaction.atomic():
        person = trail.change(actor, person, "person.changed", **facts)
        note_likeness(person.pk)
    return person


@transaction.atomic
def involve(
    actor: Actor,
    *,
    person: Person,
    organisation: Organisation,
    project: Project,
    territory: Territory | None = None,
    follower: User | None = None,
) -> Involvement:
    """Note that an organisation knows a person in a project; a follower given takes over from before.

    Called by the operations that meet or follow someone, after they have checked their own capability
    on a person in the actor's sight. Raises ValidationError for who would follow, in a colleague's place,
    a person whose name they may not open: following opens it.
    """
    require_on(actor, "people.see", person)
    if follower is not None and follower.pk == actor.user_id and _followed_by_another(actor, person):
        require_openable(actor, person)
    known = person.involvements.filter(organisation=organisation, project=project).first()
    if known is None:
        return _add_involvement(actor, person, organisation, project, territory, follower)
    values: dict[str, Any] = {"follower": follower} if follower is not None else {}
    if territory is not None and known.territory_id is None:
        values["territory"] = territory
    return trail.change(actor, known, "person.followed", **values)


def _followed_by_another(actor: Actor, person: Person) -> bool:
    reach = actor.rows("people.see", person_scope.paths)
    followed = person.involvements.filter(reach).exclude(follower=None)
    return bool(followed.exclude(follower=actor.user_id).exists())


def _add_involvement(
    actor: Actor,
    person: Person,
    organisation: Organisation,
    project: Project,
    territory: Territory | None,
    follower: User | None,
) -> Involvement:
    row = Involvement(
        person=person, organisation=organisation, project=project, territory=territory, follower=follower
    )
    return trail.create(actor, row, "person.involved")


@transaction.atomic
def hand_on(
    actor: Actor,
    *,
    person: Person,
    sender: Organisation,
    receiver: Organisation,
    project: Project,
    follower: User,
    territory: Territory | None = None,
) -> Involvement:
    """A person handed from one organisation to another of the project: the receiver knows them from now, and the
    sender no longer does, so that what is written from now on is not read there.

    Called by the operation that takes the case on, after it has checked that the actor may answer the offer.
    """
    left = person.involvements.filter(organisation=sender, project=project).first()
    if left is not None:
        trail.remove(actor, left, "person.handed_on")
    known = person.involvements.filter(organisation=receiver, project=project).first()
    if known is not None:
        if follower.pk == actor.user_id and _followed_by_another(actor, person):
            require_openable(actor, person)
        return trail.change(actor, known, "person.followed", follower=follower)
    return _add_involvement(actor, person, receiver, project, territory, follower)


def add_language(
    actor: Actor, *, person: Person, language: str, level: str, is_first: bool = False
) -> LanguageSkill:
    require_on(actor, "people.edit", person)
    known = person.languages.filter(language=language).first()
    if known is not None:
        return trail.change(actor, known, "language.changed", level=level, is_first=is_first)
    row = LanguageSkill(person=person, language=language, level=level, is_first=is_first)
    return trail.create(actor, row, "language.added")


def remove_language(actor: Actor, *, skill: LanguageSkill) -> None:
    """Take away a language that was listed by mistake."""
    require_on(actor, "people.edit", skill.person)
    trail.remove(actor, skill, "language.removed")


def note_protection(
    actor: Actor, *, person: Person, kind: str, state: str, expires_on: str = ""
) -> Protection:
    """A dated statement of protection or permit; earlier ones stay as history."""
    require_on(actor, "status.see", person)
    row = Protection(
        person=person, kind=kind, state=state, expires_on=expires_on, noted_on=timezone.localdate()
    )
    return trail.create(actor, row, "protection.noted")


def give_notice(actor: Actor, *, person: Person, **values: Any) -> NoticeGiven:
    """That the notice on personal data was given (GDPR, articles 13 and 14)."""
    require_on(actor, "people.edit", person)
    return trail.create(actor, NoticeGiven(person=person, **values), "notice.given")


def give_consent(actor: Actor, *, person: Person, **values: Any) -> Consent:
    require_on(actor, "people.edit", person)
    return trail.create(actor, Consent(person=person, **values), "consent.given")


def withdraw_consent(actor: Actor, *, consent: Consent) -> Consent:
    """A consent is withdrawn as easily as it was given (GDPR, article 7(3))."""
    require_on(actor, "people.edit", consent.person)
    return trail.change(actor, consent, "consent.withdrawn", withdrawn_on=timezone.localdate())


def known_through(actor: Actor, person: Person) -> Involvement:
    """Where the actor may change the person: another organisation may know them as well."""
    reach = actor.rows("people.edit", person_scope.paths)
    rows = person.involvements.filter(reach).order_by("created_at")
    found: Involvement | None = rows.select_related(
        "organisation", "project", "territory", "follower"
    ).first()
    if found is None:
        raise NotAllowed
    return found
