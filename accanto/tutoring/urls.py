from django.urls import path

from accanto.tutoring.views import agreement, board, match, monitoring, party, request, shared, tutoring

app_name = "tutoring"

urlpatterns = [
    path("", tutoring.TutoringListView.as_view(), name="tutoring_list"),
    path("tutors/", tutoring.TutorListView.as_view(), name="tutor_list"),
    path("tutors/new/", tutoring.TutorAddView.as_view(), name="tutor_add"),
    path("tutors/<uuid:pk>/", tutoring.TutorDetailView.as_view(), name="tutor_detail"),
    path("tutors/<uuid:pk>/edit/", tutoring.TutorEditView.as_view(), name="tutor_edit"),
    path("start/<uuid:pk>/", tutoring.TutoringStartView.as_view(), name="tutoring_start"),
    path("board/", board.BoardListView.as_view(), name="board_list"),
    path("board/<uuid:pk>/", board.BoardView.as_view(), name="board"),
    path("board/<uuid:pk>/tutors/", board.BoardTutorsView.as_view(), name="board_tutors"),
    path("board/<uuid:pk>/what-if/", board.WhatIfView.as_view(), name="what_if"),
    path("requests/new/<uuid:pk>/", request.RequestAddView.as_view(), name="request_add"),
    path("requests/<uuid:pk>/", request.RequestDetailView.as_view(), name="request_detail"),
    path("requests/<uuid:pk>/edit/", request.RequestEditView.as_view(), name="request_edit"),
    path("requests/<uuid:pk>/withdraw/", request.RequestWithdrawView.as_view(), name="request_withdraw"),
    path("requests/<uuid:pk>/why/", request.PairView.as_view(), name="pair"),
    path("requests/<uuid:pk>/hold/", match.MatchHoldView.as_view(), name="match_hold"),
    path("requests/<uuid:pk>/refuse/", match.MatchRefuseView.as_view(), name="match_refuse"),
    path("pairs/<uuid:pk>/", match.MatchDetailView.as_view(), name="match_detail"),
    path("pairs/<uuid:pk>/let-go/", match.MatchReleaseView.as_view(), name="match_release"),
    path("pairs/<uuid:pk>/take-back/", match.MatchTakeBackView.as_view(), name="match_take_back"),
    path("pairs/<uuid:pk>/yes/<slug:side>/", match.MatchYesView.as_view(), name="match_yes"),
    path("pairs/<uuid:pk>/introduce/", match.MatchIntroduceView.as_view(), name="match_introduce"),
    path("<uuid:pk>/", tutoring.TutoringDetailView.as_view(), name="tutoring_detail"),
    path("<uuid:pk>/end/", tutoring.TutoringEndView.as_view(), name="tutoring_end"),
    path("<uuid:pk>/called/", shared.CalledEditView.as_view(), name="called_edit"),
    path("private/<uuid:pk>/seen/", shared.PrivateSeeView.as_view(), name="private_see"),
    path("<uuid:pk>/contacts/new/", tutoring.ContactAddView.as_view(), name="contact_add"),
    path("<uuid:pk>/contacts/today/<slug:kind>/", tutoring.ContactTodayView.as_view(), name="contact_today"),
    path("<uuid:pk>/over-time/", monitoring.TutoringPictureView.as_view(), name="tutoring_picture"),
    path("check-ins/<uuid:pk>/", monitoring.CheckInAnswerView.as_view(), name="check_in_answer"),
    path("check-ins/<uuid:pk>/note/", monitoring.CheckInNoteView.as_view(), name="check_in_note"),
    path("alerts/<uuid:pk>/", monitoring.AlertSeeView.as_view(), name="alert_see"),
    path("answer/<str:secret>/", monitoring.ReminderAnswerView.as_view(), name="reminder_answer"),
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
