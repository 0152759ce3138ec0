"""Mail about offers to stand beside someone, sent by jobs: a page answers as fast for an address that is
known as for one that is not. No job holds a name, an address or a link: it makes them when it runs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from accanto.tutoring import words
from accanto.tutoring.models import TutorApplication
from accanto.tutoring.operations.application import (
    FORM,
    VALID,
    confirming_token,
    count_mail,
    withdrawing_token,
)
from accanto.tutoring.words import ApplicationState


@task()
def mail_confirming(application_id: str, site: str) -> None:
    """The link that confirms, and the one that withdraws. `site`: https://accanto.example.org"""
    application = _of(application_id)
    if application is not None and application.answers.get("email") and count_mail(application):
        links = {
            "confirm": _link(site, "portal:offer_confirm", confirming_token(application), application),
            "withdraw": _link(site, "portal:offer_withdraw", withdrawing_token(application), application),
            "until": timezone.now() + VALID,
        }
        _send(application, words.CONFIRM_OFFER, "tutoring/parties/offer_confirm.txt", links)


@task()
def mail_answer(application_id: str) -> None:
    """That the offer is accepted, or kindly declined."""
    application = _of(application_id)
    if application is not None and application.answers.get("email"):
        accepted = application.state == ApplicationState.ACCEPTED
        _send(
            application, words.OFFER_ANSWERED, "tutoring/parties/offer_answered.txt", {"accepted": accepted}
        )


@task()
def mail_handed_on(application_id: str, site: str) -> None:
    """That another organisation answers now, and the link that withdraws."""
    application = _of(application_id)
    if application is not None and application.is_waiting and application.answers.get("email"):
        withdraw = _link(site, "portal:offer_withdraw", withdrawing_token(application), application)
        _send(
            application, words.OFFER_HANDED_ON, "tutoring/parties/offer_handed_on.txt", {"withdraw": withdraw}
        )


def _of(application_id: str) -> TutorApplication | None:
    rows = TutorApplication.objects.visible_to(FORM).select_related(
        "organisation", "municipality", "handed_from"
    )
    found: TutorApplication | None = rows.filter(pk=application_id).first()
    return found


def _link(site: str, name: str, token: str, application: TutorApplication) -> str:
    return f"{site}{reverse(name, args=[token])}?lang={application.language}"


def _send(application: TutorApplication, subject: Any, template: str, more: dict[str, Any]) -> None:
    context = {"application": application, "organisation": application.organisation, **more}
    with translation.override(application.language):
        send_mail(
            str(subject),
            render_to_string(template, context),
            settings.DEFAULT_FROM_EMAIL,
            [application.answers["email"]],
        )
