from django.urls import path

from accanto.skills.views import assessment, cv, entry

app_name = "skills"

urlpatterns = [
    path("cases/<uuid:pk>/new/", assessment.AssessmentBeginView.as_view(), name="assessment_begin"),
    path("cases/<uuid:pk>/history/", assessment.HistoryView.as_view(), name="history"),
    path("<uuid:pk>/", assessment.AssessmentDetailView.as_view(), name="assessment_detail"),
    path("<uuid:pk>/cv/", cv.CvEditView.as_view(), name="cv_edit"),
    path("<uuid:pk>/cv/pdf/", cv.CvPdfView.as_view(), name="cv_pdf"),
    path("<uuid:pk>/cv/europass/", cv.EuropassView.as_view(), name="europass"),
    path("<uuid:pk>/<slug:section>/new/", entry.EntryAddView.as_view(), name="entry_add"),
    path("<uuid:pk>/<slug:section>/none/", entry.SectionAbsentView.as_view(), name="section_absent"),
    path("entries/<uuid:pk>/", entry.EntryEditView.as_view(), name="entry_edit"),
    path("entries/<uuid:pk>/remove/", entry.EntryRemoveView.as_view(), name="entry_remove"),
    path("find/<slug:kind>/", entry.FindView.as_view(), name="find"),
]
