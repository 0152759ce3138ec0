"""What search keeps beside the entries: all of it is derived from them, but for synonyms and the log.

The tokens themselves stand in a table of the engine's own kind (`search/engine.py`), one row for each
SearchEntry, under its number.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import OpenRecord, Record
from accanto.core.scoping import RowScope
from accanto.core.words import Area
from accanto.directory.models.base import Visibility
from accanto.directory.scopes import entry_scope

#: Languages that have words of their own in the search.
LANGUAGES = (
    ("it", _("Italian")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ar", _("Arabic")),
    ("ro", _("Romanian")),
)


class Derived(Record):
    """A row that is worked out from others: numbered, written in bulk, kept by no trail."""

    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment]  # full-text rows are numbered
    created_at = None  # type: ignore[assignment]
    updated_at = None  # type: ignore[assignment]

    class Meta:
        abstract = True


class SearchEntry(Derived):
    """A service as search knows it.

    A service with parts for operators alone has two rows: what everyone may find it by, which is then
    `shadowed`, and what operators find it by. Everyone reads the rows of their visibility.
    """

    scope: ClassVar[RowScope | None] = entry_scope

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="search_entries")
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    shadowed = models.BooleanField(default=False)
    name = models.CharField(max_length=300)
    is_open = models.BooleanField(default=True)  # its state, not its hours
    check_again_by = models.DateField(null=True)
    #: [[ISTAT code, latitude, longitude], …] of its places; without coordinates, the town's centre.
    places = models.JSONField(default=list)
    #: What a line of a list says beside the service's own columns: {"towns": [name (province), …],
    #: "areas": [code, …], "spoken": [ISO 639-3, …]}.
    card = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "visibility"], name="search_entry_once")]
        indexes = [
            models.Index(fields=["visibility", "is_open", "name", "id"]),
            models.Index(fields=["shadowed", "is_open", "name", "id"]),
        ]

    def __str__(self) -> str:
        return self.name


class SearchSlot(Derived):
    """Open on a day from minute to minute of it, in the days to come; over midnight it is two rows."""

    scope_parent: ClassVar[str | None] = "entry"

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="slots")
    day = models.DateField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["day", "opens", "closes", "entry"])]

    def __str__(self) -> str:
        return f"{self.day} {self.opens}–{self.closes}"


class SearchWord(Derived):
    """A word of the entries, for typing errors. Public once a public entry says it."""

    scope: ClassVar[RowScope | None] = entry_scope

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=40)
    token = models.CharField(max_length=44)
    length = models.PositiveSmallIntegerField()
    visibility = models.CharField(max_length=10, choices=Visibility.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="search_word_once")]
        indexes = [
            models.Index(fields=["token"]),
            models.Index(fields=["language", "length"]),
        ]

    def __str__(self) -> str:
        return self.word


class SynonymGroup(OpenRecord):
    """Words of one language that mean the same to someone who searches.

    Groups with the same `key` in several languages are one concept; a key that is an area of need also
    finds the services of that area.
    """

    open_because: ClassVar[str] = "words of languages"
    trail_kind: ClassVar[str] = "synonyms"

    key = models.SlugField(_("concept"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    words = models.TextField(_("words"), max_length=2000)

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ("key", "language")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"],
                name="synonyms_once",
                violation_error_message=_("This concept has words in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("directory:synonyms_list")

    @property
    def listed(self) -> list[str]:
        """The words and phrases, one by one."""
        return [
            word.strip()
            for word in self.words.replace("،", ",").replace("\n", ",").split(",")
            if word.strip()
        ]

    @property
    def area(self) -> str:
        """The area of need that the concept is, or nothing."""
        return self.key if self.key in Area.values else ""


class EmptySearch(Derived):
    """What was looked for and not found. Says nothing of who looked for it; kept for 90 days."""

    scope: ClassVar[RowScope | None] = RowScope(see="services.edit")

    text = models.CharField(_("looked for"), max_length=100)
    language = models.CharField(_("language"), max_length=2)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ("-times", "-last_on", "id")
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="empty_search_once")]
        indexes = [models.Index(fields=["last_on"])]

    def __str__(self) -> str:
        return self.text
