"""Links for telephones: made for a day, shown, sent, withdrawn; moved with the stop; reminded of; forgotten."""

import datetime
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from time_machine import travel

from events.models import Stop
from events.planning.announcements import StopChange
from events.planning.attention.needs import Watched
from registrations.desk.devices.contributions import forget_names, no_telephone
from registrations.desk.devices.following import move_with_stop
from registrations.desk.devices.links import device_named_by, token_of
from registrations.desk.devices.operations import make_link, revoke_link
from registrations.desk.devices.reminding import remind
from registrations.desk.operations import DeskError, Noted, keep
from registrations.models import CheckIn, DeskDevice
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.registrations.desk.door.telephones import address, telephone
from tests.registrations.factories import AttendeeFactory
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day_before")]


@pytest.fixture
def the_day_before():
    with travel("2031-06-17 12:30", tick=False) as clock:  # 14:30 at the stop
        yield clock


@pytest.fixture
def stop() -> Stop:
    return StopFactory(published=True)


def page(name: str, stop: Stop, *more: Any) -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug, *more])


def sign_in(client: Client, stop: Stop, role: str = "editor") -> Any:
    """As a member of the tour's team, or as who represents the stop's co-host."""
    if role == "co_host":
        organisation = OrganisationFactory()
        PartnershipFactory(organisation=organisation, stop=stop, role="co_host")
        user = MembershipFactory(user=UserFactory(), tour=None, organisation=organisation, role="representative").user
    else:
        user = MembershipFactory(tour=stop.tour, role=role).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", ["editor", "co_host"])
def test_a_link_is_made_shown_as_a_code_and_opens_the_door(client: Client, stop: Stop, role: str) -> None:
    user = sign_in(client, stop, role)

    made = client.post(page("desk_device_new", stop), {"name": " Entrée "})

    device = DeskDevice.objects.get()
    assert made.headers["location"] == page("desk_device", stop, device.public_id)
    assert (device.name, device.day, device.created_by) == ("Entrée", stop.starts_on, user)
    assert device.expires_at == datetime.datetime(2031, 6, 19, 2, tzinfo=datetime.UTC)  # four in the night
    shown = client.get(made.headers["location"])
    assert_house_page(shown)
    assert address(device) in shown.content.decode()
    assert "document-qr" in shown.content.decode()
    assert Client().get(address(device)).status_code == 200
    assert HistoryEntry.objects.filter(action="desk.link", actor=user).exists()


def test_a_link_may_be_for_one_day_and_one_sessions_door(client: Client) -> None:
    stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19))
    session = SessionFactory(stop=stop)
    sign_in(client, stop)

    wrong = client.post(page("desk_device_new", stop), {"name": "Salle", "day": "2031-06-19", "session": session.pk})
    client.post(page("desk_device_new", stop), {"name": "Salle", "day": "2031-06-18", "session": session.pk})

    assert wrong.status_code == 422
    assert 'href="#id_session"' in wrong.content.decode()
    assert DeskDevice.objects.get().session == session


@pytest.mark.parametrize("wrong", ["another day", "session of another stop", "over", "no date"])
def test_a_link_that_would_open_nothing_is_refused(stop: Stop, the_day_before: Any, wrong: str) -> None:
    day, session = stop.starts_on, None
    if wrong == "another day":
        day = datetime.date(2031, 6, 20)
    elif wrong == "session of another stop":
        session = SessionFactory()
    elif wrong == "over":
        the_day_before.move_to("2031-06-19 12:00")
    else:
        stop = StopFactory()

    with pytest.raises(DeskError):
        make_link(stop, name="Entrée", day=day, session=session, actor=None)


def test_the_list_says_which_telephones_are_ready(client: Client, stop: Stop) -> None:
    sign_in(client, stop)
    assert "desk/telephones/new/" in client.get(page("desk_devices", stop)).content.decode()
    for name, values in {
        "Neuf": {},
        "Vu": {"seen_at": datetime.datetime.now(datetime.UTC)},
        "Prêt": {"readied_at": datetime.datetime.now(datetime.UTC), "readied_people": 41},
        "Perdu": {"revoked_at": datetime.datetime.now(datetime.UTC)},
    }.items():
        device = telephone(stop)
        DeskDevice.objects.filter(pk=device.pk).update(name=name, **values)

    html = client.get(f"/en{page('desk_devices', stop)}").content.decode()

    for said in ("not opened yet", "not ready without network", "41 people, saved 14:30", "withdrawn"):
        assert said in html
    assert html.index("Perdu") > html.index("Vu")


def test_a_link_is_withdrawn_after_a_second_step_and_what_it_noted_stays(client: Client, stop: Stop) -> None:
    device = telephone(stop)
    attendee = AttendeeFactory(registration__stop=stop)
    keep(attendee, Noted(desk=device))
    sign_in(client, stop)
    url = page("desk_device_revoke", stop, device.public_id)

    assert client.get(url).status_code == 200
    assert DeskDevice.objects.get().revoked_at is None
    client.post(url)

    assert Client().get(address(device)).status_code == 410
    assert CheckIn.objects.standing().get().desk == device
    assert "document-qr" not in client.get(page("desk_device", stop, device.public_id)).content.decode()
    revoke_link(device, actor=None)
    assert HistoryEntry.objects.filter(action="desk.revoke").count() == 1


def test_a_link_is_sent_and_its_message_is_shown_to_nobody_else(client: Client, stop: Stop) -> None:
    device = telephone(stop)
    sign_in(client, stop)

    refused = client.post(page("desk_device_send", stop, device.public_id), {"email": "lea@"})
    client.post(page("desk_device_send", stop, device.public_id), {"email": "lea@example.org"})

    assert refused.status_code == 422
    message = OutboxMessage.objects.get()
    assert message.confidential
    assert address(device) in message.text

    revoke_link(device, actor=None)
    ended = client.post(f"/en{page('desk_device_send', stop, device.public_id)}", {"email": "leo@example.org"})
    assert ended.status_code == 422
    assert "This link opens nothing any more. Make a new one and send that." in ended.content.decode()
    assert OutboxMessage.objects.get() == message


def test_a_telephone_that_is_not_ready_is_told_of_the_day_before_once(stop: Stop, the_day_before: Any) -> None:
    maker = MembershipFactory(tour=stop.tour, role="editor").user
    lead = MembershipFactory(tour=stop.tour, role="editor").user
    Stop.objects.filter(pk=stop.pk).update(lead=lead)
    for name, values in {
        "Entrée": {"created_by": maker},
        "Salle": {"created_by": maker},
        "Parti": {"created_by": UserFactory()},
        "Prêt": {"created_by": maker, "readied_at": datetime.datetime.now(datetime.UTC)},
        "Perdu": {"created_by": maker, "revoked_at": datetime.datetime.now(datetime.UTC)},
        "Plus tard": {"created_by": maker, "day": datetime.date(2031, 6, 19)},
    }.items():
        DeskDevice.objects.filter(pk=telephone(stop).pk).update(name=name, **values)

    the_day_before.move_to("2031-06-17 09:00")
    assert remind() is None  # too early in the day
    the_day_before.move_to("2031-06-17 13:00")
    assert remind()
    assert remind() is None

    told = {message.to_address: message.text for message in OutboxMessage.objects.all()}
    assert set(told) == {maker.email, lead.email}
    names = ("Entrée", "Salle", "Parti", "Prêt", "Perdu", "Plus tard")
    assert [name for name in names if f"- {name}\n" in told[maker.email]] == ["Entrée", "Salle"]
    assert "Parti" in told[lead.email]


def test_a_stop_that_moves_takes_its_links_along(stop: Stop, django_assert_num_queries: Any) -> None:
    devices, before = [telephone(stop), telephone(stop)], stop.starts_on
    stop.starts_on = stop.ends_on = datetime.date(2031, 11, 5)  # in winter: four in the night is another hour by UTC

    with django_assert_num_queries(2):
        move_with_stop(StopChange(stop, before, None))

    moved = DeskDevice.objects.values_list("pk", "day", "expires_at")
    ends = datetime.datetime(2031, 11, 6, 3, tzinfo=datetime.UTC)
    assert set(moved) == {(device.pk, stop.starts_on, ends) for device in devices}


def test_a_stop_tomorrow_without_a_telephone_needs_attention(stop: Stop, django_assert_num_queries: Any) -> None:
    watched = Watched(stop.tour, datetime.date(2031, 6, 17), [stop])

    with django_assert_num_queries(1):
        [need] = no_telephone(watched, 1)
    assert page("desk_device_new", stop) == need.action.url
    telephone(stop)
    assert not list(no_telephone(watched, 1))


def test_the_name_of_a_telephone_is_forgotten_after_a_year(client: Client, stop: Stop) -> None:
    telephone(stop)

    assert forget_names(datetime.datetime(2032, 6, 17, tzinfo=datetime.UTC)) == 0
    assert forget_names(datetime.datetime(2032, 6, 20, tzinfo=datetime.UTC)) == 1
    assert forget_names(datetime.datetime(2032, 6, 20, tzinfo=datetime.UTC)) == 0
    sign_in(client, stop)
    assert "a telephone" in client.get(f"/en{page('desk_devices', stop)}").content.decode()


def test_co_hosts_reach_the_telephones_of_their_stop_and_of_no_other(client: Client, stop: Stop) -> None:
    other = StopFactory(published=True, tour=stop.tour)
    mine, theirs = telephone(stop), telephone(other)
    sign_in(client, stop, "co_host")

    assert client.get(page("desk_devices", stop)).status_code == 200
    for name in ("desk_device", "desk_device_send", "desk_device_revoke"):
        assert client.get(page(name, stop, mine.public_id)).status_code == 200
        assert client.get(page(name, other, theirs.public_id)).status_code == 403
        assert client.get(page(name, stop, theirs.public_id)).status_code == 404
        assert client.post(page(name, other, theirs.public_id), {"email": "a@example.org"}).status_code in {403, 405}
    for name in ("desk_devices", "desk_device_new"):
        assert client.get(page(name, other)).status_code == 403
    assert not DeskDevice.objects.exclude(revoked_at=None).exists()


def test_a_deleted_link_leaves_what_it_noted(stop: Stop) -> None:
    device = telephone(stop)
    keep(AttendeeFactory(registration__stop=stop), Noted(desk=device))

    device.delete()

    assert CheckIn.objects.get().desk is None


def test_a_token_of_an_earlier_version_opens_nothing(stop: Stop) -> None:
    device = telephone(stop)
    token = token_of(device)
    DeskDevice.objects.update(link_version=2)

    with pytest.raises(Http404):
        device_named_by(token)
