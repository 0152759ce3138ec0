"""Which lists let a user keep a filter under a name: each room registers its own, with their filters' form."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accanto.core.forms import FilterForm

_pages: dict[str, type[FilterForm]] = {}
#: The longest value of one filter that is kept: codes and keys are shorter.
_LONGEST = 60


def register(page: str, form: type[FilterForm]) -> None:
    """Called by a room's AppConfig.ready(): the name of the list's address, and the form of its filters."""
    _pages[page] = form


def is_known(page: str) -> bool:
    return page in _pages


def chosen_query(page: str, sent: MultiValueDict[str, str]) -> str:
    """What was chosen in the filters of a list, as it stands in its address: known names alone, in the order of
    the form, so that the same choice is the same text. "" where nothing was."""
    kept = QueryDict(mutable=True)
    for name in _pages[page].base_fields:
        for value in sent.getlist(name):
            if value and len(value) <= _LONGEST:
                kept.appendlist(name, value)
    return kept.urlencode()
