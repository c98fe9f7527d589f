"""Addresses of partners, under /workspace/: a tour's, one partnership's log and promises, the order of logos."""

from django.urls import path

from tournee.web.late import LateViews

changes = LateViews("events.planning.partnerships.views.changes")
pages = LateViews("events.planning.partnerships.views.pages")

TOUR = "workspace/tours/<slug:tour>/"
STOP = f"{TOUR}stops/<slug:stop>/"
PARTNER = "workspace/partners/<int:partnership>/"
PROMISE = "workspace/promises/<int:commitment>/"

urlpatterns = [
    path(f"{TOUR}partners/", pages.page, name="planning_partners"),
    path(f"{TOUR}partners/order/", pages.order_of_tour, name="planning_partner_order"),
    path(f"{STOP}partners/order/", pages.order_of_stop, name="planning_partner_order"),
    path(PARTNER, pages.partnership, name="planning_partnership"),
    path(f"{PARTNER}move/", pages.move, name="planning_partner_move"),
    path(f"{PARTNER}note/", changes.note, name="planning_exchange_add"),
    path(f"{PARTNER}promises/add/", changes.add_promise, name="planning_promise_add"),
    path("workspace/exchanges/<int:exchange>/correct/", changes.correct, name="planning_exchange_correct"),
    path(f"{PROMISE}edit/", changes.edit_promise, name="planning_promise_edit"),
    path(f"{PROMISE}came/", changes.promise_came, name="planning_promise_came"),
    path(f"{PROMISE}remove/", changes.remove_promise, name="planning_promise_remove"),
]
