"""Pages of the directory, for the staff."""

from django.urls import path

from accanto.directory.views import leaflet, service

app_name = "directory"

urlpatterns = [
    path("services/", service.ServiceListView.as_view(), name="service_list"),
    path("services/add/", service.ServiceAddView.as_view(), name="service_add"),
    path("services/<uuid:pk>/", service.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/edit/", service.ServiceEditView.as_view(), name="service_edit"),
    path("services/<uuid:pk>/check/", service.ServiceCheckView.as_view(), name="service_check"),
    path("leaflets/", leaflet.LeafletListView.as_view(), name="leaflet_list"),
    path("leaflets/new/", leaflet.LeafletAddView.as_view(), name="leaflet_add"),
    path("leaflets/<uuid:pk>/", leaflet.LeafletDetailView.as_view(), name="leaflet_detail"),
    path("leaflets/<uuid:pk>/edit/", leaflet.LeafletEditView.as_view(), name="leaflet_edit"),
    path("leaflets/<uuid:pk>/services/", leaflet.LeafletServicesView.as_view(), name="leaflet_services"),
    path("leaflets/<uuid:pk>/leaflet.pdf", leaflet.LeafletPdfView.as_view(), name="leaflet_pdf"),
    path("leaflets/<uuid:pk>/copies/", leaflet.DistributionAddView.as_view(), name="distribution_add"),
    path("copies/<uuid:pk>/remove/", leaflet.DistributionRemoveView.as_view(), name="distribution_remove"),
]
