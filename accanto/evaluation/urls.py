"""Pages of figures."""

from django.urls import path

from accanto.evaluation.views.answers import AnswersExportView
from accanto.evaluation.views.figure import (
    FigureDeclareView,
    FigureDetailView,
    FigureRowsView,
    FiguresExportView,
    ProjectFiguresView,
)

app_name = "evaluation"

urlpatterns = [
    path("projects/<uuid:pk>/", ProjectFiguresView.as_view(), name="project_figures"),
    path("projects/<uuid:pk>/export/", FiguresExportView.as_view(), name="figures_export"),
    path("projects/<uuid:pk>/answers/", AnswersExportView.as_view(), name="answers_export"),
    path("figures/<uuid:pk>/", FigureDetailView.as_view(), name="figure_detail"),
    path("figures/<uuid:pk>/rows/", FigureRowsView.as_view(), name="figure_rows"),
    path("figures/<uuid:pk>/declare/", FigureDeclareView.as_view(), name="figure_declare"),
]
