"""Pages of the directory, for the staff."""

from django.urls import path

from accanto.directory.views import keeping, leaflet, part, service, synonyms, translation

app_name = "directory"

urlpatterns = [
    path("services/", service.ServiceListView.as_view(), name="service_list"),
    path("services/add/", service.ServiceAddView.as_view(), name="service_add"),
    path("services/<uuid:pk>/", service.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/edit/", service.ServiceEditView.as_view(), name="service_edit"),
    path("services/<uuid:pk>/edit/terms/", part.ServiceTermsView.as_view(), name="service_terms"),
    path("services/<uuid:pk>/edit/places/", part.ServicePlacesView.as_view(), name="service_places"),
    path("services/<uuid:pk>/edit/hours/", part.ServiceHoursView.as_view(), name="service_hours"),
    path("services/<uuid:pk>/edit/exceptions/", part.ServiceExceptionsView.as_view(), name="service_exceptions"),
    path("services/<uuid:pk>/edit/prices/", part.ServicePricesView.as_view(), name="service_prices"),
    path("services/<uuid:pk>/edit/documents/", part.ServiceDocumentsView.as_view(), name="service_documents"),
    path("services/<uuid:pk>/edit/languages/", part.ServiceLanguagesView.as_view(), name="service_languages"),
    path("services/<uuid:pk>/edit/phones/", part.ServicePhonesView.as_view(), name="service_phones"),
    path("services/<uuid:pk>/edit/contacts/", part.ServiceContactsView.as_view(), name="service_contacts"),
    path("services/<uuid:pk>/edit/websites/", part.ServiceWebsitesView.as_view(), name="service_websites"),
    path("services/<uuid:pk>/edit/capacity/", part.ServiceCapacityView.as_view(), name="service_capacity"),
    path("services/<uuid:pk>/history/", keeping.ServiceHistoryView.as_view(), name="service_history"),
    path("services/<uuid:pk>/check/", keeping.ServiceCheckView.as_view(), name="service_check"),
    path("services/<uuid:pk>/asked/", keeping.ServiceAskView.as_view(), name="service_ask"),
    path("services/<uuid:pk>/link/", keeping.ServiceLinkView.as_view(), name="service_link"),
    path("services/<uuid:pk>/link/withdraw/", keeping.ServiceLinkWithdrawView.as_view(), name="service_link_withdraw"),
    path("services/<uuid:pk>/translate/<slug:language>/", translation.ServiceTranslateView.as_view(), name="service_translate"),
    path("services/to-check/", keeping.CheckListView.as_view(), name="check_list"),
    path("services/to-translate/", translation.TranslationListView.as_view(), name="translation_list"),
    path("services/feedback/", keeping.FeedbackListView.as_view(), name="feedback_list"),
    path("services/feedback/<uuid:pk>/done/", keeping.FeedbackDoneView.as_view(), name="feedback_done"),
    path("services/corrections/<uuid:pk>/", keeping.CorrectionDecideView.as_view(), name="correction_decide"),
    path("services/places/<uuid:pk>/take/", keeping.PlaceTakeView.as_view(), name="place_take"),
    path("services/places/<uuid:pk>/free/", keeping.PlaceFreeView.as_view(), name="place_free"),
    path("leaflets/", leaflet.LeafletListView.as_view(), name="leaflet_list"),
    path("leaflets/new/", leaflet.LeafletAddView.as_view(), name="leaflet_add"),
    path("leaflets/<uuid:pk>/", leaflet.LeafletDetailView.as_view(), name="leaflet_detail"),
    path("leaflets/<uuid:pk>/edit/", leaflet.LeafletEditView.as_view(), name="leaflet_edit"),
    path("leaflets/<uuid:pk>/services/", leaflet.LeafletServicesView.as_view(), name="leaflet_services"),
    path("leaflets/<uuid:pk>/leaflet.pdf", leaflet.LeafletPdfView.as_view(), name="leaflet_pdf"),
    path("leaflets/<uuid:pk>/copies/", leaflet.DistributionAddView.as_view(), name="distribution_add"),
    path("copies/<uuid:pk>/remove/", leaflet.DistributionRemoveView.as_view(), name="distribution_remove"),
    path("synonyms/", synonyms.SynonymsListView.as_view(), name="synonyms_list"),
    path("synonyms/add/", synonyms.SynonymsAddView.as_view(), name="synonyms_add"),
    path("synonyms/<uuid:pk>/edit/", synonyms.SynonymsEditView.as_view(), name="synonyms_edit"),
    path("synonyms/<uuid:pk>/remove/", synonyms.SynonymsRemoveView.as_view(), name="synonyms_remove"),
    path("empty-searches/", synonyms.EmptySearchListView.as_view(), name="empty_search_list"),
]  # fmt: skip
