"""What a partner is given to pass on, and what came of it."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from events.models import Organisation, Stop, Tour
from events.planning.errors import TourArchived
from registrations.inviting.errors import InvitingError
from registrations.inviting.relays.operations import add_relay, add_usual_relays, close_relay
from registrations.inviting.relays.poster import poster_document
from registrations.inviting.relays.queries import funnels_of
from registrations.models import Relay, RelayOpening
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.events.planning.pages import controls, member, text_of
from tests.registrations.factories import AttendeeFactory, CheckInFactory, InviteeFactory, RelayFactory
from tests.tournee.documents.reading import check_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Stop:
    made: Stop = StopFactory(published=True)
    SessionFactory(stop=made)
    return made


@pytest.fixture
def host(stop: Stop) -> Organisation:
    organisation: Organisation = OrganisationFactory(name_fr="Lycée Lamarck", name_en="Lamarck school")
    PartnershipFactory(stop=stop, organisation=organisation, role="co_host")
    return organisation


def path_of(relay: Relay, rest: str = "") -> str:
    return f"/workspace/tours/{relay.tour.slug}/stops/{relay.stop.slug}/relays/{relay.code}/{rest}"


def test_the_team_and_each_co_host_get_a_link_once(stop: Stop, host: Organisation) -> None:
    made = add_usual_relays(stop, actor=None)
    again = add_usual_relays(stop, actor=None)
    assert ([one.organisation for one in made], again) == ([None, host], [])


def test_an_archived_tour_gets_none_and_says_why(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    Tour.objects.filter(pk=stop.tour_id).update(state="archived")

    path = f"/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/"
    page = client.post(f"{path}relays/usual/", follow=True)

    assert page.status_code == 200
    assert [str(said) for said in page.context["messages"]] == [str(TourArchived().message)]
    assert not Relay.objects.exists()


def test_who_is_no_partner_of_the_stop_gets_none(stop: Stop) -> None:
    with pytest.raises(InvitingError) as refused:
        add_relay(stop, OrganisationFactory(), actor=None)
    assert refused.value.code == "no_partner"


def test_each_partner_without_a_link_is_offered_one(client: Client, stop: Stop, host: Organisation) -> None:
    member(client, stop.tour, "editor")
    of_the_tour = PartnershipFactory(tour=stop.tour, stop=None, role="partner").organisation
    close_relay(add_relay(stop, of_the_tour, actor=None), actor=None)
    add_relay(stop, None, actor=None)
    path = f"/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/relays/add/"

    asked = client.get(path)
    for one in (host, of_the_tour):
        client.post(path, {"organisation": one.pk})
    nobody = client.get(path)

    assert re.findall(r'<option value="(\d+)"', asked.content.decode()) == [str(host.pk), str(of_the_tour.pk)]
    assert Relay.objects.filter(closed_at=None).count() == 3
    assert f"/stops/{stop.slug}/partners/add/" in nobody.content.decode()
    assert "organisation" not in controls(nobody)


def test_a_link_that_was_closed_is_opened_again(stop: Stop, host: Organisation) -> None:
    relay = add_relay(stop, host, actor=None)
    close_relay(relay, actor=None)
    assert add_relay(stop, host, actor=None) == relay
    assert Relay.objects.get().closed_at is None


def test_a_co_host_finds_its_own_kit_and_nobody_elses(client: Client, stop: Stop, host: Organisation) -> None:
    own, other = add_relay(stop, host, actor=None), RelayFactory(stop=stop)
    client.force_login(MembershipFactory(tour=None, organisation=host, role="representative").user)

    home = client.get("/workspace/").content.decode()
    mine = client.get(f"/workspace/tours/{stop.tour.slug}/stops/{stop.slug}/relays/mine/")
    page = client.get(mine["Location"])

    assert "relays/mine/" in home
    assert mine["Location"] == path_of(own)
    assert f"/i/{own.code}/" in text_of(page)
    assert f"/en/i/{own.code}/" in text_of(page)
    assert client.get(path_of(other)).status_code == 403


def test_a_partner_of_the_tour_alone_is_told_no_small_figures(client: Client, stop: Stop) -> None:
    partner = PartnershipFactory(tour=stop.tour, stop=None, role="partner").organisation
    relay = add_relay(stop, partner, actor=None)
    AttendeeFactory(registration__stop=stop, registration__relay=relay)
    client.force_login(MembershipFactory(tour=None, organisation=partner, role="representative").user)

    page = client.get(path_of(relay))

    assert {count for _said, count in page.context["figures"]} <= {"fewer than 5", "moins de 5"}


@pytest.mark.parametrize("ends", ["closed", "no_partner"])
def test_whoever_passes_it_on_no_more_sees_its_kit_no_more(
    client: Client, stop: Stop, host: Organisation, ends: str
) -> None:
    relay = add_relay(stop, host, actor=None)
    client.force_login(MembershipFactory(tour=None, organisation=host, role="representative").user)
    assert client.get(path_of(relay)).status_code == 200

    if ends == "closed":
        close_relay(relay, actor=None)
    else:
        host.partnerships.all().delete()

    assert client.get(path_of(relay)).status_code == 403


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_poster_says_it_all_in_words_too_and_carries_the_link(
    client: Client, stop: Stop, host: Organisation, language: str
) -> None:
    relay = add_relay(stop, host, actor=None)
    member(client, stop.tour, "editor")

    answer = client.get(path_of(relay, f"poster-{language}.pdf"))

    assert check_pdf(answer.content) == []
    with pikepdf.open(BytesIO(answer.content)) as file:
        assert len(file.pages) == 1
        assert str(file.Root.Lang).startswith(language)
    words = repr(poster_document(relay, language).cover)
    assert f"/i/{relay.code}/" in words
    assert "Albert" in words
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_picture_is_square(client: Client, stop: Stop) -> None:
    relay = RelayFactory(stop=stop)
    member(client, stop.tour, "editor")
    answer = client.get(path_of(relay, "picture-fr.png"))
    assert Image.open(BytesIO(answer.content)).size == (1080, 1080)
    assert client.get(path_of(relay, "picture-xx.png")).status_code == 404


def test_what_came_of_each_link_is_counted(stop: Stop, host: Organisation) -> None:
    relay = add_relay(stop, host, actor=None)
    InviteeFactory(invitation__relay=relay, state="sent", sent_at="2031-02-03T09:00Z")
    InviteeFactory(invitation__relay=relay)
    RelayOpening.objects.create(relay=relay)
    here = AttendeeFactory(registration__stop=stop, registration__relay=relay)
    AttendeeFactory(registration=here.registration)
    CheckInFactory(attendee=here)
    AttendeeFactory(registration__stop=stop)

    through, unasked = funnels_of(stop)

    assert (through.sent, through.opened, through.registered, through.firms, through.came) == (1, 1, 2, 1, 1)
    assert (unasked.relay, unasked.registered, unasked.came) == (None, 1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_stops_page_asks_as_often_for_one_as_for_many(
    client: Client, stop: Stop, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        partner = PartnershipFactory(stop=stop, role="co_host").organisation
        AttendeeFactory(registration__stop=stop, registration__relay=add_relay(stop, partner, actor=None))
    with django_assert_num_queries(5):
        assert len(funnels_of(stop)) == count
