"""What booking shows on the pages below: the way to register, and figures of those who did."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from events.catalogue.availability import Availability
from events.models import Session, Stop
from registrations.booking.operations import cancel_registration
from registrations.booking.panels import figures, register_panel, targets
from registrations.booking.terms.words import ask_label, told_before
from registrations.models import Terms
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import text_of
from tests.registrations.booking.party import form_of, registered
from tests.registrations.factories import AttendeeFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def stop_page(client: Client, stop: Stop) -> str:
    return text_of(client.get(reverse("stop", args=[stop.tour.slug, stop.slug])))


def test_a_stop_to_come_leads_to_the_form(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))

    assert form_of(session.stop) in stop_page(client, session.stop)


def test_the_way_to_the_form_stands_before_the_programme_too(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))

    before, programme, after = stop_page(client, session.stop).partition('id="programme-title"')

    assert programme
    assert form_of(session.stop) in before
    assert form_of(session.stop) in after


def test_its_terms_are_said_before_the_form_is_opened(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), capacity=9)
    Terms.objects.create(stop=session.stop, approval=True, maximum_per_firm=2, with_code_only=True)

    with translation.override("fr"):
        said = [*told_before(session.stop), ask_label(session.stop)]
    form = text_of(client.get(form_of(session.stop)))

    assert len(said) == 4
    for sentence in said:
        assert sentence in stop_page(client, session.stop)
        assert sentence in form


def test_no_place_is_offered_before_registration_opens(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), capacity=9)
    opens = timezone.now() + datetime.timedelta(days=1)
    Terms.objects.create(stop=session.stop, opens_at=opens)

    panel = register_panel(session.stop)

    assert panel is not None
    assert panel.word is not None
    page = stop_page(client, session.stop)
    assert panel.word.text in page
    with translation.override("fr"):
        assert str(Availability.OPEN.label) not in page


@pytest.mark.parametrize("kind", ["held", "cancelled"])
def test_no_other_stop_does(client: Client, kind: str) -> None:
    stop = StopFactory(**{kind: True})

    assert form_of(stop) not in stop_page(client, stop)


def test_a_postponed_stop_says_that_registration_opens_again() -> None:
    stop = StopFactory(published=True)
    Stop.objects.filter(pk=stop.pk).update(state=Stop.State.POSTPONED, starts_on=None, ends_on=None)

    panel = register_panel(Stop.objects.get(pk=stop.pk))

    assert panel is not None
    assert panel.context["phase"] == "postponed"


def test_on_the_day_it_says_until_when() -> None:
    today = datetime.datetime.now(datetime.UTC)
    stop = StopFactory(published=True, starts_on=today.date(), ends_on=today.date(), time_zone="Europe/London")
    SessionFactory(stop=stop, starts_at=today, ends_at=today + datetime.timedelta(minutes=5))

    panel = register_panel(stop)

    assert panel is not None
    assert str(panel.context["until"])


def test_a_kept_page_follows_when_a_session_fills(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), capacity=1)
    before = stop_page(client, session.stop)

    registered(session)

    assert stop_page(client, session.stop) != before


def test_figures_count_firms_and_people_of_stops_that_are_over() -> None:
    tour = TourFactory(published=True, starts_on=datetime.date(2019, 1, 1))
    over, to_come = StopFactory(held=True, tour=tour), StopFactory(published=True, tour=tour)
    for stop in (over, to_come):
        for registration in [RegistrationFactory(stop=stop) for _ in range(6)]:
            AttendeeFactory.create_batch(2, registration=registration)
    alone = RegistrationFactory(stop=over, party="person", company=None, contact__company=None)
    AttendeeFactory(registration=alone, person=alone.contact)

    assert [(figure.value, figure.source) for figure in figures(tour)] == [("13", ""), ("6", "")]


def test_so_few_that_a_figure_would_name_them_are_not_shown() -> None:
    tour = TourFactory(published=True, starts_on=datetime.date(2019, 1, 1))
    AttendeeFactory(registration__stop=StopFactory(held=True, tour=tour))

    assert list(figures(tour)) == []


def test_targets_count_companies_and_people_without_those_who_cancelled(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    registered(session, people=2)
    cancel_registration(registered(session, email="bo@example.org"))

    with django_assert_num_queries(1):
        assert [target.reached for target in targets(session.stop.tour)] == [1, 2]


def test_a_tour_that_was_never_public_is_asked_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert [target.reached for target in targets(TourFactory.build())] == [0, 0]
        assert list(figures(TourFactory.build())) == []


def test_the_panel_asks_for_the_terms_alone_before_the_day(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    session: Any = SessionFactory(stop=StopFactory(published=True))
    assert Session.objects.exists()

    with django_assert_num_queries(1):
        assert register_panel(session.stop)
