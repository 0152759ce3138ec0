from django.urls import path

from accanto.tutoring.views import activation, funnel, group, standing, tutor_page, tutoring

app_name = "tutoring"

urlpatterns = [
    path("", tutoring.TutoringListView.as_view(), name="tutoring_list"),
    path("tutors/", tutoring.TutorListView.as_view(), name="tutor_list"),
    path("tutors/new/", tutoring.TutorAddView.as_view(), name="tutor_add"),
    path("tutors/<uuid:pk>/", tutor_page.TutorDetailView.as_view(), name="tutor_detail"),
    path("tutors/<uuid:pk>/edit/", tutoring.TutorEditView.as_view(), name="tutor_edit"),
    path("start/<uuid:pk>/", tutoring.TutoringStartView.as_view(), name="tutoring_start"),
    path("<uuid:pk>/", tutoring.TutoringDetailView.as_view(), name="tutoring_detail"),
    path("<uuid:pk>/end/", tutoring.TutoringEndView.as_view(), name="tutoring_end"),
    path("<uuid:pk>/contacts/new/", tutoring.ContactAddView.as_view(), name="contact_add"),
    path("<uuid:pk>/contacts/today/<slug:kind>/", tutoring.ContactTodayView.as_view(), name="contact_today"),
    path("activation/", funnel.ActivationView.as_view(), name="activation"),
    path("activation/mail/", funnel.LetterSwitchView.as_view(), name="letter_switch"),
    path("activation/checks/", activation.ChecksAskedView.as_view(), name="checks_asked"),
    path("tutors/<uuid:pk>/talk/", activation.InterviewFixView.as_view(), name="interview_fix"),
    path("talks/<uuid:pk>/move/", activation.InterviewMoveView.as_view(), name="interview_move"),
    path("talks/<uuid:pk>/record/", activation.InterviewRecordView.as_view(), name="interview_record"),
    path("tutors/<uuid:pk>/training/", activation.TrainingAddView.as_view(), name="training_add"),
    path("training/<uuid:pk>/remove/", activation.TrainingRemoveView.as_view(), name="training_remove"),
    path("tutors/<uuid:pk>/dates/", activation.TutorDatesView.as_view(), name="tutor_dates"),
    path("tutors/<uuid:pk>/check/", activation.CheckAddView.as_view(), name="check_add"),
    path("tutors/<uuid:pk>/pause/", standing.TutorPauseView.as_view(), name="tutor_pause"),
    path("tutors/<uuid:pk>/back/", standing.TutorBackView.as_view(), name="tutor_back"),
    path("tutors/<uuid:pk>/leave/", standing.TutorLeaveView.as_view(), name="tutor_leave"),
    path("tutors/<uuid:pk>/return/", standing.TutorReturnView.as_view(), name="tutor_return"),
    path("tutors/<uuid:pk>/suspend/", standing.TutorSuspendView.as_view(), name="tutor_suspend"),
    path("tutors/<uuid:pk>/lift/", standing.TutorLiftView.as_view(), name="tutor_lift"),
    path("tutors/<uuid:pk>/end/", standing.SuspensionEndView.as_view(), name="suspension_end"),
    path("tutors/<uuid:pk>/members/new/", group.MemberAddView.as_view(), name="member_add"),
    path("members/<uuid:pk>/leave/", group.MemberLeaveView.as_view(), name="member_leave"),
    path("members/<uuid:pk>/account/", group.MemberAccountView.as_view(), name="member_account"),
    path("<uuid:pk>/beside/", group.MemberBesideView.as_view(), name="member_beside"),
    path("<uuid:pk>/change/", group.TutoringChangeView.as_view(), name="tutoring_change"),
]
