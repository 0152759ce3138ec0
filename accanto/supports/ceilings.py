"""What a household may still be given of a kind: ceilings are the household's, not the person's.

They hold across the partners of a project, so sums are taken over rows that the actor may not see; only
sums come out. Shares of rent are fractions: no rounding adds up over the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.people.models import HouseholdMember, Person
from accanto.supports.kinds import Kind
from accanto.supports.models import Support
from accanto.supports.models.budget import CENT
from accanto.supports.money import HOLDING

_WHY = "a ceiling is the household's: only sums come out"


def household_of(case: Case) -> list[Person]:
    """The person of a case, and those who live or lived as one with them, always in the same order."""
    return list(_household(case))


def lock_household(case: Case) -> list[Person]:
    """Keep the household's persons for this transaction: two approvals for one household come one by one.

    Their keys stay free: whoever writes another row about one of them need not wait, and nobody waits in a
    circle with the trail.
    """
    return list(_household(case).select_for_update(no_key=True))


def _household(case: Case) -> QuerySet[Person]:
    members = _members(case)
    found: QuerySet[Person] = Person.objects.unscoped(_WHY).filter(
        Q(pk=case.person_id) | Q(pk__in=members.order_by().values("person"))
    )
    return found.order_by("pk")


def _members(case: Case) -> QuerySet[HouseholdMember]:
    """The memberships, also ended ones, of every household that the person of a case is or was in."""
    own = HouseholdMember.objects.unscoped(_WHY).filter(person=case.person_id)
    found: QuerySet[HouseholdMember] = HouseholdMember.objects.unscoped(_WHY).filter(
        household__in=own.order_by().values("household")
    )
    return found


def _as_one(case: Case) -> Q:
    """Supports that count for the person's household: their own, and what another was asked for until they parted.

    A household that is taken apart after the money was given does not have its ceiling anew, on either side.
    """
    rows = list(_members(case).values_list("household", "person", "until"))
    left: dict[UUID, date] = {}  # household -> the last day on which the person was in it
    for household, person, until in rows:
        if person == case.person_id:
            left[household] = max(left.get(household, date.min), until or date.max)
    found = Q(case__person=case.person_id)
    for household, person, until in rows:
        found |= Q(case__person=person, asked_on__lte=min(left[household], until or date.max))
    return found


def given_before(persons: Sequence[Person], case: Case, kind: Kind, without: Support | None) -> list[Support]:
    """Supports of the kind that count towards the household's ceiling in the project of the case."""
    rows = Support.objects.unscoped(_WHY).filter(
        _as_one(case),
        case__person__in=persons,
        case__project=case.project_id,
        kind=kind.key,
        status__in=HOLDING,
    )
    return list(rows.exclude(pk=without.pk) if without is not None else rows)


def check_ceiling(
    persons: Sequence[Person],
    case: Case,
    kind: Kind,
    *,
    amount: Decimal,
    monthly_rent: Decimal | None,
    without: Support | None = None,
) -> None:
    """Raise ValidationError at the amount when the household would be given more than the kind allows."""
    if kind.months is None and kind.amount is None:
        return
    before = given_before(persons, case, kind, without)
    if kind.amount is not None:
        left = kind.amount - sum((support.held for support in before), Decimal(0))
        if amount > left:
            raise ValidationError(
                {
                    "amount": _("For a household, %(kind)s comes to %(most)s € at most: %(left)s € are left.")
                    % {"kind": kind, "most": said(kind.amount), "left": said(max(left, Decimal(0)))}
                }
            )
    if kind.months is not None:
        _check_months(before, kind, kind.months, amount, monthly_rent)


def _check_months(
    before: list[Support], kind: Kind, most: int, amount: Decimal, monthly_rent: Decimal | None
) -> None:
    if not monthly_rent:
        raise ValidationError(
            {"monthly_rent": _("This kind has a ceiling in monthly rents: write the monthly rent.")}
        )
    given = sum(
        (Fraction(support.held) / Fraction(support.monthly_rent or monthly_rent) for support in before),
        Fraction(0),
    )
    if Fraction(amount) / Fraction(monthly_rent) + given <= most:
        return
    left = max(Fraction(0), most - given) * Fraction(monthly_rent)
    euro = (Decimal(left.numerator) / Decimal(left.denominator)).quantize(CENT, ROUND_DOWN)
    raise ValidationError(
        {
            "amount": _(
                "For a household, %(kind)s comes to %(most)s monthly rents at most: with this rent, %(left)s € are left."
            )
            % {"kind": kind, "most": most, "left": said(euro)}
        }
    )


def said(amount: Decimal) -> str:
    """A sum in the reader's way."""
    return str(formats.number_format(amount, 2, use_l10n=True, force_grouping=True))


def kind_with_ceiling(kind: Kind) -> str:
    """The kind and what a household may get of it at most."""
    return " · ".join([str(kind), *ceiling_of(kind)])


def ceiling_of(kind: Kind) -> list[str]:
    """What a household may get of a kind at most, in words."""
    parts = []
    if kind.months is not None:
        parts.append(_("at most %(most)s monthly rents") % {"most": kind.months})
    if kind.amount is not None:
        parts.append(_("at most %(most)s €") % {"most": said(kind.amount)})
    return parts


def pending_of(case: Case) -> dict[str, int]:
    """State -> how many supports of a case are asked, or approved and not paid."""
    rows = case.supports.unscoped("a case is not closed over money that waits; only counts come out")
    states = [Support.Status.ASKED, Support.Status.APPROVED]
    found: dict[str, int] = {}
    for status in rows.filter(status__in=states).values_list("status", flat=True):
        found[status] = found.get(status, 0) + 1
    return found
