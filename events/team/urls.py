"""Addresses of the team's pages."""

from django.urls import path

from events.team import accepting, views

urlpatterns = [
    path("workspace/tours/<slug:tour>/team/", views.team, name="team"),
    path("workspace/organisations/<slug:organisation>/people/", views.representatives, name="representatives"),
    path("workspace/members/<int:membership>/role/", views.role, name="member_role"),
    path("workspace/members/<int:membership>/remove/", views.remove, name="member_remove"),
    path("workspace/invitations/<int:invitation>/withdraw/", views.withdraw, name="invitation_withdraw"),
    path("workspace/invitations/<uuid:token>/", accepting.invitation, name="invitation"),
]
