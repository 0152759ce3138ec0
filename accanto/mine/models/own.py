"""The same rows as the person sees them who they are about: scopes of their own, and no part in the staff's."""

from __future__ import annotations

from typing import ClassVar

from accanto.cases.models import Case, Document
from accanto.core.scoping import RowScope
from accanto.mine.scopes import case_scope, document_scope, of_case_scope, person_scope, trail_scope
from accanto.people.models import Person
from accanto.privacy.models import AuditEntry
from accanto.supports.models import Support


class OwnPerson(Person):
    scope: ClassVar[RowScope | None] = person_scope
    trail_kind: ClassVar[str] = "person"

    class Meta:
        proxy = True


class OwnCase(Case):
    scope: ClassVar[RowScope | None] = case_scope
    trail_kind: ClassVar[str] = "case"

    class Meta:
        proxy = True


class OwnDocument(Document):
    """Only those that were given by the person, or that the operator marked as for them."""

    scope: ClassVar[RowScope | None] = document_scope
    scope_parent: ClassVar[str | None] = None
    scope_only = None
    trail_kind: ClassVar[str] = "document"

    class Meta:
        proxy = True


class OwnSupport(Support):
    scope: ClassVar[RowScope | None] = of_case_scope
    trail_kind: ClassVar[str] = "support"

    class Meta:
        proxy = True


class OwnEntry(AuditEntry):
    """What the trail says about oneself."""

    scope: ClassVar[RowScope | None] = trail_scope

    class Meta:
        proxy = True
