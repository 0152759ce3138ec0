from django.urls import path

from accanto.supports.views import budget, home, placement, register, support

app_name = "supports"

urlpatterns = [
    path("", register.SupportListView.as_view(), name="support_list"),
    path("csv/", register.SupportCsvView.as_view(), name="support_csv"),
    path("xlsx/", register.SupportXlsxView.as_view(), name="support_xlsx"),
    path("published/<slug:key>/", register.SupportPublishedView.as_view(), name="support_published"),
    path("cases/<uuid:pk>/new/", support.SupportAskView.as_view(), name="support_ask"),
    path("<uuid:pk>/", support.SupportDetailView.as_view(), name="support_detail"),
    path("approve/", register.SupportApproveManyView.as_view(), name="support_approve_many"),
    path("<uuid:pk>/approve/", support.SupportApproveView.as_view(), name="support_approve"),
    path("<uuid:pk>/refuse/", support.SupportRefuseView.as_view(), name="support_refuse"),
    path("<uuid:pk>/withdraw/", support.SupportWithdrawView.as_view(), name="support_withdraw"),
    path("<uuid:pk>/pay/", support.SupportPayView.as_view(), name="support_pay"),
    path("<uuid:pk>/receipt/", support.SupportReceiptView.as_view(), name="support_receipt"),
    path("<uuid:pk>/reverse/", support.SupportReverseView.as_view(), name="support_reverse"),
    path("budgets/", budget.BudgetListView.as_view(), name="budget_list"),
    path("budgets/<uuid:pk>/", budget.BudgetDetailView.as_view(), name="budget_detail"),
    path("budgets/<uuid:pk>/edit/", budget.BudgetEditView.as_view(), name="budget_edit"),
    path("budgets/<uuid:pk>/lines/new/", budget.LineAddView.as_view(), name="line_add"),
    path("budgets/lines/<uuid:pk>/", budget.LineEditView.as_view(), name="line_edit"),
    path("homes/", home.HomeListView.as_view(), name="home_list"),
    path("homes/new/", home.HomeAddView.as_view(), name="home_add"),
    path("homes/<uuid:pk>/", home.HomeDetailView.as_view(), name="home_detail"),
    path("homes/<uuid:pk>/edit/", home.HomeEditView.as_view(), name="home_edit"),
    path("homes/<uuid:pk>/address/", home.HomeAddressView.as_view(), name="home_address"),
    path("cases/<uuid:pk>/home/", home.StayFindView.as_view(), name="stay_find"),
    path("cases/<uuid:pk>/home/new/", home.StayBeginView.as_view(), name="stay_begin"),
    path("stays/<uuid:pk>/", home.StayEditView.as_view(), name="stay_edit"),
    path("stays/<uuid:pk>/end/", home.StayEndView.as_view(), name="stay_end"),
    path("placements/", placement.PlacementListView.as_view(), name="placement_list"),
    path("cases/<uuid:pk>/placements/new/", placement.PlacementBeginView.as_view(), name="placement_begin"),
    path("placements/<uuid:pk>/", placement.PlacementEditView.as_view(), name="placement_edit"),
    path("placements/<uuid:pk>/end/", placement.PlacementEndView.as_view(), name="placement_end"),
]
