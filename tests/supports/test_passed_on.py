"""A case that goes to another organisation leaves money, home and work with the one that gave them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Case
from accanto.cases.operations.transfer import accept_transfer
from accanto.core import today
from accanto.privacy.models import AuditEntry
from accanto.supports.models import HomeStay, Placement, Support
from accanto.supports.operations.home import begin_stay
from accanto.supports.operations.payment import reverse_support
from accanto.supports.operations.placement import begin_placement
from tests.cases.test_transfer import incoming, offer
from tests.cast import SYSTEM, Cast
from tests.supports.factories import make_home, make_line, paid


def _taken_on(cast: Cast) -> tuple[Case, Any, Any, Any]:
    """A case of Casa Aperta with all three, which Dora of Ponte has taken on."""
    case, berta, day = cast.case(), cast.actor(cast.berta), timezone.localdate()
    support = paid(cast, make_line(cast), 100, case, payee="Padrone Segreto", why="Perché segreto")
    soon = day + timedelta(days=5)
    stay = begin_stay(berta, case=case, home=make_home(cast), since=day, until=soon)
    placement = begin_placement(berta, case=case, employer="Bar Segreto", kind="job", since=day, until=soon)
    transfer = offer(cast, case)
    accept_transfer(cast.actor(cast.dora), transfer=incoming(cast, cast.dora, transfer), operator=cast.dora)
    found = [
        model.objects.visible_to(SYSTEM).get(pk=row.pk)
        for model, row in ((Support, support), (HomeStay, stay), (Placement, placement))
    ]
    return Case.objects.visible_to(SYSTEM).get(pk=case.pk), *found


def test_the_receiver_has_nothing_of_them(cast: Cast) -> None:
    case, support, stay, placement = _taken_on(cast)
    client = cast.client(cast.dora)
    urls = [
        reverse("supports:support_detail", args=[support.pk]),
        reverse("supports:support_receipt", args=[support.pk]),
        reverse("supports:stay_end", args=[stay.pk]),
        reverse("supports:placement_edit", args=[placement.pk]),
    ]
    assert {client.get(url).status_code for url in urls} == {404}
    for url in (
        case.get_absolute_url(),
        case.person.get_absolute_url(),
        *map(reverse, ("supports:support_list", "supports:placement_list")),
    ):
        page = client.get(url)
        assert page.status_code == 200
        assert not any(word in page.content.decode() for word in ("Segreto", "segreto", support.code))
    for model in (Support, HomeStay, Placement):
        assert not model.objects.visible_to(cast.actor(cast.dora)).exists()
    with pytest.raises(PermissionDenied):
        reverse_support(
            cast.actor(cast.dora),
            support=support,
            returned=Decimal(1),
            returned_on=support.paid_on,
            reason="x",
        )


def test_the_giver_keeps_all_of_them_to_the_end(cast: Cast) -> None:
    case, support, stay, placement = _taken_on(cast)
    berta, mario, day = cast.client(cast.berta), cast.client(cast.mario), timezone.localdate().isoformat()
    told = {item.kind: item.url for item in today.items(cast.actor(cast.berta))}
    assert told["stay"] == stay.home.get_absolute_url()
    assert told["placement"] == reverse("supports:placement_list")
    for url, ends in (
        (support.get_absolute_url(), reverse("supports:support_receipt", args=[support.pk])),
        (reverse("supports:support_list"), support.get_absolute_url()),
        (stay.home.get_absolute_url(), reverse("supports:stay_end", args=[stay.pk])),
        (reverse("supports:placement_list"), reverse("supports:placement_end", args=[placement.pk])),
    ):
        page = berta.get(url).content.decode()
        assert case.code in page and ends in page, url
        assert case.get_absolute_url() not in page, url  # a link would lead nowhere
    steps: tuple[tuple[Any, str, Any, dict[str, str]], ...] = (
        (berta, "support_receipt", support, {"receipt_on": day, "receipt": "7/2026"}),
        (mario, "support_reverse", support, {"returned": "40", "returned_on": day, "reason": "Meno"}),
        (berta, "stay_end", stay, {"ended_on": day, "ending": "own_home"}),
        (berta, "placement_end", placement, {"ended_on": day, "outcome": "hired"}),
    )
    for client, name, row, said in steps:
        url = reverse(f"supports:{name}", args=[row.pk])
        assert client.get(url).status_code == 200, name
        answer = client.post(url, said)
        assert answer.status_code == 302, name
        assert client.get(answer["Location"]).status_code == 200, name
    support.refresh_from_db()
    assert (support.receipt, support.returned) == ("7/2026", 40)
    written = AuditEntry.objects.visible_to(SYSTEM).filter(
        action__in=["support.reversed", "stay.ended", "placement.ended"]
    )
    assert [entry.organisation_id for entry in written] == [cast.org_a.pk] * 3
