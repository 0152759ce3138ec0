from django.urls import path

from accanto.people.views import around, duplicate, erasure, family, household, identity, person

app_name = "people"

urlpatterns = [
    path("", person.PersonListView.as_view(), name="person_list"),
    path("search/", person.PersonSearchView.as_view(), name="person_search"),
    path("new/", person.PersonAddView.as_view(), name="person_add"),
    path("duplicates/", duplicate.DuplicateListView.as_view(), name="duplicate_list"),
    path("openings/", identity.OpeningListView.as_view(), name="opening_list"),
    path("openings/<uuid:pk>/", identity.OpeningReviewView.as_view(), name="opening_review"),
    path("<uuid:pk>/", person.PersonDetailView.as_view(), name="person_detail"),
    path("<uuid:pk>/facts/", person.PersonEditView.as_view(), name="person_edit"),
    path("<uuid:pk>/identity/", identity.IdentityEditView.as_view(), name="identity_edit"),
    path("<uuid:pk>/identity/open/", identity.IdentityOpenView.as_view(), name="identity_open"),
    path("<uuid:pk>/languages/new/", around.LanguageAddView.as_view(), name="language_add"),
    path("<uuid:pk>/protection/new/", around.ProtectionAddView.as_view(), name="protection_add"),
    path("<uuid:pk>/notices/new/", around.NoticeAddView.as_view(), name="notice_add"),
    path("<uuid:pk>/consents/new/", around.ConsentAddView.as_view(), name="consent_add"),
    path("consents/<uuid:pk>/withdraw/", around.ConsentWithdrawView.as_view(), name="consent_withdraw"),
    path("<uuid:pk>/household/new/", household.HouseholdAddView.as_view(), name="household_add"),
    path("household/<uuid:pk>/leave/", household.HouseholdLeaveView.as_view(), name="household_leave"),
    path("household/<uuid:pk>/member/", household.MemberEditView.as_view(), name="member_edit"),
    path("households/<uuid:pk>/", household.HouseholdDetailView.as_view(), name="household_detail"),
    path("households/<uuid:pk>/split/", household.HouseholdSplitView.as_view(), name="household_split"),
    path("households/<uuid:pk>/join/", household.HouseholdJoinView.as_view(), name="household_join"),
    path("<uuid:pk>/guardians/", family.GuardianListView.as_view(), name="guardian_list"),
    path("<uuid:pk>/guardian/new/", family.GuardianAddView.as_view(), name="guardian_add"),
    path("guardians/<uuid:pk>/end/", family.GuardianEndView.as_view(), name="guardian_end"),
    path("<uuid:pk>/school/new/", family.SchoolYearAddView.as_view(), name="school_add"),
    path("school/<uuid:pk>/", family.SchoolDetailView.as_view(), name="school_detail"),
    path("school/<uuid:pk>/edit/", family.SchoolYearEditView.as_view(), name="school_edit"),
    path("school/<uuid:pk>/steps/new/", family.SchoolStepAddView.as_view(), name="school_step_add"),
    path("school/steps/<uuid:pk>/", family.SchoolStepEditView.as_view(), name="school_step_edit"),
    path("<uuid:pk>/erase/", erasure.ErasureAskView.as_view(), name="person_erase"),
    path("erasures/", erasure.ErasureListView.as_view(), name="erasure_list"),
    path("erasures/<uuid:pk>/", erasure.ErasureDetailView.as_view(), name="erasure_detail"),
    path("erasures/<uuid:pk>/do/", erasure.ErasureCarryOutView.as_view(), name="erasure_carry_out"),
    path("erasures/<uuid:pk>/call-back/", erasure.ErasureCallBackView.as_view(), name="erasure_call_back"),
    path("<uuid:pk>/duplicates/", duplicate.PersonDuplicatesView.as_view(), name="person_duplicates"),
    path(
        "<uuid:pk>/duplicates/<uuid:other>/",
        duplicate.DuplicateCompareView.as_view(),
        name="duplicate_compare",
    ),
    path(
        "<uuid:pk>/duplicates/<uuid:other>/merge/",
        duplicate.DuplicateMergeView.as_view(),
        name="duplicate_merge",
    ),
    path(
        "<uuid:pk>/duplicates/<uuid:other>/apart/",
        duplicate.DuplicateApartView.as_view(),
        name="duplicate_apart",
    ),
    path("merges/<uuid:pk>/undo/", duplicate.MergeUndoView.as_view(), name="merge_undo"),
]
