"""Texts of entries in other languages, and how far each translation is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.directory.models.base import Entry, long_text, part_of


class Translation(Entry):
    """A field of an entry in one more language.

    `source_digest` is that of the source text when this was written: where it differs from the digest
    of the text as it is, the translation is stale whatever its state says.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        MACHINE = "machine", _("By machine, not read yet")
        IN_REVIEW = "in_review", _("Waiting to be read")
        PUBLISHED = "published", _("Published")

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "organization", "location")

    service = part_of("directory.Service", "translations")
    organization = part_of("directory.Organization", "translations")
    location = part_of("directory.Location", "translations")
    field = models.CharField(max_length=40)
    language = models.CharField(_("language"), max_length=2)
    text = long_text(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    source_digest = models.CharField(max_length=32)
    #: The same as the digests say, kept by `operations.stale` so that lists can ask the database.
    stale = models.BooleanField(default=False, editable=False)
    by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "field", "language"], name="service_text_once"),
            models.UniqueConstraint(
                fields=["organization", "field", "language"], name="organization_text_once"
            ),
            models.UniqueConstraint(fields=["location", "field", "language"], name="location_text_once"),
        ]
        indexes = [
            models.Index(fields=["language", "state"]),
            models.Index(fields=["language", "stale"]),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.language})"
