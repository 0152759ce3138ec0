"""The scopes of tables that no organisation owns: the directory's, its desk's, and a person's own tokens.

Beside `test_scopes.py`, whose rows stand each in an organisation and a project. Here as well, what each
scope promises is said in words of its own, and nothing is read from `scopes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.roles import ROLES, Reach, Role
from accanto.caseload.models import CaseloadMemory
from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.scoping import unrecorded
from accanto.directory.models import (
    ConfirmationLink,
    EmptySearch,
    Location,
    MetaTableDescription,
    Organization,
    SearchEntry,
    SearchWord,
    Taxonomy,
    TaxonomyTerm,
    Unit,
)
from accanto.tutoring.models import AskedCheck, CalendarLink, LetterChoice, TutorDraft
from accanto.tutoring.scopes import of_the_author, of_the_two
from tests.access.objects import MAKERS, Objects
from tests.cast import SYSTEM, Cast

_numbers = count()


def _derived(row: Any) -> Any:
    with unrecorded("worked out from other rows"):
        row.save(force_insert=True)
    return row


def _made(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def _service(objects: Objects, visibility: str) -> Any:
    return trail.change(SYSTEM, objects.of("directory.Service"), "test.made", visibility=visibility)


def _search_entry(objects: Objects, visibility: str) -> Any:
    service = objects.of("directory.Service")
    SearchEntry.objects.visible_to(SYSTEM).filter(service=service)._raw_delete("default")
    return _derived(SearchEntry(service=service, visibility=visibility, name="Prova"))


def _search_word(_objects: Objects, visibility: str) -> Any:
    word = f"prova{next(_numbers)}"
    return _derived(SearchWord(language="it", word=word, token=word, length=len(word), visibility=visibility))


#: Public rows are everyone's to read; the others are for who may see what is internal.
ENTRIES: dict[str, Callable[[Objects, str], Any]] = {
    "directory.Location": lambda _o, seen: _made(Location(name="Sala", visibility=seen)),
    "directory.Organization": lambda _o, seen: _made(Organization(name="Comune", visibility=seen)),
    "directory.SearchEntry": _search_entry,
    "directory.SearchWord": _search_word,
    "directory.Service": _service,
}
#: Words that everyone reads.
VOCABULARIES: dict[str, Callable[[], Any]] = {
    "directory.MetaTableDescription": lambda: _made(MetaTableDescription(name="service")),
    "directory.Taxonomy": lambda: _made(Taxonomy(name="Prova")),
    "directory.TaxonomyTerm": lambda: _made(TaxonomyTerm(name="Prova")),
    "directory.Unit": lambda: _made(Unit(name="posto")),
}
#: The editors' own tables: whoever edits the network's directory sees all, nobody else a row.
EDITORS: dict[str, Callable[[Objects], Any]] = {
    "directory.ConfirmationLink": lambda o: _made(
        ConfirmationLink(
            service=o.of("directory.Service"),
            token_hash=f"s{next(_numbers)}",
            sent_to="x@example.org",
            sent_on=timezone.now(),
            expires_on=timezone.now(),
        )
    ),
    "directory.Correction": MAKERS["directory.Correction"],
    "directory.EmptySearch": lambda _o: _derived(
        EmptySearch(language="it", text=f"prova {next(_numbers)}", last_on=timezone.localdate())
    ),
    "directory.Feedback": MAKERS["directory.Feedback"],
    "directory.ImportBatch": MAKERS["directory.ImportBatch"],
}
#: Of one's own account, and nobody else's: keys, phones, links.
OWNERS = (
    "accounts.SavedFilter",
    "accounts.ApiToken",
    "accounts.AskedLink",
    "accounts.LinkAccess",
    "accounts.RememberedDevice",
)
TUTORING = ("tutoring.CalendarLink", "tutoring.AskedCheck", "tutoring.LetterChoice", "tutoring.TutorDraft")
#: One person's own alone: tests/mine/test_own_page.py.
MINE = tuple(
    f"mine.{name}" for name in ("DataCopy", "OwnCase", "OwnDocument", "OwnEntry", "OwnPerson", "OwnSupport")
)
SHARED_TABLES = {
    *MINE,
    *ENTRIES,
    *VOCABULARIES,
    *EDITORS,
    *OWNERS,
    *TUTORING,
    "cases.IncomingReferral",
    "cases.IncomingTransfer",
    "caseload.CaseloadMemory",
}
READING = "services.see_internal"


@pytest.fixture
def objects(cast: Cast) -> Objects:
    return Objects(cast, "own")


@pytest.fixture
def given(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., UserActor]]:
    """Berta with one capability and one reach, in organisation A; narrowed to the project if wanted."""

    def give(capability: str, reach: Reach, project: Any = None) -> UserActor:
        monkeypatch.setitem(ROLES, Role.OPERATOR, {capability: reach})
        grant = Grant(Role.OPERATOR, cast.org_a.pk, project_id=getattr(project, "pk", None))
        return UserActor(user_id=cast.berta.pk, label="berta", grants=(grant,))

    yield give


def _sees(row: Any, actor: Any, capability: str | None = None) -> bool:
    return apps.get_model(row._meta.label).objects.visible_to(actor, capability).filter(pk=row.pk).exists()


@pytest.mark.parametrize("label", sorted(ENTRIES))
def test_a_public_entry_is_everyones_to_read(objects: Objects, given: Any, label: str) -> None:
    row = ENTRIES[label](objects, "public")
    assert _sees(row, Nobody()) and _sees(row, SYSTEM)
    assert _sees(row, given("cases.see", Reach.OWN))
    assert _sees(row, Nobody(), "services.see")
    assert not _sees(row, Nobody(), "services.edit"), "to read is not to edit"
    assert not _sees(row, given("cases.see", Reach.NETWORK), "services.edit")


@pytest.mark.parametrize("label", sorted(ENTRIES))
def test_an_internal_entry_is_for_those_who_may(objects: Objects, given: Any, label: str) -> None:
    row = ENTRIES[label](objects, "operators")
    assert not _sees(row, Nobody())
    assert not _sees(row, Nobody(), "services.see")
    assert not _sees(row, given("services.see", Reach.NETWORK)), "to see the public ones is not enough"
    for reach in (Reach.OWN, Reach.PROJECT, Reach.ORGANISATION):
        assert not _sees(row, given(READING, reach, objects.project)), reach
    assert _sees(row, given(READING, Reach.NETWORK))
    assert _sees(row, given(READING, Reach.NETWORK, objects.project))
    assert _sees(row, SYSTEM)


@pytest.mark.parametrize("label", sorted(VOCABULARIES))
def test_everyone_reads_a_vocabulary_and_only_editors_change_it(given: Any, label: str) -> None:
    row = VOCABULARIES[label]()
    assert _sees(row, Nobody()) and _sees(row, SYSTEM) and _sees(row, given("cases.see", Reach.OWN))
    assert not _sees(row, Nobody(), "services.edit")
    assert not _sees(row, given("cases.see", Reach.NETWORK), "services.edit")
    assert _sees(row, given("services.edit", Reach.NETWORK), "services.edit")


@pytest.mark.parametrize("label", sorted(EDITORS))
def test_the_editors_tables_are_theirs_alone(objects: Objects, given: Any, label: str) -> None:
    row = EDITORS[label](objects)
    assert not _sees(row, Nobody())
    assert not _sees(row, given(READING, Reach.NETWORK))
    for reach in (Reach.OWN, Reach.PROJECT, Reach.ORGANISATION):
        assert not _sees(row, given("services.edit", reach, objects.project)), reach
    assert _sees(row, given("services.edit", Reach.NETWORK)) and _sees(row, SYSTEM)


@pytest.mark.parametrize("label", OWNERS)
def test_what_is_its_owners_alone(cast: Cast, objects: Objects, given: Any, label: str) -> None:
    theirs = objects.of(label)
    assert theirs.user == cast.berta
    assert _sees(theirs, given("today.see", Reach.OWN))
    other = UserActor(cast.elia.pk, "elia", (Grant(Role.OPERATOR, cast.org_a.pk),))
    assert not _sees(theirs, other) and not _sees(theirs, Nobody())
    for reach in (Reach.PROJECT, Reach.ORGANISATION):
        assert not _sees(theirs, given("today.see", reach, objects.project)), reach
    assert not _sees(theirs, given("users.see", Reach.NETWORK))


def test_a_calendar_link_is_its_owners_alone(cast: Cast, objects: Objects, given: Any) -> None:
    theirs = _made(CalendarLink(user=cast.berta, secret="x", secret_hash=f"c{next(_numbers)}"))
    assert _sees(theirs, given("today.see", Reach.OWN))
    other = UserActor(cast.elia.pk, "elia", (Grant(Role.OPERATOR, cast.org_a.pk),))
    assert not _sees(theirs, other) and not _sees(theirs, Nobody())
    for reach in (Reach.PROJECT, Reach.ORGANISATION):
        assert not _sees(theirs, given("today.see", reach, objects.project)), reach


def test_a_draft_of_the_public_form_is_no_organisations(given: Any) -> None:
    draft = trail.create(SYSTEM, TutorDraft(token_hash=f"d{next(_numbers)}", content={"a": "b"}), "test.made")
    for reach in (Reach.OWN, Reach.ORGANISATION, Reach.PROJECT):
        assert not _sees(draft, given("tutors.edit", reach)), reach
    assert not _sees(draft, Nobody())
    assert _sees(draft, given("tutors.edit", Reach.NETWORK))
    assert not _sees(draft, given("tutors.see", Reach.NETWORK))


@pytest.fixture
def of_a(cast: Cast, given: Any) -> Callable[..., UserActor]:
    """Someone who sees ties by a reach, in organisation A."""

    def make(user: Any, reach: Reach) -> UserActor:
        given("tutoring.see", reach)
        return UserActor(user.pk, user.name, (Grant(Role.OPERATOR, cast.org_a.pk, cast.project.pk),))

    return make


def test_what_the_two_tell_each_other_is_theirs_alone(cast: Cast, objects: Objects, of_a: Any) -> None:
    word = objects.of("tutoring.SharedWord")
    for one in (cast.elia, cast.amina):
        for reach in (Reach.OWN, Reach.ORGANISATION):
            assert _sees(word, of_a(one, reach)), (one, reach)
    for reach in (Reach.OWN, Reach.ORGANISATION, Reach.PROJECT, Reach.NETWORK):
        assert _sees(word.tutoring, of_a(cast.berta, reach)), "the tie is seen"
        assert not _sees(word, of_a(cast.berta, reach)), reach
    assert not _sees(word, Nobody())
    assert _sees(word, SYSTEM), "keys are rotated for everyone"


def test_a_private_word_is_its_authors_and_the_organisations(cast: Cast, objects: Objects, of_a: Any) -> None:
    word = objects.of("tutoring.PrivateWord")
    for reach in (Reach.OWN, Reach.ORGANISATION):
        assert _sees(word, of_a(cast.elia, reach)), "who wrote it"
        assert _sees(word, of_a(cast.berta, reach)), "who follows the case"
        assert _sees(word.tutoring, of_a(cast.amina, reach))
        assert not _sees(word, of_a(cast.amina, reach)), "the other one, even where they work here too"
    assert not _sees(word, Nobody())
    for account in (cast.amina, None):  # who has no account is no reason to miss it
        trail.change(SYSTEM, word.tutoring.case.person, "test.made", account=account)
        assert _sees(word, SYSTEM) and _sees(word, of_a(cast.berta, Reach.ORGANISATION))


def test_what_hangs_on_a_word_is_asked_at_the_word(cast: Cast, of_a: Any) -> None:
    actor, me = of_a(cast.elia, Reach.OWN), cast.elia.pk
    two = of_the_two(actor, "w")
    assert two.children[:2] == [
        ("w__tutoring__tutor__account", me),
        ("w__tutoring__case__person__account", me),
    ]
    assert of_the_author(actor, "w").children[0] == ("w__author", me)


def test_what_an_organisation_asks_of_tutors_is_its_own(cast: Cast, given: Any) -> None:
    here, there = (
        trail.create(SYSTEM, AskedCheck(organisation=each, key="reference"), "test.made")
        for each in (cast.org_a, cast.org_b)
    )
    for project in (None, cast.project):  # whichever of its projects: it asks it of all its tutors
        actor = given("tutors.see", Reach.ORGANISATION, project)
        assert _sees(here, actor) and not _sees(there, actor)
    for reach in (Reach.OWN, Reach.PROJECT):
        assert not _sees(here, given("tutors.see", reach, cast.project)), reach
    assert not _sees(here, Nobody()) and not _sees(here, given("cases.see", Reach.NETWORK))


def test_what_an_organisations_sheets_mean_is_its_own(cast: Cast, given: Any) -> None:
    here, there = (
        trail.create(SYSTEM, CaseloadMemory(organisation=each), "test.made")
        for each in (cast.org_a, cast.org_b)
    )
    actor = given("caseload.import", Reach.ORGANISATION)
    assert _sees(here, actor) and not _sees(there, actor)
    assert not _sees(here, Nobody()) and not _sees(here, given("cases.see", Reach.NETWORK))


def test_whether_one_wants_the_weekly_mail_is_ones_own(cast: Cast, given: Any) -> None:
    mine, theirs = (
        trail.create(SYSTEM, LetterChoice(user=user), "test.made") for user in (cast.berta, cast.mario)
    )
    actor = given("today.see", Reach.OWN)
    assert _sees(mine, actor) and not _sees(theirs, actor)
    assert not _sees(mine, given("today.see", Reach.ORGANISATION)) and not _sees(mine, Nobody())


def test_a_referral_is_the_desks_to_which_it_was_sent(cast: Cast, given: Any) -> None:
    here = Objects(cast, "own").of("cases.IncomingReferral")
    there = Objects(cast, "other organisation").of("cases.IncomingReferral")
    desk = given("referrals.in", Reach.ORGANISATION)
    assert _sees(here, desk) and not _sees(there, desk)
    desk = given("referrals.in", Reach.ORGANISATION, cast.project)
    assert _sees(here, desk) and not _sees(there, desk)
    for reach in (Reach.OWN, Reach.PROJECT):
        assert not _sees(here, given("referrals.in", reach, cast.project)), reach
    assert not _sees(here, given("cases.see", Reach.NETWORK)) and not _sees(here, Nobody())
    assert _sees(there, given("referrals.in", Reach.NETWORK))
