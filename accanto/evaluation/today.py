"""What figures ask: those entered by hand that nobody entered of late; and the way to all of them.

No figure is worked out here: Today opens at once, however many people a project met.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accanto.core.actor import Actor
from accanto.core.today import TodayItem
from accanto.evaluation.models import DeclaredFigure
from accanto.evaluation.readings import Declared, reading_of
from accanto.network.models import Project

#: A figure entered by hand is asked for again after so long.
AGAIN_AFTER = timedelta(days=90)
MOST = 15


def items(actor: Actor) -> Iterator[TodayItem]:
    """For those who look after a whole project: its coordinator and its evaluator."""
    if not actor.may("figures.export"):
        return
    today = timezone.localdate()
    projects = Project.objects.visible_to(actor, "figures.export").order_by("short", "id")
    for project in projects[:MOST]:
        results = list(project.expected_results.all())
        if actor.may("figures.declare"):
            yield from _to_enter(actor, project, results)
        url = reverse("evaluation:project_figures", args=[project.pk])
        title = _("The figures of %(project)s") % {"project": project.short}
        yield TodayItem("figures", title, _until(project, results, today), url, None, "info", "it-chart-line")


def _to_enter(actor: Actor, project: Project, results: list[Any]) -> Iterator[TodayItem]:
    entered = DeclaredFigure.objects.visible_to(actor).filter(project=project).order_by()
    last = dict(entered.values_list("result").annotate(Max("on")))
    since = timezone.localdate() - AGAIN_AFTER
    for result in results:
        known = last.get(result.pk)
        if not isinstance(reading_of(result), Declared) or (known is not None and known >= since):
            continue
        text = _("Nobody entered it for three months.") if known else _("Nobody entered it yet.")
        url = reverse("evaluation:figure_detail", args=[result.pk])
        yield TodayItem("declare", str(result), text, url, known, "soon", "it-pencil")


def _until(project: Project, results: list[Any], today: Any) -> Any:
    """How many results were promised, and how many days are left."""
    promised = ngettext_lazy(
        "%(count)s expected result", "%(count)s expected results", len(results)
    ) % {"count": len(results)}  # fmt: skip
    if project.ends_on is None:
        return promised
    days = (project.ends_on - today).days
    if days < 0:
        return _("%(promised)s; the project has ended") % {"promised": promised}
    left = ngettext_lazy("%(count)s day left", "%(count)s days left", days) % {"count": days}
    return _("%(promised)s; %(left)s") % {"promised": promised, "left": left}
