"""The door's page: a search, a button a person, counts; for those who run the door, in French and in English."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from events.models import Session, Stop
from events.planning.operations.tours import archive_tour
from registrations.desk.operations import Noted, check_in, keep
from registrations.models import Attendee, CheckIn, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    PersonFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = [pytest.mark.django_db, pytest.mark.page]
HTMX = {"HTTP_HX_REQUEST": "true"}
ON_THE_DAY = "2031-06-18 07:12"


@pytest.fixture
def stop() -> Stop:
    return StopFactory(published=True)


def page(stop: Stop, name: str = "desk") -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug])


def somebody(stop: Stop, name: str, firm: str = "Scierie fictive", **more: object) -> Attendee:
    company = CompanyFactory(name=firm)
    registration = RegistrationFactory(stop=stop, company=company)
    return AttendeeFactory(registration=registration, person=PersonFactory(name=name, company=company), **more)


def button(html: str, name: str, who: Attendee) -> str:
    """The value of somebody's button."""
    row = html[html.index(f'id="p{who.pk}"') :]
    found = re.search(rf'name="{name}" value="([^"]+)"', row[: row.index("</li>")])
    assert found, f"no button {name}"
    return found[1]


def test_the_page_is_a_house_page_in_both_languages(client: Client, stop: Stop) -> None:
    somebody(stop, "Anna Martin")
    member(client, stop.tour, "editor")

    assert_house_page(client.get(page(stop)))
    assert_house_page(client.get(f"/en{page(stop)}"), language="en")


def test_a_tap_notes_who_is_here_and_leads_back_to_their_line(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin")
    with travel(ON_THE_DAY, tick=False):
        user = member(client, stop.tour, "editor")
        tap = button(text_of(client.get(page(stop))), "here", anna)

        response = client.post(page(stop), {"here": tap})
        client.post(page(stop), {"here": tap})

        assert response.headers["location"] == f"{page(stop)}#p{anna.pk}"
        assert "9\u00a0h\u00a012" in text_of(client.get(page(stop)))
    assert CheckIn.objects.get().noted_by == user


def test_with_htmx_only_the_line_and_the_counts_come_back(client: Client, stop: Stop) -> None:
    anna, _other = somebody(stop, "Anna Martin"), somebody(stop, "Zoé Petit")
    member(client, stop.tour, "editor")
    tap = button(text_of(client.get(page(stop))), "here", anna)

    html = text_of(client.post(page(stop), {"here": tap}, **HTMX))

    assert "<html" not in html
    assert "Zoé Petit" not in html
    assert html.startswith(f'<li id="p{anna.pk}" class="here">')
    assert '<b id="desk-here" hx-swap-oob="innerHTML">1</b>' in html
    assert "desk-doors" not in html


def test_the_line_that_htmx_brings_is_that_of_the_page(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin")
    member(client, stop.tour, "editor")
    tap = button(text_of(client.get(page(stop))), "here", anna)

    brought = text_of(client.post(page(stop), {"here": tap}, **HTMX)).split("</li>")[0]

    fresh = re.compile(r"[0-9a-f-]{36}")
    assert fresh.sub("", brought) in fresh.sub("", text_of(client.get(page(stop))))


def test_what_was_tapped_by_mistake_is_undone_and_can_be_noted_again(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin")
    member(client, stop.tour, "editor")
    html = text_of(client.get(page(stop)))
    for name in ("here", "undo", "here"):
        html = text_of(client.post(page(stop), {name: button(html, name, anna)}, **HTMX))

    assert CheckIn.objects.count() == 3
    assert CheckIn.objects.standing().count() == 1


@pytest.mark.parametrize("words", ["anna", "ANNA mart", "Éclair", "eclair martin", "code"])
def test_people_are_found_by_name_firm_or_code(client: Client, stop: Stop, words: str) -> None:
    anna = somebody(stop, "Anna Martin", "Fonderie de l’Éclair")
    somebody(stop, "Zoé Petit", "Tissages fictifs")
    member(client, stop.tour, "editor")

    html = text_of(client.get(page(stop), {"q": anna.code.lower() if words == "code" else words}))

    assert "Anna Martin" in html
    assert "Zoé Petit" not in html


def test_whoever_is_not_found_can_be_added_by_the_words_that_were_typed(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")

    html = client.get(page(stop), {"q": "Zoé <b>"}).content.decode()

    assert f"{page(stop, 'desk_walk_in')}?name=Zo%C3%A9%20%3Cb%3E" in html
    assert "Zoé <b>" not in html


def test_every_standing_is_said_in_a_word(client: Client, stop: Stop) -> None:
    somebody(stop, "Attendue")
    somebody(stop, "Annulée", cancelled_at=datetime.datetime(2031, 6, 1, tzinfo=datetime.UTC))
    SeatFactory(attendee=somebody(stop, "En attente"), state=Seat.State.WAITLISTED)
    somebody(stop, "Discrète", no_photographs=True)
    member(client, stop.tour, "editor")

    html = text_of(client.get(f"/en{page(stop)}"))

    for word in ("expected", "cancelled", "waiting list", "no photographs"):
        assert f">{word}</span>" in html


def test_the_page_never_shows_addresses_nor_needs(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin", needs="Régime sans gluten")
    member(client, stop.tour, "manager")

    html = text_of(client.get(page(stop)))

    assert anna.person.email not in html
    assert "gluten" not in html


def test_a_walk_in_comes_into_a_full_session_and_takes_no_seat(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop, capacity=1, seats_taken=1)
    SessionFactory(stop=stop)
    member(client, stop.tour, "editor")

    response = send(client, f"{page(stop, 'desk_walk_in')}?session={session.pk}", name="Zoé Petit", firm="Tissages")

    fact = CheckIn.objects.get()
    assert response.headers["location"] == f"{page(stop)}?session={session.pk}#p{fact.attendee_id}"
    assert (fact.session, str(fact.attendee.person)) == (session, "Zoé Petit")
    assert not Seat.objects.exists()
    assert Session.objects.get(pk=session.pk).seats_taken == 1
    html = text_of(client.get(f"/en{page(stop)}"))
    assert "<b>1</b> without registration" in html
    assert "1 at the stop for it, 1 of 1 seats taken" in html


def test_a_walk_in_sent_twice_is_one_person(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    sent = {"name": "Zoé Petit", "nonce": str(uuid.uuid4())}

    for _time in range(2):
        client.post(page(stop, "desk_walk_in"), sent)

    assert Registration.objects.filter(origin=Registration.Origin.WALK_IN).count() == 1


def test_a_walk_in_without_a_name_or_with_a_broken_address_keeps_what_was_typed(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")

    response = client.post(page(stop, "desk_walk_in"), {"name": " ", "firm": "Tissages", "email": "zoe@"})

    assert response.status_code == 422
    html = text_of(response)
    assert 'href="#id_name"' in html
    assert 'href="#id_email"' in html
    assert 'value="Tissages"' in html
    assert_house_page(response)


def test_one_session_lists_its_own_people_and_finds_the_others(client: Client, stop: Stop) -> None:
    morning, _afternoon = SessionFactory(stop=stop), SessionFactory(stop=stop)
    SeatFactory(attendee=somebody(stop, "Anna Martin"), session=morning)
    zoe = somebody(stop, "Zoé Petit")
    member(client, stop.tour, "editor")
    url = f"{page(stop)}?session={morning.pk}"

    assert "Zoé Petit" not in text_of(client.get(url))
    found = text_of(client.get(f"/en{url}&q=zoe"))
    assert "not registered for this session" in found

    client.post(url, {"here": button(found, "here", zoe)})
    assert CheckIn.objects.get().session == morning
    assert "Zoé Petit" in text_of(client.get(url))
    at_the_stop = text_of(client.get(page(stop)))
    assert f'<li id="p{zoe.pk}" class="here">' in at_the_stop  # whoever is in a session is at the stop


def test_a_full_room_is_said_plainly(client: Client) -> None:
    stop = StopFactory(published=True, safety_limit=1)
    member(client, stop.tour, "editor")
    url = f"/en{page(stop)}"

    check_in(somebody(stop, "Anna"), Noted())
    assert "The room is full: as many people are here as it may hold (1)." in text_of(client.get(url))
    check_in(somebody(stop, "Zoé"), Noted())
    html = text_of(client.get(url))
    assert "Too many people: 2 are here, and the room may hold 1." in html
    assert "notice-error" in html


@pytest.mark.parametrize(
    ("day", "said"),
    [("2031-06-17", "Not today: this stop is on"), ("2031-06-18", ""), ("2031-06-19", "Not today: this stop was on")],
)
def test_the_page_says_when_it_is_not_the_stops_day(client: Client, stop: Stop, day: str, said: str) -> None:
    with travel(f"{day} 10:00", tick=False):
        member(client, stop.tour, "editor")
        html = text_of(client.get(f"/en{page(stop)}"))

    assert said in html
    assert ("Not today" in html) == bool(said)


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_editors_and_managers_run_the_door(client: Client, stop: Stop, role: str) -> None:
    member(client, stop.tour, role)

    assert client.get(page(stop)).status_code == 200
    assert page(stop) in client.get(page(stop, "planning_stop")).content.decode()


def test_co_hosts_run_the_door_of_their_stop_and_of_no_other(client: Client, stop: Stop) -> None:
    other = StopFactory(published=True, tour=stop.tour)
    anna = somebody(other, "Anna Martin")
    co_host(client, stop)

    assert client.get(page(stop)).status_code == 200
    assert page(stop) in client.get(page(stop, "planning_stop")).content.decode()
    for name in ("desk", "desk_walk_in"):
        assert client.get(page(other, name)).status_code == 403
        assert client.post(page(other, name), {"here": f"{anna.public_id} {uuid.uuid4()}"}).status_code == 403
    assert not CheckIn.objects.exists()


def test_readers_and_strangers_do_not_see_the_door(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "reader")
    assert client.get(page(stop)).status_code == 403
    assert page(stop) not in client.get(page(stop, "planning_stop")).content.decode()

    client.force_login(UserFactory())
    assert client.get(page(stop)).status_code == 403


def test_forged_ids_note_nobody(client: Client, stop: Stop) -> None:
    elsewhere = somebody(StopFactory(published=True, tour=stop.tour), "Anna Martin")
    fact = check_in(elsewhere, Noted())
    member(client, stop.tour, "editor")
    nonce = uuid.uuid4()

    for sent in (
        {"here": f"{elsewhere.public_id} {nonce}"},
        {"undo": f"{fact.nonce} {nonce}"},
        {"here": f"{uuid.uuid4()} {nonce}"},
        {"here": "1; DROP TABLE"},
        {"here": f"{elsewhere.public_id}"},
        {},
    ):
        assert client.post(page(stop), sent).status_code == 404
    assert client.get(page(stop), {"session": SessionFactory().pk}).status_code == 404
    assert client.get(page(stop), {"session": "x", "page": "-4"}).status_code == 404
    assert CheckIn.objects.count() == 1


def test_four_hundred_people_come_in_pages(client: Client, stop: Stop) -> None:
    registration = RegistrationFactory(stop=stop)
    AttendeeFactory.create_batch(130, registration=registration)
    member(client, stop.tour, "editor")

    first, last = client.get(page(stop)), client.get(page(stop), {"page": 3})

    assert len(first.content) < 60_000
    assert (first.content.count(b'name="here"'), last.content.count(b'name="here"')) == (60, 10)


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    client: Client, stop: Stop, people: int, django_assert_num_queries
) -> None:
    for session in SessionFactory.create_batch(people, stop=stop):
        anna = somebody(stop, "Anna")
        SeatFactory(attendee=anna, session=session)
        check_in(anna, Noted(), session=session)
        somebody(stop, "Zoé")
    member(client, stop.tour, "editor")

    with django_assert_num_queries(12):
        client.get(page(stop))
    with django_assert_num_queries(7):
        client.get(page(stop), {"q": "anna"}, **HTMX)


def test_a_tap_asks_little_of_the_database(client: Client, stop: Stop, django_assert_max_num_queries) -> None:
    SessionFactory.create_batch(3, stop=stop)
    anna = somebody(stop, "Anna")
    member(client, stop.tour, "editor")

    with django_assert_max_num_queries(12):
        client.post(page(stop), {"here": f"{anna.public_id} {uuid.uuid4()}"}, **HTMX)


def test_an_undone_walk_in_and_a_tap_in_a_session_bring_the_counts_they_change(client: Client, stop: Stop) -> None:
    morning, _afternoon = SessionFactory(stop=stop), SessionFactory(stop=stop)
    zoe = somebody(stop, "Zoé Petit")
    Registration.objects.filter(pk=zoe.registration_id).update(origin=Registration.Origin.WALK_IN)
    member(client, stop.tour, "editor")
    url = f"/en{page(stop)}?session={morning.pk}"

    html = text_of(client.post(url, {"here": f"{zoe.public_id} {uuid.uuid4()}"}, **HTMX))
    assert "<b>1</b> without registration" in html
    assert "1 at the stop for it, 0 registered" in html or "1 at the stop for it, 0 of" in html

    html = text_of(client.post(url, {"undo": button(html, "undo", zoe)}, **HTMX))
    assert "<b>0</b> without registration" in html


def test_a_sessions_door_tells_who_is_at_the_stop_from_who_is_expected(client: Client, stop: Stop) -> None:
    morning = SessionFactory(stop=stop)
    anna, zoe, guest = (somebody(stop, name) for name in ("Anna Martin", "Zoé Petit", "Hôte"))
    for seated in (anna, zoe):
        SeatFactory(attendee=seated, session=morning)
    with travel(ON_THE_DAY, tick=False):
        for here in (anna, guest):
            check_in(here, Noted())
    member(client, stop.tour, "editor")

    html = text_of(client.get(f"/en{page(stop)}", {"session": morning.pk, "q": "scierie"}))

    assert "at the stop since 09:12, not yet in this session" in html
    assert "at the stop since 09:12, not registered for this session" in html
    assert html.count(">expected</span>") == 1
    assert button(html, "here", anna)


def test_the_search_is_the_first_thing_to_reach_on_the_page(client: Client, stop: Stop) -> None:
    SessionFactory.create_batch(2, stop=stop)
    somebody(stop, "Anna Martin")
    member(client, stop.tour, "editor")

    html = text_of(client.get(page(stop)))

    body = html[html.index("</h1>") :]
    order = [body.index(part) for part in ('id="q"', 'id="desk-doors"', 'id="people"', 'class="tabs')]
    assert order == sorted(order)
    assert "<a " not in body[: order[0]]


@pytest.mark.parametrize("name", ["desk", "desk_walk_in"])
def test_the_door_of_an_archived_tour_is_closed_and_says_so(client: Client, stop: Stop, name: str) -> None:
    anna = somebody(stop, "Anna Martin")
    actor = member(client, stop.tour, "manager")
    archive_tour(stop.tour, actor=actor)
    sent = {"here": f"{anna.public_id} {uuid.uuid4()}", "name": "Zoé Petit"}
    url = f"/en{page(stop, name)}"

    response, refused, by_htmx = client.get(url), client.post(url, sent), client.post(url, sent, **HTMX)

    assert_house_page(response, language="en")
    assert "This tour is archived, so its door is closed." in text_of(response)
    assert "Anna Martin" not in text_of(response)
    assert refused.status_code == 422
    assert by_htmx.headers["HX-Refresh"] == "true"
    assert not CheckIn.objects.exists()


def test_undo_takes_back_what_several_telephones_noted_at_this_door(client: Client, stop: Stop) -> None:
    anna = somebody(stop, "Anna Martin")
    for _telephone in range(2):
        keep(anna, Noted())
    member(client, stop.tour, "editor")
    undo = button(text_of(client.get(page(stop))), "undo", anna)

    html = text_of(client.post(page(stop), {"undo": undo}, **HTMX))

    assert CheckIn.objects.standing().count() == 0
    assert 'name="here"' in html


def test_after_the_stop_undo_takes_back_one_day_and_leaves_the_others(client: Client) -> None:
    stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19))
    anna = somebody(stop, "Anna Martin")
    for day in (18, 19):
        keep(anna, Noted(at=datetime.datetime(2031, 6, day, 8, tzinfo=datetime.UTC)))
    with travel("2031-06-20 08:00", tick=False):
        member(client, stop.tour, "editor")
        undo = button(text_of(client.get(page(stop))), "undo", anna)

        client.post(page(stop), {"undo": undo}, **HTMX)

    assert [fact.at.day for fact in CheckIn.objects.standing()] == [19]


def test_a_sessions_door_has_its_own_figures_and_the_rank_of_whoever_waits(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop, capacity=12)
    anna, zoe = (somebody(stop, name) for name in ("Anna Martin", "Zoé Petit"))
    for waiting in (anna, zoe):
        SeatFactory(attendee=waiting, session=session, state=Seat.State.WAITLISTED)
    with travel(ON_THE_DAY, tick=False):
        check_in(anna, Noted(), session=session)
        check_in(zoe, Noted())
        member(client, stop.tour, "editor")
        html = text_of(client.get(f"/en{page(stop)}", {"session": session.pk}))

    assert '<b id="desk-session">1</b> / 12 noted in the room' in html
    assert "<b>0</b> on the list" in html
    assert "on the waiting list for this session (rank 1)" in html
