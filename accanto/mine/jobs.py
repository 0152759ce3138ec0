"""Making the copy that a person takes along, beside their page: it reads a good many rows."""

from __future__ import annotations

from django_tasks import task

from accanto.accounts.middleware import actor_of
from accanto.mine.copying import make_zip
from accanto.mine.models import DataCopy
from accanto.mine.operations.copy import MAKER, keep_copy


@task()
def make_copy(copy_id: str) -> None:
    """Nothing where the person asked for another one meanwhile."""
    row = DataCopy.objects.visible_to(MAKER).filter(pk=copy_id).select_related("person__account").first()
    if row is not None:
        keep_copy(row=row, content=make_zip(row, actor_of(row.person.account)))
