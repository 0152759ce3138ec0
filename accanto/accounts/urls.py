from django.urls import path

from accanto.accounts.views import account, door, saved_filter, token, user

app_name = "accounts"

urlpatterns = [
    path("me/", account.AccountView.as_view(), name="account"),
    path("me/profile/", account.ProfileView.as_view(), name="profile"),
    path("me/tokens/", token.TokenListView.as_view(), name="token_list"),
    path("me/tokens/new/", token.TokenAddView.as_view(), name="token_add"),
    path("me/tokens/<uuid:pk>/withdraw/", token.TokenRevokeView.as_view(), name="token_revoke"),
    path("me/phones/", door.DeviceListView.as_view(), name="device_list"),
    path("me/phones/<uuid:pk>/end/", door.DeviceEndView.as_view(), name="device_end"),
    path("me/filters/new/", saved_filter.SavedFilterAddView.as_view(), name="saved_filter_add"),
    path(
        "me/filters/<uuid:pk>/remove/",
        saved_filter.SavedFilterRemoveView.as_view(),
        name="saved_filter_remove",
    ),
    path("me/leave/", door.LeaveView.as_view(), name="leave"),
    path("link/", door.LinkAskView.as_view(), name="link_ask"),
    path("link/<str:secret>/", door.LinkOpenView.as_view(), name="link_open"),
    path("invitation/<str:secret>/", account.InvitationAcceptView.as_view(), name="invitation_accept"),
    path("users/", user.UserListView.as_view(), name="user_list"),
    path("users/invite/", user.UserInviteView.as_view(), name="user_invite"),
    path("users/<uuid:pk>/", user.UserDetailView.as_view(), name="user_detail"),
    path("users/<uuid:pk>/roles/new/", user.RoleGiveView.as_view(), name="role_give"),
    path("users/<uuid:pk>/close/", user.UserCloseView.as_view(), name="user_close"),
    path("users/<uuid:pk>/reopen/", user.UserReopenView.as_view(), name="user_reopen"),
    path("roles/<uuid:pk>/end/", user.RoleEndView.as_view(), name="role_end"),
    path(
        "invitations/<uuid:pk>/withdraw/", user.InvitationWithdrawView.as_view(), name="invitation_withdraw"
    ),
]
