"""A letter on paper."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.utils import translation

from accanto.cases.letters import Letter
from accanto.cases.models import Case
from accanto.cases.words import letter_words
from accanto.core.pdf import render
from accanto.network.definitions.text import in_language

_TEMPLATE = Path(__file__).parent / "documents" / "letter.typ"


def letter_pdf(letter: Letter, case: Case, language: str, body: str) -> bytes:
    """The letter as it was read and changed, with who writes it and who pays for it."""
    project = case.project
    with translation.override(language):
        words = letter_words()
    paragraphs = [part.split("\n") for part in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip())]
    data = {
        "title": in_language(letter.name, language),
        "organisation": case.organisation.name,
        "project": in_language(project.title, language) or project.short,
        "funding": " · ".join(filter(None, (project.short, project.fund, project.code, project.cup))),
        "lang": language,
        "rtl": language in settings.LANGUAGES_BIDI,
        "paragraphs": paragraphs,
        **words,
    }
    return render(_TEMPLATE, data)
