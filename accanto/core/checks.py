"""System checks: what must hold for the house to be safe is asked before it opens."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from accanto.core.database import SQLITE_FLOOR
from accanto.core.models import OpenRecord, Record

#: Views of libraries, with who may open them. Everything else declares its capability itself.
LIBRARY_VIEWS = {
    "allauth.": "sign-in pages: public or one's own, by allauth's own rules",
    "django.views.i18n": "choice of language and the scripts' catalogue: no data",
    "django.views.static": "files of the look, only in development",
    "django.contrib.staticfiles": "files of the look, only in development",
}


def url_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL of the site, with its full route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from url_patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


@register(Tags.urls)
def every_url_declares_a_capability(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001. A view that does several things (the API) declares one for each method in `capabilities`."""
    found: list[CheckMessage] = []
    for route, pattern in url_patterns():
        view: Any = pattern.callback
        module = getattr(view, "__module__", "")
        said = all(getattr(view, "capabilities", {"": "one for all"}).values())
        if (getattr(view, "capability", "") and said) or any(
            module.startswith(name) for name in LIBRARY_VIEWS
        ):
            continue
        found.append(Error(f"/{route}: the view declares no capability", id="accanto.E001"))
    return found


@register(Tags.models)
def every_table_says_who_sees_it(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E002: a root with a scope, a child of one, or open with a reason."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not model.__module__.startswith("accanto."):
            continue
        if issubclass(model, Record):
            said = (model.scope is not None) + (model.scope_parent is not None) + bool(model.scope_parents)
            if said != 1:
                text = f"{model._meta.label}: a protected table has a scope, a scope_parent or scope_parents, one of the three"
                found.append(Error(text, id="accanto.E002"))
        elif not getattr(model, "open_because", ""):
            text = f"{model._meta.label}: derive from Record, or say in open_because why it is open"
            found.append(Error(text, id="accanto.E002"))
        if issubclass(model, OpenRecord) and issubclass(model, Record):
            found.append(Error(f"{model._meta.label}: protected or open, not both", id="accanto.E002"))
    return found


@register(Tags.database)
def sqlite_does_not_corrupt(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E003: no WAL below SQLite 3.51.3."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SQLITE_FLOOR:
        return []
    floor = ".".join(map(str, SQLITE_FLOOR))
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode; {floor} or newer is needed",
            hint="Install the pysqlite3 wheel of the locked requirements, or use PostgreSQL (DATABASE_URL).",
            id="accanto.E003",
        )
    ]
