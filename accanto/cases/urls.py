from django.urls import path

from accanto.cases.views import assessment, case, content, handover, incoming, referral_link, share, transfer

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
    path("referrals/<uuid:pk>/link/", referral_link.ReferralLinkView.as_view(), name="referral_link"),
    path(
        "referrals/<uuid:pk>/<slug:outcome>/", content.ReferralOutcomeView.as_view(), name="referral_outcome"
    ),
    path("hand-over/", handover.CaseHandOverManyView.as_view(), name="case_hand_over_many"),
    path("<uuid:pk>/offer/", transfer.TransferOfferView.as_view(), name="transfer_offer"),
    path("offers/", transfer.TransferListView.as_view(), name="transfer_list"),
    path("offers/<uuid:pk>/", transfer.TransferDetailView.as_view(), name="transfer_detail"),
    path("offers/<uuid:pk>/withdraw/", transfer.TransferWithdrawView.as_view(), name="transfer_withdraw"),
    path("offered/", transfer.TransferInListView.as_view(), name="transfer_in_list"),
    path("offered/<uuid:pk>/", transfer.TransferInDetailView.as_view(), name="transfer_in_detail"),
    path("offered/<uuid:pk>/accept/", transfer.TransferAcceptView.as_view(), name="transfer_accept"),
    path("offered/<uuid:pk>/decline/", transfer.TransferDeclineView.as_view(), name="transfer_decline"),
    path("<uuid:pk>/share/", share.ShareAddView.as_view(), name="share_add"),
    path("shares/<uuid:pk>/revoke/", share.ShareRevokeView.as_view(), name="share_revoke"),
    path("answer/thanks/", referral_link.ReferralAnsweredView.as_view(), name="referral_answered"),
    path("answer/<str:secret>/", referral_link.ReferralAnswerView.as_view(), name="referral_answer"),
    path(
        "referrals/<uuid:pk>/link/revoke/",
        referral_link.ReferralLinkRevokeView.as_view(),
        name="referral_link_revoke",
    ),
]
