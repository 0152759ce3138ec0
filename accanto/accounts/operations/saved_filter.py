"""Keeping a filter of a list under a name, and letting it go."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.accounts.models import SavedFilter, User
from accanto.accounts.saved import is_known
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed

#: Filters that one user keeps for one list: more would be a list to search.
MOST = 12


@transaction.atomic
def save_filter(actor: Actor, *, page: str, query: str, name: str) -> SavedFilter:
    """Keep what was chosen in a list under a name; one's own alone sees it. The same name takes the new choice.

    Raises ValidationError where nothing was chosen, the same choice is kept already, or too many are.
    """
    if actor.user_id is None:
        raise NotAllowed
    if not is_known(page) or not query:
        raise ValidationError(_("Choose something in the filters of the list first."))
    mine = list(SavedFilter.objects.visible_to(actor).filter(user=actor.user_id, page=page))
    same = next((each for each in mine if each.name == name), None)
    if same is not None:
        return trail.change(actor, same, "saved_filter.changed", query=query)
    if len(mine) >= MOST:
        raise ValidationError(_("You keep %d filters of this list: remove one first.") % MOST)
    row = SavedFilter(user=User.objects.get(pk=actor.user_id), page=page, query=query, name=name)
    return trail.create(actor, row, "saved_filter.kept")


def remove_filter(actor: Actor, *, saved: SavedFilter) -> None:
    """Let a filter of one's own go."""
    if saved.user_id != actor.user_id:
        raise NotAllowed
    trail.remove(actor, saved, "saved_filter.removed")
