"""Addresses of the team's pages."""

from django.urls import path

from tournee.web.late import LateViews

accepting = LateViews("events.team.accepting")
views = LateViews("events.team.views")

urlpatterns = [
    path("workspace/tours/<slug:tour>/team/", views.team, name="team"),
    path("workspace/organisations/<slug:organisation>/people/", views.representatives, name="representatives"),
    path("workspace/members/<int:membership>/role/", views.role, name="member_role"),
    path("workspace/members/<int:membership>/remove/", views.remove, name="member_remove"),
    path("workspace/invitations/<int:invitation>/withdraw/", views.withdraw, name="invitation_withdraw"),
    path("workspace/invitations/<uuid:token>/", accepting.invitation, name="invitation"),
]
