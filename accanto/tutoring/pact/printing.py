"""The agreement on paper: Italian and the person's language side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.translation import get_language_info

from accanto.core.pdf import isolated, render
from accanto.tutoring.models import TutoringAgreement
from accanto.tutoring.pact.content import languages_of, read_out
from accanto.tutoring.pact.words import SignedHow
from accanto.tutoring.words import Side

_TEMPLATE = Path(__file__).parent / "documents" / "agreement.typ"


def agreement_pdf(agreement: TutoringAgreement, *, names: dict[str, str]) -> bytes:
    """One version as a PDF. `names` by side; a side without one signs above an empty line."""
    tie = agreement.tutoring
    project = tie.case.project
    signatures = {each.side: each for each in agreement.signatures.all()}
    columns = [_column(agreement, language, names, signatures) for language in languages_of(tie)]
    data = {
        "title": f"{tie.case.code} {tie.tutor.code} {agreement.number}",
        "organisation": tie.case.organisation.name,
        "funding": " · ".join(filter(None, (project.short, project.fund, project.code, project.cup))),
        "code": f"{tie.case.code} · {tie.tutor.code}",
        "mark": agreement.digest[:12],
        "date": formats.date_format(timezone.localdate(), "d/m/Y"),
        "columns": columns,
    }
    return render(_TEMPLATE, data)


def _column(
    agreement: TutoringAgreement, language: str, names: dict[str, str], signatures: dict[str, Any]
) -> dict[str, Any]:
    read = read_out(agreement.content, language)
    for side in read["sides"]:
        side["words"] = isolated(side["words"])
    with translation.override(language):
        signed = [_signature(side, names, signatures.get(side.value), read["labels"]) for side in Side]
        version = str(agreement.number) if agreement.put_on else read["labels"]["draft"]
        return {
            **read,
            "name": str(get_language_info(language)["name_local"]),
            "ending": isolated(read["ending"]),
            "version": version,
            "signatures": signed,
        }


def _signature(side: Side, names: dict[str, str], signature: Any, said: dict[str, str]) -> dict[str, str]:
    when = ""
    if signature is not None:
        how = SignedHow(signature.how).label
        when = f"{said['signed_on']} {formats.date_format(signature.signed_on, 'd/m/Y')}, {how}"
    return {"who": said[f"the_{side.value}"], "name": isolated(names.get(side.value, "")), "when": when}
