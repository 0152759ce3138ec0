from django.urls import path

from accanto.plans.views import plan

app_name = "plans"

urlpatterns = [
    path("start/<uuid:pk>/", plan.PlanStartView.as_view(), name="plan_start"),
    path("<uuid:pk>/", plan.PlanDetailView.as_view(), name="plan_detail"),
    path("<uuid:pk>/pdf/", plan.PlanPdfView.as_view(), name="plan_pdf"),
    path("<uuid:pk>/close/", plan.PlanCloseView.as_view(), name="plan_close"),
    path("<uuid:pk>/propose/", plan.VersionProposeView.as_view(), name="version_propose"),
    path("<uuid:pk>/goals/new/", plan.GoalAddView.as_view(), name="goal_add"),
    path("<uuid:pk>/parties/new/", plan.PartyInviteView.as_view(), name="party_invite"),
    path("goals/<uuid:pk>/", plan.GoalEditView.as_view(), name="goal_edit"),
    path("goals/<uuid:pk>/actions/new/", plan.ActionAddView.as_view(), name="action_add"),
    path("actions/<uuid:pk>/<slug:status>/", plan.ActionEndView.as_view(), name="action_end"),
    path("parties/<uuid:pk>/leave/", plan.PartyLeaveView.as_view(), name="party_leave"),
    path("parties/<uuid:pk>/agreed/", plan.AgreementRecordView.as_view(), name="agreement_record"),
    path("versions/<uuid:pk>/agree/", plan.VersionAgreeView.as_view(), name="version_agree"),
]
