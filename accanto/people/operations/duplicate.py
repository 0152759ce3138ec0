"""Making two records one, undoing it, and remembering that they are two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.models import Record
from accanto.core.screens import allowed_on
from accanto.network.models import Municipality
from accanto.people.models import DuplicateVerdict, Involvement, Likeness, Merge, Person, SearchKey
from accanto.people.operations.identity import rebuild_keys, require_openable
from accanto.people.scopes import person_scope

#: How long a merge can be undone.
UNDO_FOR = timedelta(days=30)
_WHY = "rows of two persons whom the actor may merge"
_FACTS = ("year_of_birth", "age_band", "gender", "nationality", "language", "municipality", "in_italy_since")
_UNSAID = (None, "", "unknown")
#: Not re-pointed: what was decided about records, and keys, which are made anew.
_STAY: tuple[type[Record], ...] = (Merge, DuplicateVerdict, Person, SearchKey, Likeness)


def _require(actor: Actor, *persons: Person) -> None:
    if not all(allowed_on(actor, "people.merge", person) for person in persons):
        raise NotAllowed


def _require_whole(actor: Actor, *persons: Person) -> None:
    """Raise ValidationError where someone beyond the actor's reach knows one of these persons as well.

    A merge moves what everyone wrote, and shows each side what the other knew.
    """
    reach = actor.rows("people.merge", person_scope.paths)
    for person in persons:
        if person.involvements.count() != person.involvements.filter(reach).count():
            raise ValidationError(
                _("Someone beyond your reach knows one of these two as well, so it is not yours to do alone.")
            )


@transaction.atomic
def merge_people(actor: Actor, *, keep: Person, absorb: Person, reasons: list[str]) -> Merge:
    """Point everything of one record at another, and remember what was where.

    Rows that the kept person already has (the same language, the same organisation) stay where they
    are. Raises ValidationError when both have an open case in the same project, when the actor may not
    open both names now, or when someone out of the actor's reach knows one of them.
    """
    _require(actor, keep, absorb)
    for person in sorted((keep, absorb), key=lambda each: str(each.pk)):
        trail.lock(person)
    if keep.pk == absorb.pk or keep.merged_into_id or absorb.merged_into_id:
        raise ValidationError(_("These two records cannot be merged: one of them was merged before."))
    _require_whole(actor, keep, absorb)
    require_openable(actor, keep, absorb)
    rows: dict[str, list[str]] = {}
    stayed: dict[str, list[str]] = {}
    for model, field, row in _rows_of(absorb):
        where = rows if _repoint(actor, row, field, keep) else stayed
        where.setdefault(f"{model._meta.label}.{field}", []).append(str(row.pk))
    moved = {
        "rows": rows,
        "stayed": stayed,
        "facts": _complete(actor, keep, absorb),
        "followers": _take_over_followers(actor, keep, absorb),
        "account": _hand_account(actor, absorb, keep),
    }
    trail.change(actor, absorb, "person.merged", merged_into=keep)
    for person in (keep, absorb):
        rebuild_keys(person.pk)
    merge = Merge(
        kept=keep,
        absorbed=absorb,
        merged_by=User.objects.filter(pk=actor.user_id).first(),
        reasons=reasons,
        moved=moved,
        undo_until=timezone.now() + UNDO_FOR,
    )
    return trail.create(actor, merge, "merge.made")


@transaction.atomic
def undo_merge(actor: Actor, *, merge: Merge) -> Merge:
    """Put everything back where it was. What was written since then stays with the kept person."""
    _require(actor, merge.kept)
    trail.lock(merge)
    _require_whole(actor, merge.kept)
    if merge.undone_at is not None or merge.undo_until < timezone.now():
        raise ValidationError(_("This merge can no longer be undone."))
    if merge.kept.merged_into_id:
        raise ValidationError(_("The kept record was merged again later: undo that merge first."))
    for label, ids in merge.moved["rows"].items():
        model, field = _model_and_field(label)
        for row in model.objects.unscoped(_WHY).filter(pk__in=ids, **{field: merge.kept_id}):
            trail.change(actor, row, "merge.row_returned", **_at(field, merge.absorbed))
    if merge.moved["account"] and merge.kept.account_id is not None:
        _hand_account(actor, merge.kept, merge.absorbed)
    for row in Involvement.objects.unscoped(_WHY).filter(pk__in=merge.moved["followers"]):
        before, after = merge.moved["followers"][str(row.pk)]
        if str(row.follower_id) == after:
            follower = User.objects.filter(pk=before).first() if before else None
            trail.change(actor, row, "merge.row_returned", follower=follower)
    _uncomplete(actor, merge)
    trail.change(actor, merge.absorbed, "person.unmerged", merged_into=None)
    for person in (merge.kept, merge.absorbed):
        rebuild_keys(person.pk)
    return trail.change(actor, merge, "merge.undone", undone_at=timezone.now())


def _complete(actor: Actor, keep: Person, absorb: Person) -> dict[str, list[Any]]:
    """Facts that only the other record says. Returns [before, after] for each."""
    said = {
        name: getattr(absorb, name)
        for name in _FACTS
        if getattr(keep, name) in _UNSAID and getattr(absorb, name) not in _UNSAID
    }
    before = {name: getattr(keep, _column(name)) for name in said}
    trail.change(actor, keep, "person.completed", **said)
    return {name: [before[name], getattr(keep, _column(name))] for name in said}


def _uncomplete(actor: Actor, merge: Merge) -> None:
    """Take back the facts that the merge brought, but for those that someone corrected since."""
    kept = merge.kept
    back: dict[str, Any] = {
        name: before
        for name, (before, after) in merge.moved["facts"].items()
        if getattr(kept, _column(name)) == after
    }
    if "municipality" in back:
        back["municipality"] = Municipality.objects.filter(pk=back["municipality"]).first()
    trail.change(actor, kept, "person.uncompleted", **back)


def _take_over_followers(actor: Actor, keep: Person, absorb: Person) -> dict[str, list[str]]:
    """Where both are known, the absorbed record's follower follows the kept one if nobody does, or only
    whoever merges: nobody takes a colleague's place by a merge. Returns [before, after] for each."""
    taken: dict[str, list[str]] = {}
    for left in Involvement.objects.unscoped(_WHY).filter(person=absorb, follower__isnull=False):
        ours = keep.involvements.filter(organisation=left.organisation_id, project=left.project_id).first()
        if (
            ours is not None
            and ours.follower_id in (None, actor.user_id)
            and ours.follower_id != left.follower_id
        ):
            before = str(ours.follower_id or "")
            trail.change(actor, ours, "person.followed", follower=left.follower)
            taken[str(ours.pk)] = [before, str(left.follower_id)]
    return taken


def _hand_account(actor: Actor, giver: Person, taker: Person) -> bool:
    """The person's own way in goes with the record that stands for them. Returns whether one went."""
    account = giver.account
    if account is None or taker.account_id is not None:
        return False
    trail.change(actor, giver, "person.account_handed", account=None)
    trail.change(actor, taker, "person.account_taken", account=account)
    return True


def tell_apart(actor: Actor, *, one: Person, other: Person) -> DuplicateVerdict:
    """Not the same person: remembered, so that nobody is asked again."""
    _require(actor, one, other)
    lower, higher = sorted((one, other), key=lambda person: str(person.pk))
    known = DuplicateVerdict.objects.unscoped(_WHY).filter(person=lower, other=higher).first()
    return known or trail.create(actor, DuplicateVerdict(person=lower, other=higher), "person.told_apart")


def _rows_of(person: Person) -> Iterator[tuple[type[Record], str, Record]]:
    """Every row of every table that points at a person, but for those that are made anew or about records."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        if not (isinstance(model, type) and issubclass(model, Record)) or model in _STAY:
            continue
        rows = model.objects.unscoped(_WHY).filter(**{relation.field.name: person.pk}).order_by("pk")
        for row in rows:
            yield model, relation.field.name, row


def _repoint(actor: Actor, row: Record, field: str, keep: Person) -> bool:
    """Point a row at the kept person, unless the kept person has one like it. Returns whether it moved."""
    before = getattr(row, field)
    try:
        with transaction.atomic():
            trail.change(actor, row, "merge.row_moved", **_at(field, keep))
    except ValidationError as error:
        setattr(row, field, before)
        if row._meta.label == "cases.Case":
            raise ValidationError(
                _("Both have an open case in the same project: close one of them first.")
            ) from error
        return False
    return True


def _model_and_field(label: str) -> tuple[type[Record], str]:
    model_label, _dot, field = label.rpartition(".")
    model: Any = apps.get_model(model_label)
    return model, field


def _at(field: str, person: Person) -> dict[str, Any]:
    return {field: person}


def _column(name: str) -> str:
    return "municipality_id" if name == "municipality" else name
