"""Pages of the directory, for the staff."""

from django.urls import path

from accanto.directory.views import exchange, service

app_name = "directory"

urlpatterns = [
    path("services/", service.ServiceListView.as_view(), name="service_list"),
    path("services/add/", service.ServiceAddView.as_view(), name="service_add"),
    path("services/<uuid:pk>/", service.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/edit/", service.ServiceEditView.as_view(), name="service_edit"),
    path("services/<uuid:pk>/check/", service.ServiceCheckView.as_view(), name="service_check"),
    path("exchange/", exchange.ImportListView.as_view(), name="import_list"),
    path("exchange/new/", exchange.ImportAddView.as_view(), name="import_add"),
    path("exchange/sheet.xlsx", exchange.TemplateView.as_view(), name="import_template"),
    path("exchange/embed/", exchange.EmbedView.as_view(), name="embed"),
    path("exchange/<uuid:pk>/", exchange.ImportDetailView.as_view(), name="import_detail"),
    path("exchange/<uuid:pk>/apply/", exchange.ImportApplyView.as_view(), name="import_apply"),
    path("exchange/<uuid:pk>/undo/", exchange.ImportUndoView.as_view(), name="import_undo"),
    path("exchange/<uuid:pk>/duplicates/", exchange.DuplicatesChooseView.as_view(), name="import_duplicates"),
    path("exchange/<uuid:pk>/errors.xlsx", exchange.RefusedRowsView.as_view(), name="import_refused"),
    path("exchange/rows/<uuid:pk>/", exchange.RowCorrectView.as_view(), name="import_row_correct"),
    path("exchange/rows/<uuid:pk>/choose/", exchange.RowChooseView.as_view(), name="import_row_choose"),
]
