from django.urls import path

from accanto.mine.views import asking, own, staff

app_name = "mine"

urlpatterns = [
    path("", own.HomeView.as_view(), name="home"),
    path("data/", own.DataView.as_view(), name="data"),
    path("plan/", own.PlanView.as_view(), name="plan"),
    path("days/", own.DaysView.as_view(), name="days"),
    path("documents/", own.DocumentsView.as_view(), name="documents"),
    path("documents/new/", asking.HandInView.as_view(), name="hand_in"),
    path("documents/<uuid:pk>/", own.DocumentTakeView.as_view(), name="document_take"),
    path("money/", own.MoneyView.as_view(), name="money"),
    path("messages/", asking.MessagesView.as_view(), name="messages"),
    path("who-saw/", own.WhoSawView.as_view(), name="who_saw"),
    path("asked/", asking.RequestsView.as_view(), name="requests"),
    path("asked/correct/", asking.CorrectView.as_view(), name="correct"),
    path("asked/stop/", asking.StopView.as_view(), name="stop"),
    path("asked/access/", asking.AccessAskView.as_view(), name="access_ask"),
    path("asked/<uuid:pk>/back/", asking.TakeBackView.as_view(), name="take_back"),
    path("copy/", asking.CopyView.as_view(), name="take_along"),
    path("copy/ask/", asking.CopyAskView.as_view(), name="copy_ask"),
    path("copy/<uuid:pk>/", asking.CopyTakeView.as_view(), name="copy_take"),
    path("requests/", staff.RequestListView.as_view(), name="request_list"),
    path("requests/<uuid:pk>/", staff.RequestAnswerView.as_view(), name="request_answer"),
    path("cases/<uuid:pk>/messages/", staff.CaseMessagesView.as_view(), name="case_messages"),
    path("cases/<uuid:pk>/invite/", staff.OwnPageInviteView.as_view(), name="own_page_invite"),
    path("cases/<uuid:pk>/end/", staff.OwnPageEndView.as_view(), name="own_page_end"),
]
