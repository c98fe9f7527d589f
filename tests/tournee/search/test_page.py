"""Searching the workspace from any page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Membership, Role, Tour
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    StopFactory,
    TourFactory,
)
from tests.registrations.factories import AttendeeFactory
from tests.surveys.factories import QuestionnaireFactory
from tests.tournee.factories import UserFactory
from tournee.accounts.models import User
from tournee.search.queries import SHOWN, search

pytestmark = pytest.mark.django_db


def member_of(tour: Tour, role: str = Role.EDITOR) -> User:
    user = UserFactory.create()
    Membership.objects.create(user=user, tour=tour, role=role)
    return user


def titles(user: User, text: str) -> dict[str, list[str]]:
    return {group.place.name: [one.title for one in group.found] for group in search(user, text)}


def test_a_stop_is_found_without_accents_by_any_member_of_its_tour() -> None:
    stop = StopFactory.create(place="Saint-Dié-des-Vosges")
    assert titles(member_of(stop.tour, Role.READER), "saint die") == {"stops": ["Saint-Dié-des-Vosges"]}


def test_every_word_must_be_found() -> None:
    stop = StopFactory.create(place="Saint-Dié-des-Vosges")
    assert titles(member_of(stop.tour), "saint dieppe") == {}


def test_nobody_finds_the_stops_of_another_tour() -> None:
    StopFactory.create(place="Thiers")
    assert titles(member_of(TourFactory.create()), "thiers") == {}


def test_an_editor_finds_a_person_by_name_firm_and_code_and_a_reader_does_not() -> None:
    attendee = AttendeeFactory.create(person__name="Ondine Inventée")
    editor, reader = member_of(attendee.stop.tour), member_of(attendee.stop.tour, Role.READER)
    for text in ("ondine", attendee.code.lower(), attendee.person.company.name):
        assert titles(editor, text)["people"] == ["Ondine Inventée"]
    assert titles(reader, "ondine") == {}


def test_a_co_host_finds_who_comes_to_its_own_stop_and_nobody_else() -> None:
    organisation = OrganisationFactory.create()
    own, other = (
        AttendeeFactory.create(person__name="Alice Fictive"),
        AttendeeFactory.create(person__name="Alix Fictive"),
    )
    PartnershipFactory.create(organisation=organisation, stop=own.stop, tour=None, role="co_host")
    host = UserFactory.create()
    Membership.objects.create(user=host, organisation=organisation, role=Role.REPRESENTATIVE)
    assert own.stop != other.stop
    assert titles(host, "fictive")["people"] == ["Alice Fictive"]


def test_people_to_call_are_found_by_those_who_keep_organisations() -> None:
    person = ContactPersonFactory.create(name="Régis Inventé")
    assert titles(member_of(TourFactory.create()), "regis") == {"contact-persons": ["Régis Inventé"]}
    assert titles(member_of(TourFactory.create(), Role.READER), "regis") == {}
    assert person.organisation.name not in str(titles(UserFactory.create(), "regis"))


def test_a_speaker_leads_to_the_stop_of_their_latest_session() -> None:
    session = SessionFactory.create()
    speaker = SpeakerFactory.create(name="Paule Fictive")
    session.speakings.create(speaker=speaker, role="speaker")
    (group,) = search(member_of(session.stop.tour), "paule")
    assert [one.url for one in group.found] == [
        reverse("planning_stop", args=[session.stop.tour.slug, session.stop.slug])
    ]


def test_a_questionnaire_is_found_by_its_title() -> None:
    questionnaire = QuestionnaireFactory.create(title_fr="Après l’étape")
    assert titles(member_of(questionnaire.tour), "apres etape") == {"questionnaires": ["Après l’étape"]}


def test_more_than_is_shown_is_said_and_costs_no_further_query() -> None:
    tour = TourFactory.create()
    user = member_of(tour)
    StopFactory.create(tour=tour, place="Ville 0")
    search(user, "ville")
    with CaptureQueriesContext(connection) as one:
        search(user, "ville")
    for number in range(1, SHOWN + 3):
        StopFactory.create(tour=tour, place=f"Ville {number}")
    with CaptureQueriesContext(connection) as many:
        (group,) = search(user, "ville")
    assert (len(group.found), group.more) == (SHOWN, True)
    assert len(many) == len(one)


@pytest.mark.parametrize("text", ["", "   ", "—", "%", "\0", "'; drop table"])
def test_what_cannot_be_looked_for_is_answered_with_a_page(client: Client, text: str) -> None:
    client.force_login(UserFactory.create())
    assert client.get(reverse("search"), {"q": text}).status_code == 200


def test_the_page_keeps_what_was_typed_and_says_when_nothing_was_found(client: Client) -> None:
    client.force_login(UserFactory.create())
    page = client.get(reverse("search"), {"q": "introuvable"}).content.decode()
    assert 'value="introuvable"' in page
    assert 'class="empty"' in page


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("search"), {"q": "x"}).status_code == 302
