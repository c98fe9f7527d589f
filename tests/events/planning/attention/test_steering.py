"""The steering committee's page."""

import datetime
from io import BytesIO

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from events.models import Tour
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db


def tour_with(stops: int) -> Tour:
    tour: Tour = TourFactory(published=True, target_stops=40, title_en="The tour")
    for number in range(stops):
        day = timezone.localdate() + datetime.timedelta(days=number + 1)
        SessionFactory(stop=StopFactory(tour=tour, confirmed=True, venue="", starts_on=day, place=f"Ville {number}"))
    return tour


@pytest.mark.parametrize("stops", [0, 3, 40])
def test_it_is_one_sheet_of_paper_however_many_stops(client: Client, stops: int) -> None:
    tour = tour_with(stops)
    member(client, tour, "reader")
    with translation.override("en"):
        page, pdf = (reverse(name, args=[tour.slug]) for name in ("planning_steering", "planning_steering_pdf"))

        shown, printed = client.get(page), client.get(pdf)

    assert_house_page(shown, language="en")
    assert "The next four weeks" in text_of(shown)
    assert printed.headers["Content-Type"] == "application/pdf"
    with pdfplumber.open(BytesIO(printed.content)) as sheets:
        [sheet] = sheets.pages
        text = sheet.extract_text()
    assert "What needs attention" in text
    assert ("Ville 0" in text) == bool(stops)


def test_a_co_host_does_not_see_it(client: Client) -> None:
    stop = StopFactory()
    co_host(client, stop)

    assert client.get(reverse("planning_steering", args=[stop.tour.slug])).status_code == 403
    assert client.get(reverse("planning_steering_pdf", args=[stop.tour.slug])).status_code == 403
