from django.urls import path

from accanto.tutoring.views import agreement, party, tutoring

app_name = "tutoring"

urlpatterns = [
    path("", tutoring.TutoringListView.as_view(), name="tutoring_list"),
    path("tutors/", tutoring.TutorListView.as_view(), name="tutor_list"),
    path("tutors/new/", tutoring.TutorAddView.as_view(), name="tutor_add"),
    path("tutors/<uuid:pk>/", tutoring.TutorDetailView.as_view(), name="tutor_detail"),
    path("tutors/<uuid:pk>/edit/", tutoring.TutorEditView.as_view(), name="tutor_edit"),
    path("start/<uuid:pk>/", tutoring.TutoringStartView.as_view(), name="tutoring_start"),
    path("<uuid:pk>/", tutoring.TutoringDetailView.as_view(), name="tutoring_detail"),
    path("<uuid:pk>/end/", tutoring.TutoringEndView.as_view(), name="tutoring_end"),
    path("<uuid:pk>/contacts/new/", tutoring.ContactAddView.as_view(), name="contact_add"),
    path("<uuid:pk>/contacts/today/<slug:kind>/", tutoring.ContactTodayView.as_view(), name="contact_today"),
    path("in/<str:secret>/", party.EntryView.as_view(), name="entry"),
    path("<uuid:pk>/invite/<slug:side>/", party.PartyInviteView.as_view(), name="party_invite"),
    path("<uuid:pk>/shut/<slug:side>/", party.PartyShutView.as_view(), name="party_shut"),
    path("invitations/<uuid:pk>/withdraw/", party.PartyWithdrawView.as_view(), name="party_withdraw"),
    path("<uuid:pk>/agreement/", agreement.AgreementWriteView.as_view(), name="agreement_write"),
    path("agreements/<uuid:pk>/", agreement.AgreementDetailView.as_view(), name="agreement_detail"),
    path("agreements/<uuid:pk>/pdf/", agreement.AgreementPdfView.as_view(), name="agreement_pdf"),
    path("agreements/<uuid:pk>/put/", agreement.AgreementPutView.as_view(), name="agreement_put"),
    path("agreements/<uuid:pk>/sign/", agreement.AgreementSignView.as_view(), name="agreement_sign"),
    path(
        "agreements/<uuid:pk>/here/<slug:side>/", agreement.AgreementHereView.as_view(), name="agreement_here"
    ),
    path(
        "agreements/<uuid:pk>/paper/<slug:side>/",
        agreement.AgreementPaperView.as_view(),
        name="agreement_paper",
    ),
]
