"""A stop in the workspace, from an idea to its public page, by the pages people use."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from events.models import DateOption, Snooze, Stop
from events.planning.attention.gathering import attention_of
from events.planning.operations import edit_stop
from tests.events.factories import (
    PartnershipFactory,
    PostalCodeFactory,
    SessionFactory,
    SpeakerFactory,
    StopFactory,
    TerritoryFactory,
    TourFactory,
)
from tests.events.planning.conflicts.world import TODAY, session_at, stop_in
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def page(stop: Stop, name: str = "planning_stop") -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug])


def step(stop: Stop, name: str) -> str:
    return page(stop, f"planning_stop_{name}")


def test_a_stop_goes_from_a_name_to_its_public_page_by_its_forms(client: Client) -> None:
    tour = TourFactory(published=True, intro_fr="Venez.", contact_email="equipe@example.org")
    departement = TerritoryFactory(departement=True, parent=TerritoryFactory(region=True))
    town = TerritoryFactory(name="Albert", parent=departement)
    PostalCodeFactory(commune=town, code="80300")
    member(client, tour)

    send(client, reverse("planning_stop_new", args=[tour.slug]), town="80300")
    stop = Stop.objects.get()
    assert (stop.place, stop.town, stop.state) == ("Albert", town, "idea")
    send(client, step(stop, "contact"))
    assert client.post(step(stop, "confirm")).status_code == 422  # no date yet
    send(
        client,
        page(stop, "planning_stop_edit"),
        starts_on="2031-06-18",
        title_fr="Innover",
        venue="Lycée",
        address="7 rue",
    )
    send(client, step(stop, "confirm"))
    asked = client.get(step(stop, "publish"))
    assert page(stop, "planning_session_new") in asked.content.decode()  # a session is still missing
    send(client, page(stop, "planning_session_new"), title_fr="Atelier", starts_at="09:00", ends_at="11:00")
    send(client, step(stop, "publish"))

    stop.refresh_from_db()
    assert (stop.state, stop.number) == ("published", 1)
    assert reverse("stop", args=[tour.slug, stop.slug]) in client.get(page(stop)).content.decode()
    client.logout()
    assert "Albert" in text_of(client.get(reverse("tour", args=[tour.slug])))


def test_what_is_missing_before_publication_leads_to_each_field(client: Client) -> None:
    stop = StopFactory(confirmed=True, title_fr="", venue="", latitude=None, longitude=None)
    member(client, stop.tour)

    response = client.post(step(stop, "publish"))

    html = response.content.decode()
    assert response.status_code == 422
    for field in ("title_fr", "venue", "town"):
        assert f"{page(stop, 'planning_stop_edit')}#id_{field}" in html
        assert f'id="id_{field}"' in client.get(page(stop, "planning_stop_edit")).content.decode()


def test_a_place_abroad_is_given_by_name_and_point(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)

    send(
        client, reverse("planning_stop_new", args=[tour.slug]),
        place="Ashford", latitude="51.1465", longitude="0.8719", time_zone="Europe/London",
    )  # fmt: skip

    stop = Stop.objects.get()
    assert (stop.place, stop.latitude, stop.time_zone) == ("Ashford", 51.1465, "Europe/London")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "town"),
        ({"town": "Nulle-Part-les-Oies"}, "town"),
        ({"place": "Ashford", "latitude": "51"}, "longitude"),
        ({"place": "Ashford", "latitude": "95", "longitude": "0"}, "latitude"),
        ({"place": "Albert", "starts_on": "2031-06-18", "ends_on": "2031-06-17"}, "ends_on"),
        ({"place": "Albert", "option_1": "2031-06-18", "option_1_until": "2031-06-17"}, "option_1_until"),
        ({"place": "Albert", "option_2_until": "2031-06-17"}, "option_2"),
    ],
)
def test_a_refusal_stands_beside_its_field(client: Client, typed: dict[str, str], field: str) -> None:
    tour = TourFactory()
    member(client, tour)

    response = send(client, reverse("planning_stop_new", args=[tour.slug]), **typed)

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Stop.objects.exists()


def test_all_that_is_wrong_with_a_stop_is_said_at_once(client: Client) -> None:
    tour = TourFactory()
    member(client, tour)
    wrong = {"starts_on": "2019-06-18", "ends_on": "2019-06-17", "venue": "v" * 161, "source_url": "ici"}

    refused = send(client, reverse("planning_stop_new", args=[tour.slug]), **wrong).content.decode()

    fields = ("town", "starts_on", "ends_on", "venue", "source_url")
    assert all(f'id="id_{field}_error"' in refused for field in fields)


def test_all_that_is_wrong_with_a_new_date_is_said_at_once(client: Client) -> None:
    stop = StopFactory(published=True)
    member(client, stop.tour)
    send(client, step(stop, "postpone"), reason_fr="Grève")

    refused = send(client, step(stop, "reschedule"), starts_on="2019-06-18", ends_on="2019-06-17").content.decode()

    assert all(f'id="id_{field}_error"' in refused for field in ("starts_on", "ends_on"))


def test_a_month_is_enough_for_now(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")

    send(client, page(stop, "planning_stop_edit"), month="2031-06")

    stop.refresh_from_db()
    assert stop.month == datetime.date(2031, 6, 1)
    assert controls(client.get(page(stop, "planning_stop_edit")))["month"] == ["2031-06"]


def test_of_several_dates_one_is_chosen_when_the_stop_is_confirmed(client: Client) -> None:
    stop = StopFactory(state=Stop.State.CONTACTED)
    member(client, stop.tour, "editor")
    send(client, page(stop, "planning_stop_edit"), option_1="2031-06-18", option_2="2031-06-25")
    second = DateOption.objects.get(starts_on=datetime.date(2031, 6, 25))

    assert client.post(step(stop, "confirm")).status_code == 422
    send(client, step(stop, "confirm"), option=second.pk)

    stop.refresh_from_db()
    assert (stop.state, stop.starts_on) == ("confirmed", datetime.date(2031, 6, 25))


def test_another_commune_brings_its_own_name(client: Client) -> None:
    old, new = TerritoryFactory(name="Albert"), TerritoryFactory(name="Corbie")
    stop = StopFactory(town=old, place="Albert")
    member(client, stop.tour)

    send(client, page(stop, "planning_stop_edit"), town="Corbie")

    stop.refresh_from_db()
    assert (stop.place, stop.town) == ("Corbie", new)


@pytest.mark.parametrize("name", ["postpone", "cancel"])
def test_calling_off_wants_a_reason_and_says_who_will_notice(client: Client, name: str) -> None:
    stop = StopFactory(published=True)
    member(client, stop.tour, "editor")

    asked = client.get(step(stop, name))
    refused = send(client, step(stop, name), reason_fr=" ")

    assert "calendriers" in text_of(asked) or "calendars" in text_of(asked)
    assert refused.status_code == 422
    assert 'id="id_reason_fr_error"' in refused.content.decode()
    send(client, step(stop, name), reason_fr="Salle fermée.", reason_en="Room closed.")
    stop.refresh_from_db()
    assert (stop.state, stop.reason_en) == ({"postpone": "postponed", "cancel": "cancelled"}[name], "Room closed.")


def test_a_postponed_stop_gets_its_new_day(client: Client) -> None:
    stop = StopFactory(published=True, state=Stop.State.POSTPONED, previous_starts_on=datetime.date(2031, 6, 18))
    member(client, stop.tour, "editor")

    refused = send(client, step(stop, "reschedule"), starts_on="2031-09-18", ends_on="2031-09-17")
    send(client, step(stop, "reschedule"), starts_on="2031-09-18")

    assert 'id="id_ends_on_error"' in refused.content.decode()
    stop.refresh_from_db()
    assert (stop.state, stop.starts_on) == ("published", datetime.date(2031, 9, 18))


def test_a_cancellation_is_taken_back(client: Client) -> None:
    stop = StopFactory(cancelled=True)
    member(client, stop.tour, "editor")

    send(client, step(stop, "reinstate"))

    stop.refresh_from_db()
    assert stop.state == "published"


def test_a_stop_of_an_earlier_edition_is_recorded_from_its_source(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour)

    asked = client.get(step(stop, "record"))
    assert f"{page(stop, 'planning_stop_edit')}#id_source_url" in asked.content.decode()
    send(client, page(stop, "planning_stop_edit"), source_url="https://example.org/article")
    send(client, step(stop, "record"), number="7")

    stop.refresh_from_db()
    assert (stop.state, stop.number) == ("recorded", 7)


def test_a_number_another_stop_has_is_refused_beside_it(client: Client) -> None:
    other = StopFactory(published=True, number=7)
    stop = StopFactory(tour=other.tour, source_url="https://example.org/article")
    member(client, stop.tour)

    response = send(client, step(stop, "record"), number="7")

    assert 'id="id_number_error"' in response.content.decode()


@pytest.mark.parametrize("name", ["contact", "confirm", "unconfirm", "publish", "postpone", "reschedule", "reinstate"])
def test_a_step_from_elsewhere_is_refused_in_words_and_offers_no_button(client: Client, name: str) -> None:
    stop = StopFactory(published=True, state=Stop.State.RECORDED)
    member(client, stop.tour)

    asked, refused = (
        client.get(step(stop, name)),
        client.post(step(stop, name), {"reason_fr": "x", "starts_on": "2031-09-18"}),
    )

    assert (asked.status_code, refused.status_code) == (200, 422)
    assert controls(asked).keys() <= {"csrfmiddlewaretoken"}
    assert step(stop, name) not in client.get(page(stop)).content.decode()


def test_a_stale_form_shows_both_values(client: Client) -> None:
    stop = StopFactory(venue="Lycée")
    member(client, stop.tour)
    url = page(stop, "planning_stop_edit")
    data = {**controls(client.get(url)), "venue": "Ma salle"}
    edit_stop(Stop.objects.get(), {"venue": "Sa salle"}, expected_version=None, actor=None)

    response = client.post(url, data)

    assert response.status_code == 422
    assert "Sa salle" in text_of(response)
    assert 'value="Ma salle"' in text_of(response)


def test_a_co_host_prepares_the_venue_until_the_stop_is_public(client: Client) -> None:
    stop = StopFactory(confirmed=True)
    co_host(client, stop)

    form = controls(client.get(page(stop, "planning_stop_edit")))
    send(client, page(stop, "planning_stop_edit"), venue="Notre salle", starts_on="2031-01-01", place="Ailleurs")

    assert "starts_on" not in form
    stop.refresh_from_db()
    assert (stop.venue, stop.place, stop.starts_on) == ("Notre salle", "Albert", datetime.date(2031, 6, 18))


def test_a_public_stop_is_the_teams_to_change_and_its_co_host_proposes(client: Client) -> None:
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    co_host(client, stop)

    html = client.get(page(stop)).content.decode()
    late = send(client, page(stop, "planning_stop_edit"), venue="Ailleurs")

    assert page(stop, "planning_propose") in html
    assert page(stop, "planning_stop_edit") not in html
    assert (late.status_code, late.context["form"]["venue"].value()) == (422, "Ailleurs")  # typed before: kept
    assert list(late.context["form"].errors) == ["why"]
    session_edit = reverse("planning_session_edit", args=[stop.tour.slug, stop.slug, session.pk])
    for form in (session_edit, page(stop, "planning_session_new")):
        assert "why" in client.get(form).context["form"].fields
    assert Stop.objects.get().venue != "Ailleurs"


@pytest.mark.parametrize("name", ["contact", "confirm", "publish", "postpone", "cancel", "reinstate", "record"])
def test_a_co_host_takes_no_step(client: Client, name: str) -> None:
    stop = StopFactory(confirmed=True)
    co_host(client, stop)

    assert step(stop, name) not in client.get(page(stop)).content.decode()
    assert client.post(step(stop, name)).status_code == 403


def test_a_co_host_sees_nothing_of_another_stop(client: Client) -> None:
    stop = StopFactory()
    other = StopFactory(tour=stop.tour)
    co_host(client, stop)

    assert client.get(page(stop)).status_code == 200
    assert client.get(page(other)).status_code == 403
    assert client.get(page(stop, "planning_history")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_stops_page_asks_as_much_for_one_session_as_for_three(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    stop = StopFactory(confirmed=True)
    for _ in range(count):
        SessionFactory(stop=stop)
    member(client, stop.tour)
    client.get(page(stop))

    with django_assert_num_queries(29):  # type: ignore[operator]
        client.get(page(stop))


def test_the_stops_page_says_what_clashes_and_does_not_press_for_publishing(client: Client) -> None:
    one = stop_in("Albert", state="confirmed")
    person = SpeakerFactory(name="Ada Lenoir")
    for room in ("A", "B"):
        session_at(one, "09:00", "11:00", person, room=room)
    member(client, one.tour, "manager")

    shown = client.get(page(one))

    assert shown.context["asking"].impossible
    assert "Ada Lenoir" in shown.context["asking"].lines[0].sentence
    assert page(one, "planning_stop_conflicts") in shown.content.decode()
    assert f'class="button secondary" href="{step(one, "publish")}"' in shown.content.decode()


def test_a_co_host_sees_what_clashes_and_nothing_the_team_watches_for(client: Client) -> None:
    one, person = stop_in("Albert", venue=""), SpeakerFactory()
    for room in ("A", "B"):
        session_at(one, "09:00", "11:00", person, room=room)
    co_host(client, one)

    lines = client.get(page(one)).context["asking"].lines

    assert [bool(line.level) for line in lines] == [True]


def test_what_was_put_off_does_not_press_on_the_stops_page(client: Client) -> None:
    one = stop_in("Albert")
    person = SpeakerFactory()
    for room in ("A", "B"):
        session_at(one, "09:00", "11:00", person, room=room)
    user = member(client, one.tour)
    for need in attention_of(one.tour, TODAY).needs:
        Snooze.objects.create(
            tour=one.tour, key=need.key, until=TODAY + datetime.timedelta(days=9), reason="-", by=user
        )

    assert not client.get(page(one)).context["asking"].lines


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_a_stop_is_a_house_page_in_both_languages(client: Client, language: str) -> None:
    stop = SessionFactory(stop=StopFactory(confirmed=True)).stop
    member(client, stop.tour)
    with translation.override(language):
        for name in ("planning_stop", "planning_stop_edit", "planning_history", "planning_stop_publish"):
            assert_house_page(client.get(page(stop, name)), language=language)


def test_a_stop_that_was_never_public_is_deleted_after_saying_what_goes_with_it(client: Client) -> None:
    stop = StopFactory(dated=True)
    SessionFactory.create_batch(2, stop=stop)
    PartnershipFactory(stop=stop)
    member(client, stop.tour, "editor")
    name, url = stop.place, page(stop, "planning_stop_delete")

    offered, asked = client.get(page(stop)).content.decode(), client.get(url)
    answer = send(client, url)

    assert url in offered
    assert text_of(asked).count("<li>") >= 2  # its sessions and its partner
    assert answer.headers["Location"].startswith(reverse("planning_tour", args=[stop.tour.slug]))
    assert not Stop.objects.exists()
    history = text_of(client.get(reverse("planning_history", args=[stop.tour.slug])))
    assert name in history


@pytest.mark.parametrize("case", ["public", "cancelled", "taken"])
def test_a_stop_somebody_counts_on_is_not_deleted(client: Client, case: str) -> None:
    stop = StopFactory(dated=True) if case == "taken" else StopFactory(**{case.replace("public", "published"): True})
    SessionFactory(stop=stop, seats_taken=3)
    member(client, stop.tour, "manager")
    url = page(stop, "planning_stop_delete")

    asked, sent = client.get(url), client.post(url)

    assert "notice-warning" in asked.content.decode()
    assert sent.status_code == 422
    assert Stop.objects.exists()


def test_neither_readers_nor_co_hosts_delete_a_stop(client: Client) -> None:
    stop = StopFactory()
    url = page(stop, "planning_stop_delete")

    co_host(client, stop)
    by_co_host = client.post(url), client.get(page(stop)).content.decode()
    member(client, stop.tour, "reader")

    assert (by_co_host[0].status_code, client.post(url).status_code) == (403, 403)
    assert url not in by_co_host[1]
    assert Stop.objects.exists()
