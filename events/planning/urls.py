"""Addresses of planning, under /workspace/: tours, stops, sessions, partners, funding, facts, themes."""

from django.urls import include, path

from tournee.web.late import LateViews

facts = LateViews("events.planning.views.facts")
fundings = LateViews("events.planning.views.fundings")
partners = LateViews("events.planning.views.partners")
sessions = LateViews("events.planning.views.sessions")
stop_states = LateViews("events.planning.views.stop_states")
stops = LateViews("events.planning.views.stops")
themes = LateViews("events.planning.views.themes")
tours = LateViews("events.planning.views.tours")
workspace = LateViews("events.planning.views.workspace")

TOUR = "workspace/tours/<slug:tour>/"
STOP = f"{TOUR}stops/<slug:stop>/"
SESSION = f"{STOP}sessions/<int:session>/"

urlpatterns = [
    path("", include("events.planning.about.urls")),
    path("", include("events.planning.checklist.urls")),
    path("", include("events.planning.guide.urls")),
    path("", include("events.planning.conflicts.urls")),
    path("", include("events.planning.attention.urls")),
    path("", include("events.planning.partnerships.urls")),
    path("", include("events.planning.editions.urls")),
    path("", include("events.planning.exchange.urls")),
    path("", include("events.planning.listing.urls")),
    path("", include("events.planning.materials.urls")),
    path("", include("events.planning.proposals.urls")),
    path("workspace/", workspace.home, name="workspace"),
    path("workspace/new-tour/", tours.new, name="planning_tour_new"),
    path("workspace/themes/new/", themes.new, name="planning_theme_new"),
    path(TOUR, tours.page, name="planning_tour"),
    path(f"{TOUR}edit/", tours.edit, name="planning_tour_edit"),
    path(f"{TOUR}publish/", tours.publish, name="planning_tour_publish"),
    path(f"{TOUR}archive/", tours.archive, name="planning_tour_archive"),
    path(f"{TOUR}reopen/", tours.reopen, name="planning_tour_reopen"),
    path(f"{TOUR}history/", tours.history, name="planning_history"),
    path(f"{TOUR}new-stop/", stops.new, name="planning_stop_new"),
    path(f"{TOUR}partners/add/", partners.add_to_tour, name="planning_partner_add"),
    path(f"{TOUR}funding/add/", fundings.add_to_tour, name="planning_funding_add"),
    path(f"{TOUR}facts/add/", facts.add, name="planning_fact_add"),
    path(STOP, stops.page, name="planning_stop"),
    path(f"{STOP}edit/", stops.edit, name="planning_stop_edit"),
    path(f"{STOP}delete/", stops.remove, name="planning_stop_delete"),
    path(f"{STOP}history/", stops.history, name="planning_history"),
    path(f"{STOP}contact/", stop_states.contact, name="planning_stop_contact"),
    path(f"{STOP}confirm/", stop_states.confirm, name="planning_stop_confirm"),
    path(f"{STOP}unconfirm/", stop_states.unconfirm, name="planning_stop_unconfirm"),
    path(f"{STOP}publish/", stop_states.publish, name="planning_stop_publish"),
    path(f"{STOP}move/", stop_states.move, name="planning_stop_move"),
    path(f"{STOP}postpone/", stop_states.postpone, name="planning_stop_postpone"),
    path(f"{STOP}reschedule/", stop_states.reschedule, name="planning_stop_reschedule"),
    path(f"{STOP}cancel/", stop_states.cancel, name="planning_stop_cancel"),
    path(f"{STOP}reinstate/", stop_states.reinstate, name="planning_stop_reinstate"),
    path(f"{STOP}record/", stop_states.record, name="planning_stop_record"),
    path(f"{STOP}partners/add/", partners.add_to_stop, name="planning_partner_add"),
    path(f"{STOP}funding/add/", fundings.add_to_stop, name="planning_funding_add"),
    path(f"{STOP}sessions/add/", sessions.new, name="planning_session_new"),
    path(f"{SESSION}edit/", sessions.edit, name="planning_session_edit"),
    path(f"{SESSION}cancel/", sessions.cancel, name="planning_session_cancel"),
    path(f"{SESSION}reinstate/", sessions.reinstate, name="planning_session_reinstate"),
    path(f"{SESSION}remove/", sessions.remove, name="planning_session_remove"),
    path("workspace/partners/<int:partnership>/edit/", partners.edit, name="planning_partner_edit"),
    path("workspace/partners/<int:partnership>/remove/", partners.remove, name="planning_partner_remove"),
    path("workspace/funding/<int:funding>/edit/", fundings.edit, name="planning_funding_edit"),
    path("workspace/funding/<int:funding>/remove/", fundings.remove, name="planning_funding_remove"),
    path("workspace/facts/<int:fact>/edit/", facts.edit, name="planning_fact_edit"),
    path("workspace/facts/<int:fact>/remove/", facts.remove, name="planning_fact_remove"),
]
