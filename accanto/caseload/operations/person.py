"""One row as a person, a household, a case and what was noted of it; and what was made, so that it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.look import Sheet
from accanto.caseload.operations.made import Made
from accanto.caseload.operations.steps import Choice, Fate, Outcome
from accanto.caseload.reading.fields import SITUATION
from accanto.caseload.reading.row import Said
from accanto.cases.models import Appointment, Case, Need, SituationMoment
from accanto.cases.operations.case import close_case, open_case
from accanto.cases.operations.content import record_situation
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Municipality, Territory
from accanto.network.municipalities import plain
from accanto.people.models import HouseholdMember, Identity, Involvement, PermitState, Person, Relation
from accanto.people.operations.household import add_household_member
from accanto.people.operations.identity import FIELDS
from accanto.people.operations.person import add_language, add_person, note_protection

_FACTS = ("gender", "nationality", "language", "in_italy_since")


class Taker:
    """Takes the rows of one sheet in, from the top: a person stands before what is added to them."""

    def __init__(self, actor: Actor, batch: Caseload, sheet: Sheet) -> None:
        self.actor, self.batch, self._sheet = actor, batch, sheet
        self._place: dict[str, Any] = {"organisation": batch.organisation, "project": batch.project}
        self._users: dict[str, User] = {}
        self._territories: dict[str, Territory] = {}
        taken = CaseloadRow.objects.visible_to(actor).filter(batch=batch, outcome=Outcome.TAKEN)
        self._person_of: dict[int, UUID | None] = {}
        self._living: dict[str, list[UUID]] = {}
        for row in taken.order_by("number"):
            self._note(row, sheet.said[row.number])

    def _note(self, row: CaseloadRow, said: Said) -> None:
        self._person_of[row.number] = row.same_as_id
        key = plain(said.values.get("household", ""))
        if key and row.same_as_id is not None:
            self._living.setdefault(key, []).append(row.same_as_id)

    def take(self, row: CaseloadRow) -> list[dict[str, Any]] | None:
        """What was made, for undoing. None where the row waits for the one above, which is not taken in yet.

        Raises ValidationError where it can no longer be read or is refused.
        """
        said = self._sheet.said[row.number]
        if said.reasons:
            raise ValidationError([reason["why"] for reason in said.reasons])
        above = self._is_of_a_row_above(row)
        if above and self._person_of.get(row.first or 0) is None:
            return None
        made = Made(self.actor)
        known = self._person_of[row.first or 0] if above else self._chosen(row)
        person = self._known(known, made) if known else self._new(said, made)
        row.same_as_id = person.pk
        if self.batch.opens_cases:
            self._case(said, person, made, above=above)
        if not above:
            self._around(said, person, made)
        self._note(row, said)
        return made.told()

    def _is_of_a_row_above(self, row: CaseloadRow) -> bool:
        return row.fate == Fate.MORE or (row.choice == Choice.SAME and row.same_as_id is None)

    def _chosen(self, row: CaseloadRow) -> UUID | None:
        if row.choice == Choice.TAKE:
            return None
        return row.same_as_id if row.fate == Fate.SAME or row.choice == Choice.SAME else None

    # --- the person -------------------------------------------------------------------------------

    def _new(self, said: Said, made: Made) -> Person:
        values = said.values
        facts = {name: values[name] for name in _FACTS if values.get(name)}
        identity = {name: values[name] for name in FIELDS if values.get(name)}
        if values.get("municipality"):
            facts["municipality"] = Municipality.objects.filter(pk=values["municipality"]).first()
        person = add_person(
            self.actor, **self._place, territory=self._territory(said), follower=self._operator(said),
            year_of_birth=values.get("born"), **facts, **identity,
        )  # fmt: skip
        made.row(person)
        made.rows(Involvement.objects.visible_to(self.actor).filter(person=person))
        made.rows(Identity.objects.visible_to(self.actor).filter(person=person))
        return person

    def _known(self, pk: UUID, made: Made) -> Person:
        """Someone whom we know: their facts stay as they are."""
        person = Person.objects.visible_to(self.actor).filter(pk=pk).first()
        if person is None:
            raise ValidationError(_("This person is no longer here: look through the rows again."))
        if person.merged_into is not None:
            person = person.merged_into
        made.before(Involvement.objects.visible_to(self.actor).filter(person=person, **self._place))
        return person

    def _around(self, said: Said, person: Person, made: Made) -> None:
        values = said.values
        spoken = set(person.languages.values_list("language", flat=True))
        for code in values.get("languages", ()):
            if code not in spoken:
                made.row(add_language(self.actor, person=person, language=code, level="unknown"))
        expires = values["permit_expires"].isoformat() if values.get("permit_expires") else ""
        kind = values.get("permit_kind", "")
        if (kind or expires) and not any(
            (each.kind, each.expires_on) == (kind, expires) for each in person.protections.all()
        ):
            state = PermitState.UNKNOWN
            if expires:
                past = expires < timezone.localdate().isoformat()
                state = PermitState.EXPIRED if past else PermitState.VALID
            made.row(note_protection(self.actor, person=person, kind=kind, state=state, expires_on=expires))
        self._household(said, person, made)

    def _household(self, said: Said, person: Person, made: Made) -> None:
        """Lives with the first of the sheet who has the same word; that one is the person of reference."""
        key = plain(said.values.get("household", ""))
        members = HouseholdMember.objects.visible_to(self.actor).filter(until=None)
        lives = self._living.get(key, []) if key else []
        if not lives or person.pk in lives or members.filter(person=person).exists():
            return
        head = Person.objects.visible_to(self.actor).get(pk=lives[0])
        had = members.filter(person=head).exists()
        relation = said.values.get("relation") or Relation.OTHER
        member = add_household_member(self.actor, person=head, relation=relation, member=person)
        if not had:
            made.row(member.household)
            made.rows(members.filter(person=head))
        made.row(member)

    # --- the case ---------------------------------------------------------------------------------

    def _operator(self, said: Said) -> User | None:
        key = said.values.get("operator")
        if not key or not self.batch.opens_cases:
            return None
        if key not in self._users:
            self._users[key] = User.objects.get(pk=key)
        return self._users[key]

    def _territory(self, said: Said) -> Territory | None:
        key = said.values.get("territory")
        if not key:
            return None
        if key not in self._territories:
            self._territories[key] = Territory.objects.get(pk=key)
        return self._territories[key]

    def _case(self, said: Said, person: Person, made: Made, *, above: bool) -> None:
        """The case that the row speaks of; its needs, its situation, its notes, its end."""
        case = self._case_there(said, person, any_will_do=above and not said.values["own_day"])
        if case is None:
            case = self._open(said, person, made)
            codes = {name: said.values[name] for name in SITUATION if said.values.get(name)}
            if codes:
                picture = {"moment": SituationMoment.INTAKE, "on": case.opened_on, **codes}
                made.row(record_situation(self.actor, case=case, **picture))
        self._needs(said, case, made)
        self._notes(said, case, made)
        if said.values.get("closed_on") and case.is_open and made.has(case):
            close_case(
                self.actor, case=case, closed_on=said.values["closed_on"], outcome=said.values["outcome"]
            )

    def _case_there(self, said: Said, person: Person, *, any_will_do: bool) -> Case | None:
        """The one opened on that day, or the one that is open where the row's own is not closed."""
        cases = list(
            Case.objects.visible_to(self.actor).filter(person=person, **self._place).order_by("-opened_on")
        )
        same = [case for case in cases if case.opened_on == said.values.get("opened_on")]
        still = [case for case in cases if case.is_open] if not said.values.get("closed_on") else []
        return next(iter([*same, *still, *(cases if any_will_do else [])]), None)

    def _open(self, said: Said, person: Person, made: Made) -> Case:
        operator = self._operator(said)
        if operator is None or not said.values.get("opened_on"):
            raise ValidationError(_("Say when the case was opened, and who follows it."))
        case = open_case(
            self.actor, person=person, **self._place, operator=operator, territory=self._territory(said),
            opened_on=said.values["opened_on"],
        )  # fmt: skip
        made.row(case)
        made.rows(Involvement.objects.visible_to(self.actor).filter(person=person, **self._place))
        return case

    def _needs(self, said: Said, case: Case, made: Made) -> None:
        """Areas that the case has not yet, noted on the day it was opened."""
        there = set(case.needs.values_list("area", flat=True))
        for area in said.values.get("needs", ()):
            if area not in there:
                row = Need(case=case, area=area, noted_on=case.opened_on)
                made.row(trail.create(self.actor, row, "need.added"))

    def _notes(self, said: Said, case: Case, made: Made) -> None:
        """Each a talk that took place, on its day; not twice where the same words stand there."""
        on: date = said.values.get("note_on") or said.values.get("opened_on") or case.opened_on
        talks = Appointment.objects.visible_to(self.actor).filter(case=case, on=on, kind="talk")
        there = {talk.note for talk in talks} if said.values.get("notes") else set()
        for words in said.values.get("notes", ()):
            if words not in there:
                row = Appointment(case=case, kind="talk", on=on, note=words, outcome="came")
                made.row(trail.create(self.actor, row, "appointment.brought"))
                there.add(words)
