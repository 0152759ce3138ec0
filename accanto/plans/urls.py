from django.urls import path

from accanto.plans.views import family, goal, guardian, party, plan, proposal, talk, version

app_name = "plans"

urlpatterns = [
    path("start/<uuid:pk>/", plan.PlanStartView.as_view(), name="plan_start"),
    path("<uuid:pk>/", plan.PlanDetailView.as_view(), name="plan_detail"),
    path("<uuid:pk>/pdf/", plan.PlanPdfView.as_view(), name="plan_pdf"),
    path("<uuid:pk>/without-guardian/", guardian.WithoutGuardianView.as_view(), name="without_guardian"),
    path("family/<uuid:pk>/new/", family.FamilyGoalAddView.as_view(), name="family_goal_add"),
    path("family/goals/<uuid:pk>/", family.FamilyGoalEditView.as_view(), name="family_goal_edit"),
    path("<uuid:pk>/close/", plan.PlanCloseView.as_view(), name="plan_close"),
    path("<uuid:pk>/review/", talk.ReviewScheduleView.as_view(), name="review_schedule"),
    path("<uuid:pk>/review/new/", talk.ReviewHoldView.as_view(), name="review_hold"),
    path("<uuid:pk>/comments/new/", talk.CommentAddView.as_view(), name="comment_add"),
    path("comments/<uuid:pk>/withdraw/", talk.CommentWithdrawView.as_view(), name="comment_withdraw"),
    path("<uuid:pk>/propose/", version.VersionProposeView.as_view(), name="version_propose"),
    path("<uuid:pk>/goals/new/", goal.GoalAddView.as_view(), name="goal_add"),
    path("<uuid:pk>/parties/new/", party.PartyInviteView.as_view(), name="party_invite"),
    path("goals/<uuid:pk>/", goal.GoalEditView.as_view(), name="goal_edit"),
    path("goals/<uuid:pk>/actions/new/", goal.ActionAddView.as_view(), name="action_add"),
    path("actions/<uuid:pk>/", goal.ActionEditView.as_view(), name="action_edit"),
    path("actions/<uuid:pk>/<slug:status>/", goal.ActionEndView.as_view(), name="action_end"),
    path("parties/<uuid:pk>/leave/", party.PartyLeaveView.as_view(), name="party_leave"),
    path("parties/<uuid:pk>/agreed/", party.AgreementRecordView.as_view(), name="agreement_record"),
    path("<uuid:pk>/proposals/new/", proposal.ProposalAddView.as_view(), name="proposal_add"),
    path("proposals/<uuid:pk>/goal/", proposal.ProposalGoalView.as_view(), name="proposal_goal"),
    path("proposals/<uuid:pk>/action/", proposal.ProposalActionView.as_view(), name="proposal_action"),
    path("proposals/<uuid:pk>/answer/", proposal.ProposalAnswerView.as_view(), name="proposal_answer"),
    path("versions/<uuid:pk>/", version.VersionDetailView.as_view(), name="version_detail"),
    path("versions/<uuid:pk>/agree/", version.VersionAgreeView.as_view(), name="version_agree"),
]
