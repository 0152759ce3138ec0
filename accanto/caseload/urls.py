from django.urls import path

from accanto.caseload import views
from accanto.caseload.views import row

app_name = "caseload"

urlpatterns = [
    path("", views.CaseloadListView.as_view(), name="caseload_list"),
    path("new/", views.CaseloadAddView.as_view(), name="caseload_add"),
    path("template/", views.CaseloadTemplateView.as_view(), name="caseload_template"),
    path("<uuid:pk>/", row.CaseloadDetailView.as_view(), name="caseload_detail"),
    path("<uuid:pk>/columns/", views.CaseloadColumnsView.as_view(), name="caseload_columns"),
    path("<uuid:pk>/words/", views.CaseloadWordsView.as_view(), name="caseload_words"),
    path("<uuid:pk>/take/", views.CaseloadTakeView.as_view(), name="caseload_take"),
    path("<uuid:pk>/undo/", views.CaseloadUndoView.as_view(), name="caseload_undo"),
    path("<uuid:pk>/finish/", views.CaseloadFinishView.as_view(), name="caseload_finish"),
    path("<uuid:pk>/left/", views.CaseloadLeftView.as_view(), name="caseload_left"),
    path("rows/<uuid:pk>/", row.RowCorrectView.as_view(), name="row_correct"),
    path("rows/<uuid:pk>/choose/", row.RowChooseView.as_view(), name="row_choose"),
]
