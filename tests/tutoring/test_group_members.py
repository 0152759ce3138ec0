"""Someone of a group with an account of their own: sees the tie they belong to, and is out at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accanto.accounts.models import Membership, User
from accanto.core import today, trail
from accanto.core.actor import NotAllowed
from accanto.tutoring.models import Contact, PartyInvitation, PrivateWord, SharedWord, Tutoring, TutorMember
from accanto.tutoring.operations.agreement import sign_agreement
from accanto.tutoring.operations.group import add_member, leave_group, member_leaves, put_beside
from accanto.tutoring.operations.party import invite_member, shut_out
from accanto.tutoring.operations.shared import tell, write_privately
from accanto.tutoring.operations.standing import suspend_tutor
from accanto.tutoring.operations.tutoring import end_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.pact import come_in, make_tie, put


class Group:
    """A parish with Elia as its contact person; Lia and Ugo are of it, Amina is the person of its first tie."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.tie = make_tie(cast, kind="parish", capacity=3, account=cast.elia)
        trail.change(SYSTEM, self.tie.case.person, "test.made", account=cast.amina)
        day = TODAY() - timedelta(days=9)
        berta = cast.actor(cast.berta)
        self.lia, self.ugo = (
            add_member(berta, tutor=self.tie.tutor, name=name, joined_on=day) for name in ("Lia", "Ugo")
        )

    def come_in(self, member: TutorMember) -> Client:
        told = invite_member(self.cast.actor(self.cast.berta), tutoring=self.tie, member=member)
        client, answer = come_in(told)
        assert answer.status_code == 302
        member.refresh_from_db()
        return client

    def account(self, member: TutorMember) -> User:
        assert member.account is not None
        return member.account

    def other_tie(self) -> Tutoring:
        row = Tutoring(case=self.cast.case(), tutor=self.tie.tutor, introduced_on=TODAY(), started_on=TODAY())
        return trail.create(SYSTEM, row, "tutoring.started")


@pytest.fixture
def group(cast: Cast) -> Group:
    return Group(cast)


def _page(tie: Tutoring) -> str:
    return reverse("portal:beside", args=[tie.pk])


def test_a_member_reads_and_writes_on_the_page_of_the_two(cast: Cast, group: Group) -> None:
    client, tie = group.come_in(group.lia), group.tie
    lia = cast.actor(group.account(group.lia))
    tell(cast.actor(cast.amina), tutoring=tie, kind="news", text="Ho trovato lavoro")
    write_privately(cast.actor(cast.amina), tutoring=tie, text="Parola per voi soli")
    write_privately(cast.actor(cast.elia), tutoring=tie, text="Parola di Elia")
    page = client.get(_page(tie)).content.decode()
    assert "Ho trovato lavoro" in page
    assert "Parola per voi soli" not in page and "Parola di Elia" not in page
    assert not PrivateWord.objects.visible_to(lia).exists()
    assert SharedWord.objects.visible_to(lia).count() == 1
    url = reverse("portal:contact_log", args=[tie.pk])
    answer = client.post(url, {"kind": "meeting", "day": "today", "members": [str(group.lia.pk)]})
    assert answer.status_code == 302
    contact = Contact.objects.visible_to(SYSTEM).get()
    assert (contact.noted_by, contact.members) == ("tutor", [str(group.lia.pk)])
    assert "Lia" in cast.client(cast.berta).get(tie.get_absolute_url()).content.decode(), "who met"
    theirs = cast.client(cast.amina).get(_page(tie)).content.decode()
    assert "Lia" in theirs, "the person knows who of the group reads"
    assert client.get(reverse("people:person_list")).status_code == 403
    assert [item for item in today.items(lia) if item.kind in ("contact", "kept")]


def test_only_the_contact_person_and_the_person_sign(cast: Cast, group: Group) -> None:
    group.come_in(group.lia)
    agreement = put(cast, group.tie)
    lia = cast.actor(group.account(group.lia))
    with pytest.raises(NotAllowed):
        sign_agreement(lia, agreement=agreement, digest=agreement.digest, name="Lia", agreed=True)
    sign_agreement(
        cast.actor(cast.elia), agreement=agreement, digest=agreement.digest, name="Elia", agreed=True
    )


def test_who_is_put_beside_is_alone_there(cast: Cast, group: Group) -> None:
    """Until someone in particular stands beside her, the tie is the whole group's; then it is theirs alone."""
    lia, ugo, other = group.come_in(group.lia), group.come_in(group.ugo), group.other_tie()
    assert {lia.get(_page(tie)).status_code for tie in (group.tie, other)} == {200}
    berta = cast.actor(cast.berta)
    put_beside(berta, tutoring=other, member=group.ugo, from_on=TODAY())
    assert lia.get(_page(other)).status_code in (403, 404)
    assert ugo.get(_page(other)).status_code == 200
    with pytest.raises(ValidationError):
        invite_member(berta, tutoring=other, member=group.lia)
    end_tutoring(berta, tutoring=other, ended_on=TODAY(), end="moved")
    assert ugo.get(_page(other)).status_code == 200, "who was there to the end still reads"
    assert lia.get(_page(other)).status_code in (403, 404)


def test_the_contact_person_invites_and_nobody_else_of_the_two(cast: Cast, group: Group) -> None:
    url = reverse("portal:group_invite", args=[group.tie.pk])
    told = {"member": str(group.ugo.pk), "language": "fr", "email": ""}
    for user in (cast.amina, cast.fadi, cast.dora):
        assert cast.client(user).post(url, told).status_code in (403, 404)
    lia = group.come_in(group.lia)
    assert lia.post(url, told).status_code == 403
    answer = cast.client(cast.elia).post(url, told)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    invitation = PartyInvitation.objects.visible_to(SYSTEM).get(member=group.ugo)
    assert str(invitation.code)[:3] in answer.content.decode()
    stranger = add_member(
        cast.actor(cast.berta),
        tutor=make_tie(cast, kind="club").tutor,
        name="Un altro",
        joined_on=TODAY(),
    )
    assert cast.client(cast.elia).post(url, {**told, "member": str(stranger.pk)}).status_code == 422, (
        "of another group"
    )
    page = cast.client(cast.elia).get(reverse("portal:group", args=[group.tie.pk])).content.decode()
    assert "Lia" in page and "Ugo" in page
    assert cast.client(cast.amina).get(reverse("portal:group", args=[group.tie.pk])).status_code == 404


@pytest.mark.parametrize("how", ["leaves", "let go", "suspended", "shut out", "ended"])
def test_out_at_the_next_click(cast: Cast, group: Group, how: str) -> None:
    client, tie = group.come_in(group.lia), group.tie
    account, berta = group.account(group.lia), cast.actor(cast.berta)
    before = cast.actor(account)  # an actor of a moment ago
    waiting = invite_member(berta, tutoring=tie, member=group.lia)
    if how == "leaves":
        assert client.post(reverse("portal:group_leave", args=[tie.pk])).status_code == 302
    elif how == "let go":
        member_leaves(berta, member=group.lia, left_on=TODAY())
    elif how == "suspended":
        suspend_tutor(cast.actor(cast.mario), tutor=tie.tutor, why="x")
    elif how == "shut out":
        shut_out(berta, tutoring=tie, side="tutor")
    else:
        end_tutoring(berta, tutoring=tie, ended_on=TODAY(), end="moved")
    assert client.get(_page(tie)).status_code == 302, "signed out"
    assert come_in(waiting)[1].status_code == 410 or how == "suspended"
    gone = how in ("leaves", "let go")
    actor = cast.actor(account)
    assert bool(Tutoring.objects.visible_to(actor)) == (how in ("shut out", "ended"))
    if gone:
        with pytest.raises(NotAllowed):
            leave_group(before, tutoring=tie)
        assert not Tutoring.objects.visible_to(before).exists(), "the actor of a moment ago sees nothing"
        group.lia.refresh_from_db()
        assert (group.lia.left_on, group.lia.account) == (TODAY(), None)
        waiting.invitation.refresh_from_db()
        assert waiting.invitation.withdrawn_at is not None
    assert cast.client(cast.elia).get(_page(tie)).status_code == (
        200 if how in ("leaves", "let go", "shut out", "ended") else 404
    )


def test_rows_are_not_doubled_by_a_group_of_many(cast: Cast, group: Group) -> None:
    group.come_in(group.lia), group.come_in(group.ugo)
    for user in (cast.berta, cast.elia, cast.amina, group.account(group.lia)):
        assert Tutoring.objects.visible_to(cast.actor(user)).count() == 1
    assert Tutoring.objects.visible_to(SYSTEM).count() == 1


def test_an_account_alone_is_no_reason_to_see(cast: Cast, group: Group) -> None:
    """Not with the role ended, nor with the leaving written down and the account still there."""
    group.come_in(group.lia)
    account = group.account(group.lia)
    trail.change(SYSTEM, group.lia, "test.made", left_on=TODAY())
    assert not Tutoring.objects.visible_to(cast.actor(account)).exists()
    assert cast.client(account).get(_page(group.tie)).status_code == 404
    trail.change(SYSTEM, group.lia, "test.made", left_on=None)
    assert Tutoring.objects.visible_to(cast.actor(account)).exists()
    for role in Membership.objects.visible_to(SYSTEM).filter(user=account):
        past = {"since": TODAY() - timedelta(days=2), "until": TODAY() - timedelta(days=1)}
        trail.change(SYSTEM, role, "test.made", **past)
    assert not Tutoring.objects.visible_to(cast.actor(account)).exists()
