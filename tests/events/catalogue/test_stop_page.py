"""A stop's public page."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from events.catalogue.panels import Panel, stop_page_panels
from events.models import FormerStopSlug, Session, SourcedFact, Stop, Tour
from events.planning.operations.public import readers_see_a_change
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    SpeakingFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def tour() -> Tour:
    return TourFactory(published=True, slug="route", title_fr="La route")


@pytest.fixture
def stop(tour: Tour) -> Stop:
    return StopFactory(published=True, tour=tour, slug="albert", summary_fr="Venez nombreux.")


def page(client: Client, address: str = "/tours/route/albert/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert_house_page(response, language="en" if address.startswith("/en/") else "fr")
    return response.content.decode().replace("\u00a0", " ")


def at(hour: int, zone: str = "Europe/Paris", day: int = 18) -> datetime.datetime:
    from zoneinfo import ZoneInfo

    return datetime.datetime(2031, 6, day, hour, tzinfo=ZoneInfo(zone))


def test_a_stop_tells_what_where_and_when(client: Client, stop: Stop) -> None:
    html = page(client)

    for told in (
        "Usine du futur",
        "Albert",
        "Venez nombreux.",
        "mercredi 18 juin 2031",
        "Lycée Lamarck",
        "7 rue Roger-Salengro",
    ):
        assert told in html


def test_the_visitors_own_map_opens_where_it_is(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, slug="albert", latitude=50.0012, longitude=2.6515)
    html = page(client)

    assert 'href="geo:50.00120,2.65150?q=50.00120%2C2.65150%28Lyc%C3%A9e%20Lamarck%29"' in html
    assert "https://www.openstreetmap.org/?mlat=50.00120&amp;mlon=2.65150#map=17/50.00120/2.65150" in html


def test_a_venue_of_which_only_the_town_is_known_is_looked_for_by_its_address(client: Client, tour: Tour) -> None:
    town = TerritoryFactory(latitude=50.0, longitude=2.65)
    StopFactory(published=True, tour=tour, slug="albert", town=town, latitude=50.0, longitude=2.65)
    html = page(client)

    assert "geo:50.00000,2.65000?q=7%20rue%20Roger-Salengro%2C%20Albert" in html
    assert "https://www.openstreetmap.org/search?query=7%20rue%20Roger-Salengro%2C%20Albert" in html


def test_territory_theme_and_partner_lead_to_their_pages(client: Client, tour: Tour) -> None:
    region, ti = TerritoryFactory(region=True, code="32"), TerritoryFactory(ti=True, code="ti-3206")
    stop = StopFactory(
        published=True, tour=tour, slug="albert", region=region, territory=ti, town=TerritoryFactory(code="80016")
    )
    stop.themes.add(ThemeFactory(slug="energie"))
    SessionFactory(stop=stop).themes.add(ThemeFactory(slug="export"))
    PartnershipFactory(stop=stop, organisation=OrganisationFactory(slug="upjv"))
    html = page(client, "/en/tours/route/albert/")
    named = ["region-2026-32", "ti-2023-2027-ti-3206", "commune-2026-80016"]
    addresses = [*(f"/en/territories/{code}/" for code in named), "/en/organisations/upjv/"]

    for address in [*addresses, "/en/themes/energie/", "/en/themes/export/"]:
        assert f'href="{address}"' in html
        assert client.get(address).status_code == 200


def test_sessions_are_anchors_in_order_of_time(client: Client, stop: Stop) -> None:
    late = SessionFactory(stop=stop, title_fr="Tard", starts_at=at(14), ends_at=at(16))
    early = SessionFactory(stop=stop, title_fr="Tôt", starts_at=at(9), ends_at=at(11))
    html = page(client)

    assert html.index(f'id="session-{early.public_id}"') < html.index(f'id="session-{late.public_id}"')


def test_times_are_those_of_the_stop_and_say_so_where_they_differ_from_the_tours(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour, slug="albert", time_zone="Indian/Reunion")
    SessionFactory(stop=stop, starts_at=at(9, "Indian/Reunion"), ends_at=at(11, "Indian/Reunion"))
    html = page(client)

    assert "de 9 h à 11 h" in html
    assert "La Réunion" in html


def test_a_programme_of_two_days_names_them(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop, starts_at=at(9), ends_at=at(10))
    SessionFactory(stop=stop, starts_at=at(9, day=19), ends_at=at(10, day=19))

    assert '<h3 class="day">jeudi 19 juin 2031</h3>' in page(client)


def test_who_speaks_is_named_with_what_they_do_there(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop)
    session.themes.add(ThemeFactory(label_fr="Export"))
    SpeakingFactory(session=session, speaker=SpeakerFactory(name="Dominique Fictif"))
    html = page(client)

    assert "<b>Dominique Fictif</b>, Professeure" in html
    assert "Export" in html


def test_a_cancelled_session_is_struck_and_offers_no_seats(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop, title_fr="Visite", state="cancelled")
    html = page(client)

    assert "<s>Visite</s>" in html
    assert "session-state" not in html


@pytest.mark.parametrize(("taken", "tone"), [(0, "ok"), (29, "warn"), (30, "warn")])
def test_seats_of_a_session_are_told_in_words(client: Client, stop: Stop, taken: int, tone: str) -> None:
    SessionFactory(stop=stop, capacity=30, seats_taken=taken)

    assert f'<p class="session-state"><span class="badge {tone}">' in page(client)


def test_a_held_stop_offers_neither_seats_nor_a_calendar(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(held=True, tour=tour, slug="albert"))
    html = page(client)

    assert "session-state" not in html
    assert "/calendars/stops/" not in html


def test_a_stop_to_come_can_be_put_into_a_calendar(client: Client, stop: Stop) -> None:
    assert "http://localhost:8000/calendars/stops/route/albert.ics" in page(client)


def test_a_postponed_stop_says_why_and_what_was_announced(client: Client, tour: Tour) -> None:
    StopFactory(
        published=True, tour=tour, slug="albert", state="postponed", starts_on=None, ends_on=None,
        month=datetime.date(2031, 9, 1), previous_starts_on=datetime.date(2031, 6, 4), reason_fr="Grève.",
    )  # fmt: skip
    html = page(client)

    for told in ("notice-warning", "mercredi 4 juin 2031", "Grève.", "septembre 2031", 'href="#practical-title"'):
        assert told in html


def test_a_cancelled_stop_says_why(client: Client, tour: Tour) -> None:
    StopFactory(cancelled=True, tour=tour, slug="albert")
    html = page(client)

    assert "notice-error" in html
    assert "Salle fermée." in html
    assert "<s>mercredi 18 juin 2031</s>" in html


def test_a_stop_that_moved_and_was_cancelled_names_the_day_it_stood_at(client: Client, tour: Tour) -> None:
    StopFactory(cancelled=True, tour=tour, slug="albert", previous_starts_on=datetime.date(2031, 6, 4))
    html = page(client)

    assert "Elle était annoncée pour le mercredi 18 juin 2031." in html
    assert "4 juin" not in html


def test_a_stop_that_moved_says_what_was_announced(client: Client, tour: Tour) -> None:
    StopFactory(published=True, tour=tour, slug="albert", previous_starts_on=datetime.date(2031, 6, 4))

    assert "mercredi 4 juin 2031" in page(client)


def test_a_recorded_stop_says_what_its_sources_do_not_tell(client: Client, tour: Tour) -> None:
    StopFactory(
        tour=tour, slug="vernon", place="Vernon", state="recorded", title_fr="", title_en="", source_url="https://example.org/a",
        published_at=datetime.datetime(2026, 1, 6, tzinfo=datetime.UTC),
    )  # fmt: skip
    html = page(client, "/tours/route/vernon/")

    assert '<p class="unknown">' in html
    assert "https://example.org/a" in html
    assert "stop-figure" not in html


def test_neighbours_along_the_route_are_a_step_away(client: Client, tour: Tour, stop: Stop) -> None:
    StopFactory(published=True, tour=tour, slug="avant", starts_on=datetime.date(2031, 5, 1))
    StopFactory(published=True, tour=tour, slug="apres", starts_on=datetime.date(2031, 7, 1))
    StopFactory(confirmed=True, tour=tour, slug="cache", starts_on=datetime.date(2031, 6, 19))
    html = page(client)

    assert '<a rel="prev" href="/tours/route/avant/">' in html
    assert '<a rel="next" href="/tours/route/apres/">' in html


def test_drafts_are_found_by_nobody(client: Client, tour: Tour) -> None:
    StopFactory(confirmed=True, tour=tour, slug="cache")
    StopFactory(published=True, tour=TourFactory(slug="brouillon"), slug="albert")

    assert client.get("/tours/route/cache/").status_code == 404
    assert client.get("/tours/brouillon/albert/").status_code == 404


def test_a_former_address_leads_to_the_present_one_for_ever(client: Client, tour: Tour, stop: Stop) -> None:
    FormerStopSlug.objects.create(tour=tour, stop=stop, slug="ancienne")
    response = client.get("/en/tours/route/ancienne/")

    assert (response.status_code, response["Location"]) == (301, "/en/tours/route/albert/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_what_there_is(
    client: Client, tour: Tour, stop: Stop, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    StopFactory.create_batch(count, published=True, tour=tour)
    for session in SessionFactory.create_batch(count, stop=stop):
        SpeakingFactory(session=session)
        session.themes.add(ThemeFactory())
        PartnershipFactory(stop=None, session=session)
        PartnershipFactory(stop=stop)
        SourcedFact.objects.create(tour=tour, stop=stop, text_fr="Vu.", source="Presse")
    with django_assert_num_queries(9):  # address, stop, stops, window, themes, sessions, facts, partners, terms
        client.get("/tours/route/albert/")
    with django_assert_num_queries(1):
        client.get("/tours/route/albert/")


def test_hostile_text_is_text(client: Client, tour: Tour) -> None:
    stop = StopFactory(
        published=True, tour=tour, slug="albert", place=HOSTILE, title_fr=HOSTILE, summary_fr=HOSTILE, venue=HOSTILE,
        address=HOSTILE, access_fr=HOSTILE, contact=ContactPersonFactory(name=HOSTILE, role=HOSTILE, phone=HOSTILE),
    )  # fmt: skip
    session = SessionFactory(stop=stop, title_fr=HOSTILE, summary_fr=HOSTILE, room=HOSTILE)
    SpeakingFactory(session=session, speaker=SpeakerFactory(name=HOSTILE, position_fr=HOSTILE))
    SourcedFact.objects.create(tour=tour, stop=stop, text_fr=HOSTILE, source=HOSTILE)

    assert "<script>alert" not in page(client)


def test_english_reads_english_and_marks_what_is_not(client: Client, stop: Stop) -> None:
    html = page(client, "/en/tours/route/albert/")

    assert "Factory of the future" in html
    assert "Wednesday 18 June 2031" in html
    assert '<div class="summary" lang="fr">' in html


def test_floors_above_add_panels(client: Client, stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Panel("Inscriptions", "tournee/web/_mark.html")
    monkeypatch.setattr(
        stop_page_panels, "_items", [(100, "test", lambda _stop: panel), (100, "test", lambda _stop: None)]
    )

    assert "<h2>Inscriptions</h2>" in page(client)


def test_the_head_says_from_when_to_when(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop, starts_at=at(9), ends_at=at(10))
    SessionFactory(stop=stop, starts_at=at(14), ends_at=at(16))
    SessionFactory(stop=stop, starts_at=at(18), ends_at=at(20), state="cancelled")

    assert page(client).count("mercredi 18 juin 2031, de 9 h à 16 h") == 2


def test_another_clock_than_that_of_paris_is_named(client: Client, tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour, slug="albert", time_zone="Europe/London")
    SessionFactory(stop=stop, starts_at=at(9, "Europe/London"), ends_at=at(10, "Europe/London"))

    assert "Wednesday 18 June 2031, 09:00–10:00 (London time)" in page(client, "/en/tours/route/albert/")


def test_without_a_contact_of_its_own_a_stop_gives_the_tours(client: Client, tour: Tour, stop: Stop) -> None:
    tour.contact_name, tour.contact_email = "Équipe", "equipe@example.org"
    tour.save()

    assert 'href="mailto:equipe@example.org"' in page(client)


def test_a_cancelled_stop_shows_the_way_to_those_to_come(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(published=True, tour=tour, slug="albert", state="cancelled"), starts_at=at(9))
    html = page(client)

    assert 'href="/tours/route/?when=upcoming#stops"' in html
    assert "<dd><s>" in html
    assert '<p class="hours"><s>' in html


def test_a_postponed_programme_is_to_be_confirmed(client: Client, tour: Tour) -> None:
    SessionFactory(stop=StopFactory(published=True, tour=tour, slug="albert", state="postponed"))

    assert "programme as planned, to be confirmed" in page(client, "/en/tours/route/albert/")


def test_there_is_no_way_on_from_or_to_a_stop_without_a_date(client: Client, tour: Tour, stop: Stop) -> None:
    StopFactory(published=True, tour=tour, slug="vernon", state="recorded", number=None, starts_on=None, ends_on=None)

    assert 'rel="next"' not in page(client)
    assert 'rel="prev"' not in page(client, "/tours/route/vernon/")


def test_a_kept_page_is_another_after_a_change_of_any_of_its_parts(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop, title_fr="Visite")
    page(client)
    for model, pk, values, told in [
        (Stop, stop.pk, {"venue": "Halle neuve"}, "Halle neuve"),
        (Session, session.pk, {"title_fr": "Atelier neuf"}, "Atelier neuf"),
        (Tour, stop.tour_id, {"contact_email": "neuve@example.org"}, "neuve@example.org"),
        (
            SourcedFact,
            SourcedFact.objects.create(tour=stop.tour, stop=stop, source="Presse").pk,
            {"text_fr": "Vu"},
            "Vu",
        ),
    ]:
        model.objects.filter(pk=pk).update(**values)
        readers_see_a_change(stop.tour_id)
        assert told in page(client)


def test_a_stop_that_appears_at_a_known_address_is_found_at_once(client: Client, tour: Tour) -> None:
    assert client.get("/tours/route/albert/").status_code == 404
    StopFactory(published=True, tour=tour, slug="albert")
    readers_see_a_change(tour.pk)
    page(client)


def test_a_stop_that_moves_leaves_its_kept_page_at_once(client: Client, tour: Tour, stop: Stop) -> None:
    page(client)
    FormerStopSlug.objects.create(tour=tour, stop=stop, slug="albert")
    Stop.objects.filter(pk=stop.pk).update(slug="albert-sur-ancre")
    readers_see_a_change(tour.pk)

    assert client.get("/tours/route/albert/")["Location"] == "/tours/route/albert-sur-ancre/"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_stops_with_the_same_text_say_each_in_which_language_it_is(
    client: Client, tour: Tour, language: str
) -> None:
    for slug, values in (("albert", {"access_fr": "Gare"}), ("vernon", {"access_en": "Gare"})):
        StopFactory(published=True, tour=tour, slug=slug, **{"access_fr": "", "access_en": "", **values})
    prefix, foreign = ("", "vernon") if language == "fr" else ("/en", "albert")
    for slug in ("albert", "vernon"):
        marked = re.search(r"<dd lang=\"(\w+)\"><p>Gare", page(client, f"{prefix}/tours/route/{slug}/"))
        assert bool(marked) == (slug == foreign)


def test_a_stop_that_is_over_says_nothing_of_the_day_it_moved_from() -> None:
    stop = StopFactory(held=True, published=True)
    Stop.objects.filter(pk=stop.pk).update(previous_starts_on=stop.starts_on - datetime.timedelta(days=3))

    page = Client().get(f"/en/tours/{stop.tour.slug}/{stop.slug}/")

    assert "has changed" not in page.content.decode()
