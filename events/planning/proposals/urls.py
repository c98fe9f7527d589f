"""Addresses of proposals: of a stop, of a tour, and one by itself."""

from django.urls import path

from tournee.web.late import LateViews

deciding = LateViews("events.planning.proposals.views.deciding")
listing = LateViews("events.planning.proposals.views.listing")
proposing = LateViews("events.planning.proposals.views.proposing")

TOUR = "workspace/tours/<slug:tour>/"
STOP = f"{TOUR}stops/<slug:stop>/"
SESSION = f"{STOP}sessions/<int:session>/"
ONE = "workspace/proposals/<int:proposal>/"

urlpatterns = [
    path(f"{TOUR}proposals/", listing.of_tour, name="planning_proposals"),
    path(f"{STOP}proposals/", listing.of_stop, name="planning_stop_proposals"),
    path(f"{STOP}propose/", proposing.change_stop, name="planning_propose"),
    path(f"{STOP}sessions/propose/", proposing.new_session, name="planning_propose_session"),
    path(f"{STOP}materials/propose/", proposing.material, name="planning_propose_material"),
    path(f"{SESSION}propose/", proposing.change_session, name="planning_propose_session_change"),
    path(f"{SESSION}propose-calling-off/", proposing.call_off, name="planning_propose_calling_off"),
    path(ONE, deciding.page, name="planning_proposal"),
    path(f"{ONE}accept/", deciding.accept, name="planning_proposal_accept"),
    path(f"{ONE}decline/", deciding.decline, name="planning_proposal_decline"),
    path(f"{ONE}withdraw/", deciding.withdraw, name="planning_proposal_withdraw"),
]
