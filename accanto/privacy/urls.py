from django.urls import path

from accanto.privacy.views.trail import TrailListView

app_name = "privacy"

urlpatterns = [path("", TrailListView.as_view(), name="trail_list")]
