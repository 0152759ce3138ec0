from django.urls import path

from accanto.cases.views import appointment, case, content, document, incoming

app_name = "cases"

urlpatterns = [
    path("", case.CaseListView.as_view(), name="case_list"),
    path("open/<uuid:pk>/", case.CaseOpenView.as_view(), name="case_open"),
    path("<uuid:pk>/", case.CaseDetailView.as_view(), name="case_detail"),
    path("<uuid:pk>/close/", case.CaseCloseView.as_view(), name="case_close"),
    path("<uuid:pk>/reopen/", case.CaseReopenView.as_view(), name="case_reopen"),
    path("<uuid:pk>/operator/", case.CaseHandOverView.as_view(), name="case_hand_over"),
    path("<uuid:pk>/needs/new/", content.NeedAddView.as_view(), name="need_add"),
    path("needs/<uuid:pk>/<slug:status>/", content.NeedEndView.as_view(), name="need_end"),
    path("<uuid:pk>/situation/", content.SituationAddView.as_view(), name="situation_add"),
    path("<uuid:pk>/referrals/new/", content.ReferralAddView.as_view(), name="referral_add"),
    path("<uuid:pk>/documents/", document.DocumentListView.as_view(), name="document_list"),
    path("<uuid:pk>/documents/new/", document.DocumentAddView.as_view(), name="document_add"),
    path("documents/<uuid:pk>/open/", document.DocumentOpenView.as_view(), name="document_open"),
    path("documents/<uuid:pk>/small/", document.DocumentThumbnailView.as_view(), name="document_thumbnail"),
    path("documents/<uuid:pk>/", document.DocumentEditView.as_view(), name="document_edit"),
    path("documents/<uuid:pk>/settle/", document.DocumentSettleView.as_view(), name="document_settle"),
    path("documents/<uuid:pk>/remove/", document.DocumentRemoveView.as_view(), name="document_remove"),
    path("agenda/", appointment.AgendaView.as_view(), name="agenda"),
    path("<uuid:pk>/agenda/", appointment.CaseAgendaView.as_view(), name="case_agenda"),
    path("<uuid:pk>/appointments/new/", appointment.AppointmentAddView.as_view(), name="appointment_add"),
    path("appointments/<uuid:pk>/", appointment.AppointmentEditView.as_view(), name="appointment_edit"),
    path("appointments/<uuid:pk>/move/", appointment.AppointmentMoveView.as_view(), name="appointment_move"),
    path(
        "appointments/<uuid:pk>/<slug:outcome>/",
        appointment.AppointmentOutcomeView.as_view(),
        name="appointment_outcome",
    ),
    path("<uuid:pk>/tasks/new/", appointment.TaskAddView.as_view(), name="task_add"),
    path("tasks/done/", appointment.TasksDoneView.as_view(), name="tasks_done"),
    path("incoming/", incoming.ReferralInListView.as_view(), name="referral_in_list"),
    path(
        "incoming/<uuid:pk>/<slug:outcome>/",
        incoming.ReferralInAnswerView.as_view(),
        name="referral_in_answer",
    ),
    path(
        "referrals/<uuid:pk>/<slug:outcome>/", content.ReferralOutcomeView.as_view(), name="referral_outcome"
    ),
]
