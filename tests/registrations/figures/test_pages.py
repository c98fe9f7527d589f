"""Registrations in figures, for the team and for co-hosts."""

import pytest
from django.urls import reverse

from events.models import Role
from registrations.figures.page import figures_page
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
)
from tests.registrations.factories import AttendeeFactory, CompanyFactFactory, CompanyFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop():
    stop = StopFactory(published=True, latitude=49.09, longitude=1.48)
    SessionFactory(stop=stop)
    return stop


def firm_at(stop, people=1, staff=5):
    region = TerritoryFactory(region=True)
    town = TerritoryFactory(parent=TerritoryFactory(departement=True, parent=region), latitude=49.0, longitude=1.5)
    firm = CompanyFactory(town=town)
    CompanyFactFactory(company=firm, headcount_from=staff, headcount_to=staff)
    registration = RegistrationFactory(stop=stop, party="firm", company=firm)
    for _ in range(people):
        AttendeeFactory(registration=registration)
    return registration


def test_people_and_firms_are_counted_apart(stop):
    firm_at(stop, people=3)
    AttendeeFactory(registration=RegistrationFactory(stop=stop, party="person", company=None))
    page = figures_page(stop, inside=True)
    assert (page.parties, page.people, page.firms) == (2, 4, 1)


def test_who_cancelled_and_who_walked_in_are_not_counted(stop):
    firm_at(stop)
    cancelled = firm_at(stop)
    type(cancelled).objects.filter(pk=cancelled.pk).update(state="cancelled")
    walk_in = firm_at(stop)
    type(walk_in).objects.filter(pk=walk_in.pk).update(origin="walk_in")
    assert figures_page(stop, inside=True).parties == 1


@pytest.mark.parametrize("scope", ["stop", "tour"])
def test_as_many_queries_for_five_firms_as_for_one(stop, scope, django_assert_max_num_queries):
    for _ in range(5):
        firm_at(stop)
    with django_assert_max_num_queries(6):
        figures_page(stop if scope == "stop" else stop.tour, inside=True)


def test_an_editor_reads_every_figure_with_its_source(client, stop):
    firm_at(stop)
    client.force_login(MembershipFactory(tour=stop.tour).user)
    page = client.get("/en" + reverse("registration_figures_of_stop", args=[stop.tour.slug, stop.slug]))
    assert "fewer than 10 people" in page.text
    assert "registrations that stand" in page.text


@pytest.mark.parametrize("who", ["reader", "co_host"])
def test_outside_the_team_small_numbers_are_held_back(client, stop, who):
    firm_at(stop)
    if who == "reader":
        user = MembershipFactory(tour=stop.tour, role=Role.READER).user
        url = reverse("registration_figures", args=[stop.tour.slug])
    else:
        host = OrganisationFactory()
        PartnershipFactory(organisation=host, stop=stop, role="co_host")
        user = MembershipFactory(representative=True, organisation=host).user
        url = reverse("registration_figures_of_stop", args=[stop.tour.slug, stop.slug])
    client.force_login(user)
    page = client.get(f"/en{url}")
    assert "Fewer than five are not told apart" in page.text
    assert "fewer than 10 people" not in page.text


def test_a_reader_of_the_whole_tour_cannot_subtract_its_stops(client, stop):
    client.force_login(MembershipFactory(tour=stop.tour, role=Role.READER).user)
    assert client.get(reverse("registration_figures_of_stop", args=[stop.tour.slug, stop.slug])).status_code == 403


def test_nothing_yet_says_what_will_be_here(client, stop):
    client.force_login(MembershipFactory(tour=stop.tour).user)
    page = client.get("/en" + reverse("registration_figures", args=[stop.tour.slug]))
    assert "Nothing to count yet" in page.text
