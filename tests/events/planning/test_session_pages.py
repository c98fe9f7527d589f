"""A stop's programme by its pages: local times, who speaks, cancelling and removing."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Organisation, Session, Speaker, Stop
from events.planning.operations import edit_session
from tests.events.factories import (
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    SpeakingFactory,
    StopFactory,
)
from tests.events.planning.pages import co_host, controls, error_beside, member, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.page]
TYPED = {"title_fr": "Atelier", "starts_at": "09:00", "ends_at": "11:00"}


def new(stop: Stop) -> str:
    return reverse("planning_session_new", args=[stop.tour.slug, stop.slug])


def page(session: Session, name: str = "edit") -> str:
    return reverse(f"planning_session_{name}", args=[session.stop.tour.slug, session.stop.slug, session.pk])


def test_times_are_those_of_the_stops_own_zone_which_the_form_names(client: Client) -> None:
    stop = StopFactory(dated=True, time_zone="America/Guadeloupe")
    member(client, stop.tour, "editor")

    form = client.get(new(stop))
    send(client, new(stop), **TYPED, capacity="")

    session = Session.objects.get()
    assert "Guadeloupe" in text_of(form)
    assert session.starts_at == datetime.datetime(2031, 6, 18, 13, tzinfo=datetime.UTC)
    assert session.capacity is None
    assert controls(client.get(page(session)))["starts_at"] == ["09:00"]


def test_a_stop_of_two_days_offers_both(client: Client) -> None:
    stop = StopFactory(dated=True, ends_on=datetime.date(2031, 6, 19))
    member(client, stop.tour, "editor")

    send(client, new(stop), **TYPED, day="2031-06-19")

    assert Session.objects.get().starts_at.day == 19


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends_at": "08:00"}, "ends_at"),
        ({"day": "2031-07-01"}, "starts_at"),
        ({"title_fr": ""}, "title_fr"),
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "100001"}, "capacity"),
        ({"capacity": "1000000000000000000"}, "capacity"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"speaker_1_position_fr": "Professeure"}, "speaker_1_name"),
        ({"speaker_1_name": "Ada", "speaker_1_organisation": "Nulle part"}, "speaker_1_organisation"),
    ],
)
def test_a_refusal_stands_beside_its_field(client: Client, typed: dict[str, str], field: str) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour, "editor")

    response = send(client, new(stop), **{**TYPED, **typed})

    assert response.status_code == 422
    assert error_beside(field) in response.content.decode()
    assert not Session.objects.exists()
    assert not Speaker.objects.exists()


def test_without_a_date_the_form_says_to_give_one_first(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour, "editor")

    response = send(client, new(stop), **TYPED)

    assert response.status_code == 422
    assert not Session.objects.exists()
    assert new(stop) not in client.get(reverse("planning_stop", args=[stop.tour.slug, stop.slug])).content.decode()


def test_speakers_are_chosen_by_name_and_new_ones_added_on_the_way(client: Client) -> None:
    stop = StopFactory(dated=True)
    known = SpeakerFactory(name="Zoé Élan")
    organisation = OrganisationFactory(name_fr="Université d’Essai", acronym="UE")
    member(client, stop.tour, "editor")

    send(
        client, new(stop), **TYPED, speaker_1_name="zoe elan", speaker_1_role="facilitator",
        speaker_2_name="Noël Neuf", speaker_2_position_fr="Ingénieur", speaker_2_organisation="UE",
    )  # fmt: skip

    first, second = Session.objects.get().speakings.all()
    assert (first.speaker, first.role) == (known, "facilitator")
    assert (second.speaker.name, second.speaker.position_fr) == ("Noël Neuf", "Ingénieur")
    assert second.speaker.organisation == organisation


def test_a_speakers_organisation_that_nobody_had_entered_is_created_on_the_way(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour, "editor")
    named = {"speaker_1_name": "Ada", "speaker_2_name": "Zoé"}
    where = {"speaker_1_organisation": "Pôle Neuf", "speaker_2_organisation": "Pôle Neuf"}

    asked = send(client, new(stop), **TYPED, **named, **where)
    client.post(new(stop), {**controls(asked), "speaker_1_kind": "cluster", "speaker_2_kind": "cluster"})

    assert error_beside("speaker_1_organisation") in asked.content.decode()
    assert controls(asked)["speaker_1_name"] == ["Ada"]
    assert [speaking.speaker.organisation.name_fr for speaking in Session.objects.get().speakings.all()] == [
        "Pôle Neuf", "Pôle Neuf"
    ]  # fmt: skip
    assert Organisation.objects.count() == 1


def test_all_that_is_wrong_with_a_session_is_said_at_once(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour, "editor")
    times = {"starts_at": "11:00", "ends_at": "09:00"}
    wrong = {"title_fr": "", **times, "capacity": "0", "speaker_1_position_fr": "Maire"}

    refused = send(client, new(stop), **wrong).content.decode()

    assert all(error_beside(field) in refused for field in ("title_fr", "ends_at", "capacity", "speaker_1_name"))


def test_a_text_that_is_too_long_comes_back_whole_with_its_length_and_the_limit(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour, "editor")

    page = client.get(new(stop))
    refused = send(client, new(stop), **{**TYPED, "title_fr": "a" * 161, "summary_fr": "b" * 1001})

    assert "maxlength" not in page.content.decode()
    assert controls(refused)["title_fr"] == ["a" * 161]
    assert controls(refused)["summary_fr"] == ["b" * 1001]
    assert all(number in text_of(refused) for number in ("160", "161", "1000", "1001"))


def test_namesakes_are_told_apart_by_the_list(client: Client) -> None:
    stop = StopFactory(dated=True)
    SpeakerFactory(name="Zoé Élan", position_fr="Maire", position_en="Mayor")
    wanted = SpeakerFactory(name="Zoé Élan", position_fr="Juge", position_en="Judge")
    member(client, stop.tour, "editor")

    refused = send(client, new(stop), **TYPED, speaker_1_name="Zoé Élan")
    send(client, new(stop), **TYPED, speaker_1_name="Zoé Élan (Juge)")

    assert error_beside("speaker_1_name") in refused.content.decode()
    assert Session.objects.get().speakings.get().speaker == wanted


def test_nobody_speaks_twice_at_one_session(client: Client) -> None:
    stop = StopFactory(dated=True)
    SpeakerFactory(name="Zoé Élan")
    member(client, stop.tour, "editor")

    response = send(client, new(stop), **TYPED, speaker_1_name="Zoé Élan", speaker_2_name="zoe elan")

    assert error_beside("speaker_2_name") in response.content.decode()


def test_an_emptied_row_takes_the_speaker_out_of_the_session(client: Client) -> None:
    speaking = SpeakingFactory()
    other = SpeakingFactory(session=speaking.session)
    member(client, speaking.session.stop.tour, "editor")

    send(client, page(speaking.session), speaker_1_name="")

    assert [left.speaker for left in speaking.session.speakings.all()] == [other.speaker]
    assert Speaker.objects.count() == 2


def test_a_capacity_below_the_seats_taken_is_refused_beside_it(client: Client) -> None:
    session = SessionFactory(seats_taken=12)
    member(client, session.stop.tour, "editor")

    response = send(client, page(session), capacity="10")

    assert error_beside("capacity") in response.content.decode()
    assert "12" in text_of(response)


def test_a_stale_form_says_the_other_time_in_the_stops_zone(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(dated=True, time_zone="America/Guadeloupe"))
    member(client, session.stop.tour, "editor")
    data = {**controls(client.get(page(session))), "starts_at": "08:00"}
    later = datetime.datetime(2031, 6, 18, 14, 15, tzinfo=datetime.UTC)
    edit_session(Session.objects.get(), {"starts_at": later}, expected_version=None, actor=None)

    response = client.post(page(session), data)

    assert response.status_code == 422
    assert "10 h 15" in text_of(response).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_public_session_is_cancelled_and_reinstated_never_removed(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    member(client, session.stop.tour, "editor")

    refused = client.post(page(session, "remove"))
    send(client, page(session, "cancel"))
    session.refresh_from_db()
    assert (refused.status_code, session.state) == (422, "cancelled")
    again = client.post(page(session, "cancel"))
    send(client, page(session, "reinstate"))
    session.refresh_from_db()
    assert (again.status_code, session.state) == (422, "planned")


def test_a_session_nobody_has_seen_is_removed_after_asking(client: Client) -> None:
    session = SessionFactory()
    member(client, session.stop.tour, "editor")

    send(client, page(session, "remove"))

    assert not Session.objects.exists()


def test_a_co_host_adds_a_session_and_is_offered_no_speaker_of_others_unpublished_stops(client: Client) -> None:
    hidden = SpeakingFactory(speaker=SpeakerFactory(name="Qui Viendra"))
    stop = StopFactory(tour=hidden.session.stop.tour, dated=True)
    co_host(client, stop)

    html = text_of(client.get(new(stop)))
    send(client, new(stop), **TYPED)

    assert "Qui Viendra" not in html
    assert Session.objects.filter(stop=stop).exists()
    assert client.get(page(hidden.session)).status_code == 403


def test_a_co_host_is_offered_the_organisations_of_their_stops_and_finds_others_by_their_whole_name(
    client: Client,
) -> None:
    stranger = OrganisationFactory(name_fr="Chambre Lointaine", name_en="", acronym="CL")
    stop = StopFactory(dated=True)
    beside = PartnershipFactory(stop=stop, role="supporter").organisation
    of_the_tour = PartnershipFactory(stop=None, tour=stop.tour, role="funder").organisation
    co_host(client, stop)

    html = text_of(client.get(new(stop)))
    named = {"speaker_1_name": "Ada", "speaker_2_name": "Zoé"}
    partly = send(client, new(stop), **TYPED, **named, speaker_1_organisation="Chambre")
    send(client, new(stop), **TYPED, **named, speaker_1_organisation="chambre lointaine", speaker_2_organisation="CL")

    assert beside.name_fr in html
    assert of_the_tour.name_fr in html
    assert "Lointaine" not in html
    assert error_beside("speaker_1_organisation") in partly.content.decode()
    assert "Lointaine" not in text_of(partly)
    assert [speaking.speaker.organisation for speaking in Session.objects.get().speakings.all()] == [stranger] * 2


def test_a_co_host_creates_no_organisation(client: Client) -> None:
    stop = StopFactory(dated=True)
    co_host(client, stop)
    before = Organisation.objects.count()

    refused = send(
        client, new(stop), **TYPED, speaker_1_name="Ada", speaker_1_organisation="Pôle Neuf", speaker_1_kind="cluster"
    )

    assert (refused.status_code, Organisation.objects.count()) == (422, before)


def test_a_co_host_is_offered_the_speakers_of_their_tour_and_finds_others_who_spoke_in_public(client: Client) -> None:
    near = SpeakingFactory(session=SessionFactory(stop=StopFactory(published=True)), speaker__name="Proche Paul")
    far = SpeakingFactory(session=SessionFactory(stop=StopFactory(published=True)), speaker__name="Loin Luc")
    stop = StopFactory(tour=near.session.stop.tour, dated=True)
    co_host(client, stop)

    html = text_of(client.get(new(stop)))
    send(client, new(stop), **TYPED, speaker_1_name="loin luc")

    assert "Proche Paul" in html
    assert "Loin Luc" not in html
    assert Session.objects.get(stop=stop).speakings.get().speaker == far.speaker


def test_the_api_lists_organisations_to_those_who_keep_them_only(client: Client) -> None:
    co_host(client, StopFactory())

    assert client.get("/api/v1/organisations/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_as_much_for_one_speaker_as_for_three(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    session = SessionFactory()
    for _ in range(count):
        SpeakingFactory(session=session)
    member(client, session.stop.tour, "editor")
    client.get(page(session))

    with django_assert_num_queries(11):  # type: ignore[operator]
        client.get(page(session))


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_of_a_co_host_asks_as_much_for_one_partner_as_for_three(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    stop = StopFactory(dated=True)
    for _ in range(count):
        PartnershipFactory(stop=stop)
        SpeakingFactory(session__stop__tour=stop.tour, session__stop__published=True)
    co_host(client, stop)
    client.get(new(stop))

    with django_assert_num_queries(10):  # type: ignore[operator]
        client.get(new(stop))
