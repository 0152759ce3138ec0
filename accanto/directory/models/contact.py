"""Whom to reach and in which language: HSDS contact, phone, language.

One row may stand below several parents at once, as in HSDS.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.directory.models.base import Entry, line, long_text, part_of

_PARENTS = ("organization", "service", "service_at_location", "location")


class Contact(Entry):
    """Someone to ask for (HSDS `contact`): an office or a function rather than a person's name."""

    scope_parents: ClassVar[tuple[str, ...]] = _PARENTS
    trail_kind: ClassVar[str] = "directory_contact"  # "contact" is that of a tutoring
    hsds: ClassVar[str] = "contact"

    organization = part_of("directory.Organization", "contacts")
    service = part_of("directory.Service", "contacts")
    service_at_location = part_of("directory.ServiceAtLocation", "contacts")
    location = part_of("directory.Location", "contacts")
    name = line(_("name"))
    title = line(_("role"))
    department = line(_("office"))
    email = models.EmailField(_("e-mail address"), blank=True)

    def __str__(self) -> str:
        return self.name or self.title or self.department


class Phone(Entry):
    """A telephone number (HSDS `phone`)."""

    scope_parents: ClassVar[tuple[str, ...]] = (*_PARENTS, "contact")
    hsds: ClassVar[str] = "phone"

    organization = part_of("directory.Organization", "phones")
    service = part_of("directory.Service", "phones")
    service_at_location = part_of("directory.ServiceAtLocation", "phones")
    location = part_of("directory.Location", "phones")
    contact = part_of("directory.Contact", "phones")
    number = models.CharField(_("number"), max_length=60)
    extension = models.PositiveIntegerField(_("extension"), null=True, blank=True)
    type = line(_("kind"), 60)  # voice, text, fax, cell, …
    description = long_text(_("description"))

    def __str__(self) -> str:
        return self.number


class Language(Entry):
    """A language spoken there (HSDS `language`). `code` is ISO 639-1 or, where there is none, 639-3."""

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "location", "phone")
    hsds: ClassVar[str] = "language"

    service = part_of("directory.Service", "languages")
    location = part_of("directory.Location", "languages")
    phone = part_of("directory.Phone", "languages")
    name = line(_("language"))
    code = line(_("code"), 10)
    note = long_text(_("note"))

    class Meta:
        indexes = [models.Index(fields=["code", "service"])]

    def __str__(self) -> str:
        return self.name or self.code
