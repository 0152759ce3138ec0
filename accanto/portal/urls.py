"""Public pages; their addresses are the same in every language."""

from django.urls import path

from accanto.portal.views import (
    asked,
    beside,
    beside_rows,
    confirm,
    feedback,
    files,
    finding,
    group,
    offer,
    offer_links,
    portal,
    saved,
)

app_name = "portal"

urlpatterns = [
    path("", portal.HomeView.as_view(), name="home"),
    path("services/", finding.ServiceListView.as_view(), name="service_list"),
    path("services/points.json", finding.ServicePointsView.as_view(), name="service_points"),
    path("services/<uuid:pk>/", finding.ServiceDetailView.as_view(), name="service_detail"),
    path("services/<uuid:pk>/qr.svg", files.ServiceCodeView.as_view(), name="service_code"),
    path("services/<uuid:pk>/wrong/", feedback.FeedbackView.as_view(), name="feedback"),
    path("services/<uuid:pk>/thanks/", feedback.FeedbackThanksView.as_view(), name="feedback_thanks"),
    path("confirm/thanks/", confirm.ConfirmThanksView.as_view(), name="confirm_thanks"),
    path("confirm/<str:secret>/", confirm.ConfirmView.as_view(), name="confirm"),
    path("confirm/<str:secret>/true/", confirm.ConfirmTrueView.as_view(), name="confirm_true"),
    path("towns.json", portal.TownsView.as_view(), name="towns"),
    path("my-list/", saved.SavedListView.as_view(), name="saved_list"),
    path("my-list/qr.svg", files.SavedCodeView.as_view(), name="saved_code"),
    path("projects/", portal.ProjectListView.as_view(), name="project_list"),
    path("projects/<uuid:pk>/", portal.ProjectDetailView.as_view(), name="project_detail"),
    path("offer/", offer.OfferStartView.as_view(), name="offer"),
    path("offer/<int:number>/", offer.OfferStepView.as_view(), name="offer_step"),
    path("offer/sent/", offer.OfferSentView.as_view(), name="offer_sent"),
    path("offer/confirm/<str:secret>/", offer_links.OfferConfirmView.as_view(), name="offer_confirm"),
    path("offer/withdraw/<str:secret>/", offer_links.OfferWithdrawView.as_view(), name="offer_withdraw"),
    path("your-data/", portal.PrivacyView.as_view(), name="privacy"),
    path("beside/", beside.BesideListView.as_view(), name="beside_list"),
    path("beside/calendar/", beside_rows.CalendarView.as_view(), name="calendar"),
    path("beside/calendar/withdraw/", beside_rows.CalendarWithdrawView.as_view(), name="calendar_withdraw"),
    path("beside/calendar/<str:secret>.ics", beside_rows.CalendarFeedView.as_view(), name="calendar_feed"),
    path("beside/<uuid:pk>/", beside.BesideView.as_view(), name="beside"),
    path("beside/asked/<uuid:pk>/", asked.AskedView.as_view(), name="asked"),
    path("beside/<uuid:pk>/group/", group.GroupView.as_view(), name="group"),
    path("beside/<uuid:pk>/group/invite/", group.GroupInviteView.as_view(), name="group_invite"),
    path("beside/<uuid:pk>/group/leave/", group.GroupLeaveView.as_view(), name="group_leave"),
    path("beside/<uuid:pk>/contact/", beside.ContactLogView.as_view(), name="contact_log"),
    path("beside/<uuid:pk>/call-me/", beside.CallMeView.as_view(), name="call_me"),
    path("beside/<uuid:pk>/propose/", beside_rows.ProposeView.as_view(), name="propose"),
    path("beside/<uuid:pk>/tell/", beside_rows.WordTellView.as_view(), name="word_tell"),
    path("beside/<uuid:pk>/pause/", beside.PauseBeginView.as_view(), name="pause_begin"),
    path("beside/<uuid:pk>/pause/end/", beside.PauseEndView.as_view(), name="pause_end"),
    path("beside/<uuid:pk>/private/", beside.PrivateWriteView.as_view(), name="private_write"),
    path("beside/<uuid:pk>/leave/", beside.LeaveAskView.as_view(), name="leave_ask"),
    path("beside/contacts/<uuid:pk>/yes/", beside_rows.ContactConfirmView.as_view(), name="contact_confirm"),
    path("beside/contacts/<uuid:pk>/amend/", beside_rows.ContactAmendView.as_view(), name="contact_amend"),
    path(
        "beside/contacts/<uuid:pk>/back/", beside_rows.ContactWithdrawView.as_view(), name="contact_withdraw"
    ),
    path("beside/contacts/<uuid:pk>/same/", beside_rows.ContactSameView.as_view(), name="contact_same"),
    path(
        "beside/contacts/<uuid:pk>/two/", beside_rows.ContactDifferentView.as_view(), name="contact_different"
    ),
    path("beside/proposals/<uuid:pk>/yes/", beside_rows.ProposalYesView.as_view(), name="proposal_yes"),
    path("beside/proposals/<uuid:pk>/no/", beside_rows.ProposalNoView.as_view(), name="proposal_no"),
    path("beside/proposals/<uuid:pk>/move/", beside_rows.ProposalMoveView.as_view(), name="proposal_move"),
    path(
        "beside/proposals/<uuid:pk>/change/", beside_rows.ProposalChangeView.as_view(), name="proposal_change"
    ),
    path(
        "beside/proposals/<uuid:pk>/back/",
        beside_rows.ProposalWithdrawView.as_view(),
        name="proposal_withdraw",
    ),
    path("beside/proposals/<uuid:pk>/done/", beside_rows.ProposalDoneView.as_view(), name="proposal_done"),
    path("beside/words/<uuid:pk>/answer/", beside_rows.WordAnswerView.as_view(), name="word_answer"),
    path("beside/words/<uuid:pk>/change/", beside_rows.WordChangeView.as_view(), name="word_change"),
    path("beside/words/<uuid:pk>/back/", beside_rows.WordWithdrawView.as_view(), name="word_withdraw"),
    path("beside/private/<uuid:pk>/back/", beside.PrivateWithdrawView.as_view(), name="private_withdraw"),
    path("offline/", files.OfflineView.as_view(), name="offline"),
    path("manifest.webmanifest", files.ManifestView.as_view(), name="manifest"),
    path("opensearch.xml", files.OpenSearchView.as_view(), name="opensearch"),
    path("sw.js", files.WorkerView.as_view(), name="worker"),
    path("robots.txt", files.RobotsView.as_view(), name="robots"),
    path("sitemap.xml", files.SitemapIndexView.as_view(), name="sitemap_index"),
    path("sitemap-<int:number>.xml", files.SitemapView.as_view(), name="sitemap"),
]
