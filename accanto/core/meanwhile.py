"""Two people edit one record: the second to save sees both texts, keeps their own, and chooses (ADR 0024).

The form carries when its record was last changed (`seen`) and a digest of each value as it stood then (`began`): so
whoever saves later is told which fields the other changed, and in which of them both wrote. Nothing is merged in
silence, and nothing typed is lost. `trail.expect` holds the same against two who save in one moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from accanto.core import trail
from accanto.core.words import CHANGED_MEANWHILE, words_of_day

SEEN, BEGAN = "seen", "began"
BOOKKEEPING = (SEEN, BEGAN)
#: Before a field's name: what becomes of it where both wrote ("mine", "theirs", "both").
TAKE = "take-"
#: So much of a digest tells two values of one field apart.
_DIGEST = 12
_MOST_BEGAN = 10_000


@dataclass(frozen=True)
class Theirs:
    """What someone else wrote in a field meanwhile.

    `taken`: the reader had not touched the field, so it holds the other's words now. Otherwise `choice` is the name
    under which they choose, and `joins` says that both texts may stay, one after the other.
    """

    words: str
    choice: str
    taken: bool
    joins: bool


class SideBySide:
    """What a form that edits one record does when the record was changed since it was opened."""

    row: models.Model | None
    fields: dict[str, forms.Field]
    data: Any
    files: Any

    def watch(self, now: dict[str, Any]) -> None:
        """`now` holds the record's values under the form's names; called when the form is made."""
        #: Fields that someone else changed meanwhile, for the page.
        self.meanwhile: dict[str, Theirs] = {}
        self._now = now
        self.fields[SEEN] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=40, initial=stamp_of(self.row)
        )
        self.fields[BEGAN] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=_MOST_BEGAN, initial=self._began
        )

    def full_clean(self) -> None:
        """What was chosen is taken over before anything is read: by now a form has all its fields, those too that it
        adds to itself."""
        if hasattr(self, "_now") and self.data and self.data.get(SEEN) == stamp_of(self.row):
            self._choose()
        super().full_clean()  # type: ignore[misc]

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data.get(SEEN) or ""  # type: ignore[attr-defined]
        if self.row is None or not seen:
            return seen
        if seen == stamp_of(self.row):
            trail.expect(self.row)
        elif self._differs():
            raise ValidationError(CHANGED_MEANWHILE, code=trail.STALE)
        return seen  # the same sent twice, or the same written by two: nothing is lost

    def too_late(self) -> None:
        """The record was changed between reading it and writing it: read it anew and lay both side by side."""
        assert self.row is not None
        self.row.refresh_from_db()
        self._now = self.initial_of(self.row)  # type: ignore[attr-defined]
        self._differs()

    def _watched(self) -> Iterator[tuple[str, forms.Field]]:
        for name in self._now:
            field = self.fields.get(name)
            if field is not None and not field.widget.needs_multipart_form:
                yield name, field

    def _began(self) -> str:
        return ",".join(f"{name}:{_digest(plain(field, self._now[name]))}" for name, field in self._watched())

    def _typed(self, name: str, field: forms.Field) -> list[str]:
        return plain(field, field.widget.value_from_datadict(self.data, self.files, name))

    def _differs(self) -> bool:
        """Lay both side by side: where only the other wrote, their words are taken over. False where what was typed
        is what stands there now."""
        began = dict(part.partition(":")[::2] for part in str(self.data.get(BEGAN) or "").split(","))
        data = self.data.copy()
        differ = {*self.fields} - {*self._now, *BOOKKEEPING} != set()
        for name, field in self._watched():
            now, typed = plain(field, self._now[name]), self._typed(name, field)
            if now == typed:
                continue
            differ = True
            if began.get(name) == _digest(now):
                continue  # only the reader wrote here
            taken = began.get(name) == _digest(typed)
            joins = isinstance(field.widget, forms.Textarea)
            self.meanwhile[name] = Theirs(_said(field, self._now[name]), f"{TAKE}{name}", taken, joins)
            if taken:
                _put(data, name, now)
        _put(data, SEEN, [stamp_of(self.row)])
        _put(data, BEGAN, [self._began()])
        self.data = data
        return differ

    def _choose(self) -> None:
        """Take over what was chosen beside the field, where the record is still as it was shown then."""
        data = self.data.copy()
        for name, field in self._watched():
            choice, now = data.pop(f"{TAKE}{name}", None), plain(field, self._now[name])
            choice = choice[-1] if isinstance(choice, list) and choice else choice
            if choice == "theirs":
                _put(data, name, now)
            elif choice == "both" and isinstance(field.widget, forms.Textarea):
                _put(data, name, ["\n\n".join([*self._typed(name, field), *now])])
        self.data = data


def stamp_of(row: models.Model | None) -> str:
    """When a record was last changed, as forms carry it."""
    updated_at = getattr(row, "updated_at", None)
    return updated_at.isoformat() if updated_at else ""


def plain(field: forms.Field, value: Any) -> list[str]:
    """A value as a browser sends it, whether it comes from the record or from the page; nothing is []."""
    value = field.prepare_value(value)
    if isinstance(value, bool):
        return ["True"] if value else []
    if value is None or isinstance(value, str):
        text = (value or "").replace("\r\n", "\n").strip()
        return [text] if text else []
    if isinstance(value, Iterable):
        return sorted(str(each) for each in value)
    if isinstance(value, date):
        return [str(field.widget.format_value(value))]
    return [str(value)]


def _digest(values: list[str]) -> str:
    return hashlib.sha256("\x1f".join(values).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def _put(data: Any, name: str, values: list[str]) -> None:
    if hasattr(data, "setlist"):
        data.setlist(name, values)
    else:
        data[name] = values[0] if values else ""


def _said(field: forms.Field, value: Any) -> str:
    """The value in words."""
    if isinstance(value, date):
        return words_of_day(value)
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        rows = rows.filter(**{f"{field.to_field_name or 'pk'}__in": plain(field, value)})
        return ", ".join(str(field.label_from_instance(row)) for row in rows)  # those that the reader sees
    words = dict(_flat(field.choices)) if isinstance(field, forms.ChoiceField) else {}
    return ", ".join(words.get(each, each) for each in plain(field, value))


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(key), str(label)
