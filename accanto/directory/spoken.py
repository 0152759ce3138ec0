"""Languages that are spoken at the services of the directory, those of most services first."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import get_language

from accanto.core.actor import Actor
from accanto.core.reference import languages
from accanto.directory.models import Language

#: Seconds for which the order is remembered: it is asked for with every search.
KEPT = 60


def languages_spoken(actor: Actor) -> list[str]:
    """Codes, as entries that the actor sees have them."""
    inside = actor.may("services.see_internal")
    key = f"directory:spoken:{'internal' if inside else 'public'}"
    found: list[str] | None = cache.get(key)
    if found is None:
        rows = Language.objects.visible_to(actor).filter(service__isnull=False).exclude(code="")
        counted = rows.order_by().values("code").annotate(services=Count("service", distinct=True))
        found = list(counted.order_by("-services", "code").values_list("code", flat=True))
        cache.set(key, found, KEPT)
    return found


def spoken_choices(actor: Actor, chosen: str = "") -> list[tuple[str, str]]:
    """(code, name in the reader's language) of those, and of the one chosen where it is a language."""
    names = dict(languages(get_language() or "it"))
    codes = dict.fromkeys([*languages_spoken(actor), chosen])
    return [(code, names[code]) for code in codes if code in names]
