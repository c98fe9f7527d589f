"""Somebody is forgotten, and every count stays right."""

import datetime
import json

import pytest
from django.urls import reverse

from events.models import Role
from registrations.attendance.queries import presence_figures
from registrations.desk.operations import Noted, check_in
from registrations.models import Contact, Person
from registrations.privacy.announcements import PersonErased, person_erased
from registrations.privacy.operations import PrivacyError, erase_person
from registrations.privacy.queries import everything_about, find_people
from tests.events.factories import MembershipFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, ConsentFactory, ContactFactory, PersonFactory
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def came():
    """Somebody who came to a stop that is over."""
    attendee = AttendeeFactory(registration__stop=StopFactory(held=True))
    check_in(attendee, Noted())
    return attendee


def test_nothing_that_names_them_is_left_and_counts_stay(came):
    name, email = came.person.name, came.person.email
    before = presence_figures(came.stop)

    erase_person(came.person, actor=None)

    person = Person.objects.get(pk=came.person.pk)
    assert (person.name, person.email, person.search_key) == ("", "", "")
    assert presence_figures(came.stop) == before
    kept = json.dumps([*HistoryEntry.objects.values("label", "changes")], default=str)
    assert name not in kept
    assert email not in kept


def test_contact_lists_forget_the_address_too(came):
    ContactFactory(email=came.person.email, email_key=came.person.email)
    somebody_else = ContactFactory()

    erase_person(came.person, actor=None)

    assert list(Contact.objects.all()) == [somebody_else]


def test_floors_above_are_told_which_addresses_and_attendances(came, monkeypatch):
    told: list[PersonErased] = []
    monkeypatch.setattr(person_erased, "_subscribers", [("test", told.append)])

    erase_person(came.person, actor=None)

    assert told[0].attendee_ids == {came.pk}
    assert told[0].email_keys == {came.email_key}


def test_somebody_who_is_expected_cancels_first():
    attendee = AttendeeFactory()

    with pytest.raises(PrivacyError) as refused:
        erase_person(attendee.person, actor=None)

    assert refused.value.code == "still_registered"
    assert Person.objects.get(pk=attendee.person.pk).name


def test_erasing_twice_is_erasing_once(came):
    erase_person(came.person, actor=None)
    version = erase_person(came.person, actor=None).version

    assert version == came.person.version + 1


def test_an_export_holds_what_is_known(came):
    ConsentFactory(person=came.person, words="J’accepte d’être rappelé.")

    held = json.dumps(everything_about(came.person), default=str, ensure_ascii=False)

    assert came.person.email in held
    assert came.code in held
    assert "J’accepte d’être rappelé." in held


def test_a_manager_finds_people_of_her_tours_only(came):
    elsewhere = AttendeeFactory(person=PersonFactory(name=came.person.name))
    manager = MembershipFactory(tour=came.stop.tour, role=Role.MANAGER).user

    assert find_people(manager, came.person.name) == [came.person]
    assert len(find_people(UserFactory(is_administrator=True), elsewhere.person.name)) == 2


def test_two_letters_find_nobody(came):
    assert find_people(UserFactory(is_administrator=True), "Pe") == []


class TestPages:
    @pytest.fixture
    def manager(self, client, came):
        user = MembershipFactory(tour=came.stop.tour, role=Role.MANAGER).user
        client.force_login(user)
        return user

    def test_somebody_is_found_and_forgotten(self, client, manager, came):
        page = client.get(reverse("personal_data"), {"q": came.person.email})
        assert came.person.name in page.text

        client.post(reverse("person_erase", args=[came.person.public_id]))

        assert Person.objects.get(pk=came.person.pk).erased_at.date() == datetime.datetime.now(datetime.UTC).date()
        assert find_people(manager, came.person.name) == []

    def test_nobody_found_is_said(self, client, manager):
        page = client.get("/en/workspace/personal-data/", {"q": "inconnue"})

        assert "Nobody found" in page.text

    def test_what_is_held_is_given_as_a_file(self, client, manager, came):
        answer = client.post(reverse("person_export", args=[came.person.public_id]))

        assert "attachment" in answer["Content-Disposition"]
        assert answer.json()["held"][0]["values"]["email"] == came.person.email

    def test_a_manager_of_another_tour_may_not(self, client, came):
        client.force_login(MembershipFactory(role=Role.MANAGER).user)

        assert client.post(reverse("person_erase", args=[came.person.public_id])).status_code == 403
