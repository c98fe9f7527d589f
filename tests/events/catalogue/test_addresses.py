"""The query that each request for a public page begins with."""

import pytest
from django.db import connection, connections
from django.http import Http404
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.catalogue.addresses import stop_at, tour_at
from events.models import FormerTourSlug, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.factories import StopFactory, TourFactory


@pytest.mark.django_db
def test_an_address_tells_the_state_of_its_tour(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tour = TourFactory(published=True, slug="route")
    with django_assert_num_queries(1):
        before = tour_at("route")
    readers_see_a_change(tour.pk)

    assert (before.pk, before.slug) == (tour.pk, "route")
    assert tour_at("route").public_version == before.public_version + 1


@pytest.mark.django_db
def test_a_former_address_tells_the_present_one() -> None:
    tour = TourFactory(published=True, slug="route")
    FormerTourSlug.objects.create(tour=tour, slug="ancienne")

    assert tour_at("ancienne") == tour_at("route")
    assert stop_at("ancienne", "albert").tour.slug == "route"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["brouillon", "nulle-part"])
def test_a_draft_and_an_unknown_tour_are_not_found(slug: str) -> None:
    TourFactory(slug="brouillon")
    with pytest.raises(Http404):
        tour_at(slug)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection to lose")
def test_a_connection_that_broke_between_requests_is_replaced() -> None:
    StopFactory(published=True, tour=TourFactory(published=True, slug="route"), slug="albert")
    broken = connection.connection.info.backend_pid
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [broken])
    other.close()

    assert tour_at("route").slug == "route"
    assert Client().get("/tours/route/albert/").status_code == 200
    assert Tour.objects.count() == 1
