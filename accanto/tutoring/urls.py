from django.urls import path

from accanto.tutoring.views import shared, tutoring

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
    path("<uuid:pk>/called/", shared.CalledEditView.as_view(), name="called_edit"),
    path("private/<uuid:pk>/seen/", shared.PrivateSeeView.as_view(), name="private_see"),
    path("<uuid:pk>/contacts/new/", tutoring.ContactAddView.as_view(), name="contact_add"),
    path("<uuid:pk>/contacts/today/<slug:kind>/", tutoring.ContactTodayView.as_view(), name="contact_today"),
]
