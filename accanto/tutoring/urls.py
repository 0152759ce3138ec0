from django.urls import path

from accanto.tutoring.views import application, tutoring

app_name = "tutoring"

urlpatterns = [
    path("", tutoring.TutoringListView.as_view(), name="tutoring_list"),
    path("tutors/", tutoring.TutorListView.as_view(), name="tutor_list"),
    path("tutors/new/", tutoring.TutorAddView.as_view(), name="tutor_add"),
    path("tutors/<uuid:pk>/", tutoring.TutorDetailView.as_view(), name="tutor_detail"),
    path("tutors/<uuid:pk>/edit/", tutoring.TutorEditView.as_view(), name="tutor_edit"),
    path("applications/", application.ApplicationListView.as_view(), name="application_list"),
    path("applications/<uuid:pk>/", application.ApplicationDetailView.as_view(), name="application_detail"),
    path(
        "applications/<uuid:pk>/accept/",
        application.ApplicationAcceptView.as_view(),
        name="application_accept",
    ),
    path(
        "applications/<uuid:pk>/decline/",
        application.ApplicationDeclineView.as_view(),
        name="application_decline",
    ),
    path(
        "applications/<uuid:pk>/merge/", application.ApplicationMergeView.as_view(), name="application_merge"
    ),
    path("start/<uuid:pk>/", tutoring.TutoringStartView.as_view(), name="tutoring_start"),
    path("<uuid:pk>/", tutoring.TutoringDetailView.as_view(), name="tutoring_detail"),
    path("<uuid:pk>/end/", tutoring.TutoringEndView.as_view(), name="tutoring_end"),
    path("<uuid:pk>/contacts/new/", tutoring.ContactAddView.as_view(), name="contact_add"),
    path("<uuid:pk>/contacts/today/<slug:kind>/", tutoring.ContactTodayView.as_view(), name="contact_today"),
]
