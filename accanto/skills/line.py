"""What the skills assessment adds to a case's page, and to a case that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.passage import Chapter, Part
from accanto.core.actor import Actor, SystemActor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.skills.models import SkillsAssessment
from accanto.skills.reading import esco_names, line_of
from accanto.skills.words import Section

#: What the card of a case asks of it.
MAY = ("skills.edit",)
#: What goes along with a case is asked for nobody in particular.
_ANYONE = SystemActor("transfer")


def columns(actor: Actor) -> dict[str, Any]:
    """The newest assessment, for the query of the page's case."""
    rows = SkillsAssessment.objects.visible_to(actor).filter(case=OuterRef("pk"))
    newest = rows.order_by("-on", "-created_at")
    return {f"skills_{name}": Subquery(newest.values(name)[:1]) for name in ("pk", "on")}


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """When it was last written, and the way to it."""
    if actor.may("skills.see"):
        may_edit = case.is_open and allowed_on(actor, "skills.edit", case)
        yield Panel("skills/_case_panel.html", {"case": case, "may_edit": may_edit}, order=25)


def parts(case: Case) -> Iterator[Part]:
    if SkillsAssessment.objects.visible_to(_ANYONE).filter(case=case).exists():
        yield Part(_("The skills assessments, with the CV made of them"))


def chapters(case: Case) -> Iterator[Chapter]:
    """What the newest assessment said when the case went: what someone did and can do, not where nor with whom."""
    newest = SkillsAssessment.objects.visible_to(_ANYONE).filter(case=case).first()
    entries = list(newest.entries.exclude(section__in=(Section.OVERALL, Section.AGREED))) if newest else []
    known = esco_names(entries, [(get_language() or "it").split("-")[0]])
    told = [(entry, line_of(entry, known)) for entry in entries]
    yield (
        str(_("Skills assessment")),
        [
            " · ".join(filter(None, (entry.get_section_display(), line.title, line.when)))
            for entry, line in told
        ],
    )
