"""Where each room's pages are."""

from django.urls import include, path

from accanto.config.closed import EmailIsFixedView, NotOfferedView
from accanto.config.health import HealthView
from accanto.config.today import TodayView

urlpatterns = [
    path("today/", TodayView.as_view(), name="today"),
    path("accounts/", include("accanto.accounts.urls")),
    path("sign-in/email/", EmailIsFixedView.as_view(), name="email_is_fixed"),
    path("sign-in/confirm-email/", NotOfferedView.as_view(), name="confirming_is_closed"),
    path("sign-in/confirm-email/<str:secret>/", NotOfferedView.as_view(), name="confirmation_is_closed"),
    path("sign-in/login/code/confirm/", NotOfferedView.as_view(), name="mailed_code_is_closed"),
    path("sign-in/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("people/", include("accanto.people.urls")),
    path("cases/", include("accanto.cases.urls")),
    path("outreach/", include("accanto.outreach.urls")),
    path("plans/", include("accanto.plans.urls")),
    path("tutoring/", include("accanto.tutoring.urls")),
    path("supports/", include("accanto.supports.urls")),
    path("skills/", include("accanto.skills.urls")),
    path("mine/", include("accanto.mine.urls")),
    path("directory/", include("accanto.directory.urls")),
    path("network/", include("accanto.network.urls")),
    path("caseload/", include("accanto.caseload.urls")),
    path("evaluation/", include("accanto.evaluation.urls")),
    path("trail/", include("accanto.privacy.urls")),
    path("healthz", HealthView.as_view(), name="healthz"),
    path("", include("accanto.api.urls")),
    path("", include("accanto.portal.urls")),
]

handler404 = "accanto.core.problems.not_found"
handler403 = "accanto.accounts.views.no_way_in.forbidden"
