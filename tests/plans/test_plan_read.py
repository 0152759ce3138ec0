"""The plan read by those who take part: what changed is plain, in words, in the reader's language."""

from __future__ import annotations

import re

from django.urls import reverse

from accanto.plans.content import changes, content_of
from accanto.plans.models import Plan
from accanto.plans.operations.plan import add_action, add_goal, change_goal, end_action
from accanto.plans.operations.version import propose_version
from tests.cast import SYSTEM, Cast
from tests.plans.factories import all_agree, make_plan, make_shared_plan

#: Codes and keys that no reader should ever meet.
CODES = re.compile(r">\s*(todo|done|dropped|open|partly|housing|who_kind|None)\s*<")


def test_what_changed_since_the_agreed_version_is_plain(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    all_agree(actor, plan)
    client = cast.client(cast.elia)
    assert "Che cosa è cambiato" not in client.get(plan.get_absolute_url()).content.decode()
    goal = plan.goals.get()
    change_goal(actor, goal=goal, words="Voglio una casa con l'orto")
    end_action(actor, action=goal.actions.get(), status="done")
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    for user in (cast.elia, cast.berta):
        page = cast.client(user).get(plan.get_absolute_url()).content.decode()
        assert "Che cosa è cambiato dopo la versione 1" in page
        assert "Voglio una casa<ins> con l&#x27;orto</ins>" in page
        assert re.search(r"<del[^>]*>da fare</del>\s*<ins[^>]*>fatt[oa]</ins>", page)
        assert page.count('badge warn">cambiat') == 4  # two in the list, and at each in its place
        assert not CODES.search(page)


def test_a_version_is_read_as_it_was_put(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    first = all_agree(actor, plan)
    goal = plan.goals.get()
    change_goal(actor, goal=goal, words="Voglio un orto")
    second = propose_version(actor, plan=plan)
    client = cast.client(cast.rosa)
    old = client.get(first.get_absolute_url()).content.decode()
    assert "Voglio una casa" in old
    assert "Voglio un orto" not in old
    assert "con firma su carta" in old
    new = client.get(second.get_absolute_url()).content.decode()
    assert "Voglio un orto" in new
    assert "Che cosa è cambiato dopo la versione 1" in new
    assert not CODES.search(old + new)


def test_the_person_reads_it_in_their_language_the_others_in_theirs(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast, "ara")
    version = propose_version(actor, plan=plan)
    for url in (version.get_absolute_url(), plan.get_absolute_url()):
        own = cast.client(cast.amina).get(url).content.decode()
        assert '<div class="stack" lang="ar" dir="rtl">' in own
        assert "<strong>أنت</strong>" in own  # of themselves they read "you"
        assert "الشخص<" not in own
        assert "السكن" in own or "سكن" in own or "بيت" in own
        assert "Voglio una casa" in own
        tutor = cast.client(cast.elia).get(url).content.decode()
        assert '<div class="stack" lang="it" dir="ltr">' in tutor
        assert "?language=ar" in tutor
        chosen = cast.client(cast.elia).get(f"{url}?language=ar").content.decode()
        assert '<div class="stack" lang="ar" dir="rtl">' in chosen
        odd = cast.client(cast.elia).get(f"{url}?language=<b>&language=xx")
        assert odd.status_code == 200
        assert '<div class="stack" lang="it" dir="ltr">' in odd.content.decode()


def test_a_language_without_our_words_is_read_in_italian(cast: Cast) -> None:
    _actor, plan = make_shared_plan(cast, "tir")
    page = cast.client(cast.amina).get(plan.get_absolute_url()).content.decode()
    assert 'lang="it" dir="ltr">' in page


def test_parties_see_no_name_no_case_and_no_tools(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    propose_version(actor, plan=plan)
    for user in (cast.elia, cast.rosa, cast.amina):
        page = cast.client(user).get(plan.get_absolute_url()).content.decode()
        assert plan.case.get_absolute_url() not in page
        for tool in ("goal_add", "version_propose", "party_invite", "review_schedule", "plan_close"):
            assert reverse(f"plans:{tool}", args=[plan.pk]) not in page
    page = cast.client(cast.berta).get(plan.get_absolute_url()).content.decode()
    assert reverse("plans:review_schedule", args=[plan.pk]) in page


def test_strangers_find_no_version(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)
    for user in (cast.dora, cast.elia, cast.amina, cast.rosa, cast.zeno):
        assert cast.client(user).get(version.get_absolute_url()).status_code == 404
    assert cast.client(cast.mario).get(version.get_absolute_url()).status_code == 200


def test_changes_are_told_by_part(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    before = content_of(plan)
    goal = plan.goals.get()
    change_goal(actor, goal=goal, status="reached")
    add_action(actor, goal=goal, who_kind="tutor", text="Fare festa")
    found = changes(before, content_of(plan))
    assert [(each.what, each.kind, each.title) for each in found] == [
        ("changed", "goal", "Voglio una casa"),
        ("added", "action", "Fare festa"),
    ]
    assert len(found[0].parts) == 1
    back = changes(content_of(plan), before)
    assert [each.what for each in back] == ["changed", "removed"]


def test_jobs_of_the_installation_see_every_plan(cast: Cast) -> None:
    """What is shared one by one adds to what is in reach, and takes nothing away."""
    _actor, plan = make_plan(cast)
    assert list(Plan.objects.visible_to(SYSTEM)) == [plan]
