"""Public pages; their addresses are the same in every language."""

from django.urls import path

from accanto.portal.views import portal

app_name = "portal"

urlpatterns = [
    path("", portal.HomeView.as_view(), name="home"),
    path("services/", portal.ServiceListView.as_view(), name="service_list"),
    path("services/<uuid:pk>/", portal.ServiceDetailView.as_view(), name="service_detail"),
    path("projects/", portal.ProjectListView.as_view(), name="project_list"),
    path("projects/<uuid:pk>/", portal.ProjectDetailView.as_view(), name="project_detail"),
    path("your-data/", portal.PrivacyView.as_view(), name="privacy"),
]
