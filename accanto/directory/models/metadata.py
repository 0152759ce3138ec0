"""Metadata that came with an import; our own is told from the trail (HSDS metadata, meta_table_description)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from accanto.core.scoping import RowScope
from accanto.directory.models.base import Entry, line, long_text, part_of
from accanto.directory.scopes import vocabulary_scope


class Metadata(Entry):
    """One change of one field, as its publisher told it (HSDS `metadata`)."""

    scope_parents: ClassVar[tuple[str, ...]] = ("service", "organization", "location")
    hsds: ClassVar[str] = "metadata"

    resource_id = models.UUIDField()
    resource_type = models.CharField(max_length=60)
    last_action_date = models.DateField()
    last_action_type = models.CharField(max_length=100)
    field_name = models.CharField(max_length=100)
    previous_value = long_text("")
    replacement_value = long_text("")
    updated_by = models.CharField(max_length=300)
    service = part_of("directory.Service", "metadata")
    organization = part_of("directory.Organization", "metadata")
    location = part_of("directory.Location", "metadata")

    class Meta:
        indexes = [models.Index(fields=["resource_type", "resource_id"])]

    def __str__(self) -> str:
        return f"{self.field_name}: {self.replacement_value}"


class MetaTableDescription(Entry):
    """What a table of a package is (HSDS `meta_table_description`)."""

    scope: ClassVar[RowScope | None] = vocabulary_scope
    hsds: ClassVar[str] = "meta_table_description"

    name = line("")
    language = line("", 20)
    character_set = line("", 60)

    def __str__(self) -> str:
        return self.name
