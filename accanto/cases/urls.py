from django.urls import path

from accanto.cases.views import assessment, case, content, incoming

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
    path("<uuid:pk>/autonomy/", assessment.AutonomyView.as_view(), name="autonomy"),
    path("<uuid:pk>/autonomy/new/", assessment.AssessmentAddView.as_view(), name="assessment_add"),
    path("<uuid:pk>/referrals/new/", content.ReferralAddView.as_view(), name="referral_add"),
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
