"""Public pages; their addresses are the same in every language."""

from django.urls import path

from accanto.portal.views import confirm, feedback, files, finding, offer, offer_links, portal, saved

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
    path("offline/", files.OfflineView.as_view(), name="offline"),
    path("manifest.webmanifest", files.ManifestView.as_view(), name="manifest"),
    path("opensearch.xml", files.OpenSearchView.as_view(), name="opensearch"),
    path("sw.js", files.WorkerView.as_view(), name="worker"),
    path("robots.txt", files.RobotsView.as_view(), name="robots"),
    path("sitemap.xml", files.SitemapIndexView.as_view(), name="sitemap_index"),
    path("sitemap-<int:number>.xml", files.SitemapView.as_view(), name="sitemap"),
]
