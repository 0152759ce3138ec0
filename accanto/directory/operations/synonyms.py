"""Words that mean the same: written and taken away by editors."""

from __future__ import annotations

import tomllib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import SynonymGroup
from accanto.directory.search.analyser import DATA


def add_synonyms(actor: Actor, *, key: str, language: str, words: str) -> SynonymGroup:
    """A concept in one language. Raises ValidationError where nothing is left of the words."""
    actor.require("services.edit")
    row = SynonymGroup(key=key, language=language, words=_tidy(words))
    return trail.create(actor, row, "synonyms.added")


def change_synonyms(actor: Actor, *, group: SynonymGroup, words: str) -> SynonymGroup:
    """Other words for a concept."""
    actor.require("services.edit")
    return trail.change(actor, group, "synonyms.changed", words=_tidy(words))


def remove_synonyms(actor: Actor, *, group: SynonymGroup) -> None:
    """Its words no longer mean the same."""
    actor.require("services.edit")
    trail.remove(actor, group, "synonyms.removed")


def _tidy(words: str) -> str:
    listed = SynonymGroup(words=words).listed
    if not listed:
        raise ValidationError({"words": _("Write at least one word.")})
    return ", ".join(dict.fromkeys(listed))


def shipped_synonyms() -> list[tuple[str, str, str]]:
    """(concept, language, words) of the shipped list."""
    with (DATA / "synonyms.toml").open("rb") as file:
        listed = tomllib.load(file)
    return [(key, language, words) for key, group in listed.items() for language, words in group.items()]
