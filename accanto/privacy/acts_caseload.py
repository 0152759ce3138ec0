"""Acts of the trail about an organisation's register taken in from a spreadsheet. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CASELOAD: dict[str, Promise] = {
    "appointment.brought": _("Brought a talk along from a spreadsheet"),
    "caseload.columns_said": _("Said what the columns of a spreadsheet of cases are"),
    "caseload.downloaded": _("Downloaded the rows of a spreadsheet of cases that were not taken in"),
    "caseload.finished": _("Finished an import of cases: what the sheet said is forgotten"),
    "caseload.forgotten": _("What a spreadsheet of cases said was forgotten"),
    "caseload.looked_at": _("Looked at a colleague's import of cases"),
    "caseload.looked_through": _("The rows of a spreadsheet of cases were looked through"),
    "caseload.meaning_kept": _("Remembered what titles and words of the organisation's spreadsheets mean"),
    "caseload.row_chosen": _("Said whom a row of a spreadsheet of cases is about"),
    "caseload.row_corrected": _("Corrected a row of a spreadsheet of cases"),
    "caseload.started": _("Sent a spreadsheet of cases"),
    "caseload.taken_in": _("Took in rows of a spreadsheet of cases"),
    "caseload.taking_begun": _("Began to take in a spreadsheet of cases"),
    "caseload.undo_begun": _("Began to take back an import of cases"),
    "caseload.undone": _("Took back what an import of cases had made"),
    "caseload.words_said": _("Said what words of a spreadsheet of cases mean"),
}
