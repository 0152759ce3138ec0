from django.urls import path

from accanto.outreach.views import encounter

app_name = "outreach"

urlpatterns = [
    path("", encounter.EncounterListView.as_view(), name="encounter_list"),
    path("new/", encounter.EncounterAddView.as_view(), name="encounter_add"),
    path("places/", encounter.PlaceListView.as_view(), name="place_list"),
    path("places/new/", encounter.PlaceAddView.as_view(), name="place_add"),
    path("<uuid:pk>/", encounter.EncounterDetailView.as_view(), name="encounter_detail"),
    path("<uuid:pk>/name/", encounter.EncounterNameView.as_view(), name="encounter_name"),
    path("<uuid:pk>/case/", encounter.EncounterCaseView.as_view(), name="encounter_case"),
]
