"""Addresses of firms, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.dossiers.views")

TOUR = "workspace/tours/<slug:tour>/firms/"
FIRM = "workspace/firms/<uuid:firm>/"

urlpatterns = [
    path(TOUR, views.firms, name="firms"),
    path(f"{TOUR}alike/", views.alike, name="firms_alike"),
    path(FIRM, views.page, name="firm"),
    path(f"{FIRM}join/<uuid:other>/", views.join, name="firm_join"),
    path(f"{FIRM}different/<uuid:other>/", views.different, name="firm_different"),
    path("workspace/firms/parted/<int:merge>/", views.part, name="firm_part"),
    path("workspace/organisations/<slug:organisation>/call-backs/", views.call_backs, name="call_backs"),
    path(
        "workspace/organisations/<slug:organisation>/call-backs.<str:suffix>",
        views.call_backs_sheet,
        name="call_backs_sheet",
    ),
]
