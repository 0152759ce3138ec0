"""Pages of the directory, for the staff."""

from django.urls import path

from accanto.directory.views import service

app_name = "directory"

urlpatterns = [
    path("services/", service.ServiceListView.as_view(), name="service_list"),
    path("services/add/", service.ServiceAddView.as_view(), name="service_add"),
    path("services/<uuid:pk>/", service.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/edit/", service.ServiceEditView.as_view(), name="service_edit"),
    path("services/<uuid:pk>/check/", service.ServiceCheckView.as_view(), name="service_check"),
]
