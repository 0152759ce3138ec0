"""The vault: name, contacts and documents of a person, sealed, opened only on purpose."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.people.models.person import Person
from accanto.people.scopes import opening_scope


class Identity(Record):
    """Who a person is. Every column that says so is sealed under a key outside the database."""

    scope_parent: ClassVar[str | None] = "person"
    trail_kind: ClassVar[str] = "identity"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity")
    given_name = SealedTextField(_("given name"), blank=True, default="")
    family_name = SealedTextField(_("family name"), blank=True, default="")
    also_known_as = SealedTextField(_("also known as"), blank=True, default="")
    phone = SealedTextField(_("telephone"), blank=True, default="")
    email = SealedTextField(_("e-mail address"), blank=True, default="")
    document = SealedTextField(_("number of a document"), blank=True, default="")
    address = SealedTextField(_("address"), blank=True, default="")

    class Meta:
        verbose_name = _("identity")

    def __str__(self) -> str:
        return "<sealed>"


class SearchKey(Record):
    """Keyed hashes by which an identity is found: of sounds and spellings of its names, of its
    telephone, e-mail address and document. Equality is all that can be asked of them."""

    class Kind(models.TextChoices):
        NAME = "name"
        PHONE = "phone"
        EMAIL = "email"
        DOCUMENT = "document"

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="search_keys")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.BinaryField(max_length=16)
    key_id = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "person"], name="search_key_once")]

    def __str__(self) -> str:
        return self.kind


class Likeness(Record):
    """What two partners' records of one person have in common, without a name.

    `name` is the keyed hash of all words of the name, in no order. `mark` is the keyed hash of that
    with gender, year of birth and nationality; null unless all of them are recorded.
    """

    scope_parent: ClassVar[str | None] = "person"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="likeness")
    name = models.BinaryField(max_length=16)
    mark = models.UUIDField(null=True, db_index=True)

    def __str__(self) -> str:
        return "<likeness>"


class IdentityOpening(Record):
    """A glass that was broken: who opened an identity, why, until when, and who was told."""

    scope: ClassVar[RowScope | None] = opening_scope
    trail_kind: ClassVar[str] = "opening"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("reason"))  # "her brother waits at…": it may say who someone is
    until = models.DateTimeField(_("open until"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = SealedTextField(_("note of the review"), blank=True, default="")

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"]),
            models.Index(fields=["person", "opened_by", "until"]),
        ]

    def __str__(self) -> str:
        return str(self.person)
