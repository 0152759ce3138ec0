"""Pages of the directory, for the staff."""

from django.urls import path

from accanto.directory.views import service, synonyms

app_name = "directory"

urlpatterns = [
    path("services/", service.ServiceListView.as_view(), name="service_list"),
    path("services/add/", service.ServiceAddView.as_view(), name="service_add"),
    path("services/<uuid:pk>/", service.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/edit/", service.ServiceEditView.as_view(), name="service_edit"),
    path("services/<uuid:pk>/check/", service.ServiceCheckView.as_view(), name="service_check"),
    path("synonyms/", synonyms.SynonymsListView.as_view(), name="synonyms_list"),
    path("synonyms/add/", synonyms.SynonymsAddView.as_view(), name="synonyms_add"),
    path("synonyms/<uuid:pk>/edit/", synonyms.SynonymsEditView.as_view(), name="synonyms_edit"),
    path("synonyms/<uuid:pk>/remove/", synonyms.SynonymsRemoveView.as_view(), name="synonyms_remove"),
    path("empty-searches/", synonyms.EmptySearchListView.as_view(), name="empty_search_list"),
]
