"""Pages of the network: projects, organisations, territories."""

from django.urls import path

from accanto.network.views import coordination, organisation, project, version

app_name = "network"

urlpatterns = [
    path("projects/", project.ProjectListView.as_view(), name="project_list"),
    path("projects/load/", version.ProjectLoadView.as_view(), name="project_load"),
    path("projects/<uuid:pk>/", project.ProjectDetailView.as_view(), name="project_detail"),
    path("projects/<uuid:pk>/versions/", version.VersionListView.as_view(), name="version_list"),
    path("versions/<uuid:pk>/", version.VersionDetailView.as_view(), name="version_detail"),
    path("projects/<uuid:pk>/group/", coordination.GroupConstituteView.as_view(), name="group_constitute"),
    path("projects/<uuid:pk>/members/add/", coordination.MemberAddView.as_view(), name="member_add"),
    path("projects/<uuid:pk>/meetings/add/", coordination.MeetingAddView.as_view(), name="meeting_add"),
    path("members/<uuid:pk>/remove/", coordination.MemberRemoveView.as_view(), name="member_remove"),
    path("organisations/", organisation.OrganisationListView.as_view(), name="organisation_list"),
    path("organisations/add/", organisation.OrganisationAddView.as_view(), name="organisation_add"),
    path(
        "organisations/<uuid:pk>/", organisation.OrganisationDetailView.as_view(), name="organisation_detail"
    ),
    path(
        "organisations/<uuid:pk>/edit/", organisation.OrganisationEditView.as_view(), name="organisation_edit"
    ),
    path("territories/", organisation.TerritoryListView.as_view(), name="territory_list"),
    path("territories/add/", organisation.TerritoryAddView.as_view(), name="territory_add"),
    path("territories/<uuid:pk>/", organisation.TerritoryDetailView.as_view(), name="territory_detail"),
    path("territories/<uuid:pk>/edit/", organisation.TerritoryEditView.as_view(), name="territory_edit"),
]
