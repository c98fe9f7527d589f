"""Firms in the workspace, and who is to be called back."""

import datetime

import pytest
from django.urls import reverse

from events.models import Role
from registrations.desk.operations import Noted, check_in
from registrations.dossiers.operations import merge
from registrations.models import Company, Consent
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory, StopFactory
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactFactory,
    CompanyFactory,
    ConsentFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop():
    return StopFactory(held=True)


@pytest.fixture
def firm(stop):
    firm = CompanyFactory(name="Ateliers Nord", town_name="Vernon")
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=stop, party="firm", company=firm))
    check_in(attendee, Noted())
    CompanyFactFactory(company=firm, headcount_from=10, headcount_to=49)
    return firm


@pytest.fixture
def editor(client, stop):
    user = MembershipFactory(tour=stop.tour, role=Role.EDITOR).user
    client.force_login(user)
    return user


def test_a_tours_firms_are_listed_once_with_who_came(client, editor, stop, firm):
    page = client.get("/en" + reverse("firms", args=[stop.tour.slug]))
    row = page.context["table"].page.object_list[0]
    assert (row.firm.stops, row.firm.registered, row.firm.came) == (1, 1, 1)
    assert row.size == "10 to 49 people"


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=nord", 1), ("q=verno", 1), ("q=sud", 0), ("size=small", 1), ("size=large", 0), ("size=unknown", 0),
     ("seen=came", 1), ("seen=several", 0), ("trade=nonsense", 1)],
)  # fmt: skip
@pytest.mark.usefixtures("editor")
def test_the_list_is_narrowed(client, firm, query, found):
    tour = firm.registrations.get().stop.tour
    page = client.get(f"{reverse('firms', args=[tour.slug])}?{query}")
    assert len(page.context["table"].page.object_list) == found


def test_as_many_queries_for_three_firms_as_for_one(client, editor, stop, firm, django_assert_num_queries):
    url = reverse("firms", args=[stop.tour.slug])
    client.get(url)
    with django_assert_num_queries(12) as asked:
        client.get(url)
    for _ in range(2):
        AttendeeFactory(registration=RegistrationFactory(stop=stop, party="firm", company=CompanyFactory()))
    with django_assert_num_queries(len(asked)):
        client.get(url)


def test_a_dossier_shows_stops_people_and_facts(client, editor, firm, stop):
    page = client.get("/en" + reverse("firm", args=[firm.public_id]))
    assert str(stop) in page.text
    assert "10 to 49 people" in page.text
    assert firm.registrations.get().attendees.get().person.name in page.text


def test_people_of_a_tour_one_does_not_edit_are_counted_and_not_named(client, editor, firm):
    elsewhere = AttendeeFactory(
        registration=RegistrationFactory(stop=StopFactory(published=True), party="firm", company=firm)
    )
    agreed = ConsentFactory(registration=elsewhere.registration, person=elsewhere.registration.contact, given=True)
    page = client.get(reverse("firm", args=[firm.public_id]))
    assert elsewhere.person.name not in page.text
    assert agreed.person.name not in page.text
    assert len(page.context["dossier"].appearances) == 2


def test_a_record_that_was_joined_leads_to_the_firm(client, editor, firm, stop):
    other = CompanyFactory()
    RegistrationFactory(stop=stop, party="firm", company=other)
    merge(firm, other, actor=None)
    assert client.get(reverse("firm", args=[other.public_id])).url == reverse("firm", args=[firm.public_id])


def test_two_are_joined_and_parted_on_the_pages(client, editor, firm, stop):
    other = CompanyFactory(name="Ateliers Nord SARL", town_name="Vernon")
    RegistrationFactory(stop=stop, party="firm", company=other)
    assert len(client.get(reverse("firms_alike", args=[stop.tour.slug])).context["pairs"]) == 1

    join = reverse("firm_join", args=[firm.public_id, other.public_id])
    seen = client.get(join).content.decode()
    assert 'name="name" value="other"' in seen
    assert 'name="town"' not in seen, "both say the same"
    client.post(join, {"name": "this"})
    assert Company.objects.get(pk=other.pk).merged_into == firm
    firm.refresh_from_db()
    assert firm.name == "Ateliers Nord"

    client.post(reverse("firm_part", args=[firm.merges.get().pk]))
    assert Company.objects.get(pk=other.pk).merged_into is None


def test_programs_say_what_of_the_other_is_taken(client, editor, firm, stop):
    other = CompanyFactory(name="Ateliers Nord SARL", town_name="Rouen")
    RegistrationFactory(stop=stop, party="firm", company=other)
    same = firm.facts.get()
    CompanyFactFactory(company=other, headcount_from=10, headcount_to=49, on=same.on + datetime.timedelta(days=1))

    body = {"other": str(other.public_id), "take": ["town"]}
    joined = client.post(f"/api/v1/companies/{firm.public_id}/join/", body, content_type="application/json")

    assert (joined.json()["name"], joined.json()["town_name"]) == ("Ateliers Nord", "Rouen")
    assert not firm.facts.filter(source="joining").exists(), "what both say alike is not stated anew"


def test_two_are_told_apart_on_the_page(client, editor, firm, stop):
    other = CompanyFactory(name="Ateliers Nord", town_name="Vernon")
    RegistrationFactory(stop=stop, party="firm", company=other)
    client.post(reverse("firm_different", args=[firm.public_id, other.public_id]), {"tour": stop.tour.slug})
    assert client.get(reverse("firms_alike", args=[stop.tour.slug])).context["pairs"] == []


def test_a_firm_of_another_tour_is_nobodys_here(client, editor):
    stranger = CompanyFactory()
    RegistrationFactory(stop=StopFactory(published=True), party="firm", company=stranger)
    assert client.get(reverse("firm", args=[stranger.public_id])).status_code == 403


class TestCallBacks:
    @pytest.fixture
    def host(self, stop):
        host = OrganisationFactory()
        PartnershipFactory(organisation=host, stop=stop, role="co_host")
        return host

    @pytest.fixture
    def agreed(self, firm, host):
        registration = firm.registrations.get()
        return ConsentFactory(
            registration=registration, person=registration.contact, organisation=host,
            purpose=Consent.Purpose.CALL_BACK, given=True, subjects=["internship", "laboratory"],
        )  # fmt: skip

    def page(self, client, host):
        return client.get("/en" + reverse("call_backs", args=[host.slug]))

    def test_a_co_host_reads_who_agreed_and_about_what(self, client, host, agreed):
        client.force_login(MembershipFactory(representative=True, organisation=host).user)
        page = self.page(client, host)
        assert agreed.person.email in page.text
        assert "an internship, a laboratory" in page.text

    def test_who_takes_it_back_is_gone(self, client, host, agreed):
        ConsentFactory(
            registration=agreed.registration, person=agreed.person, organisation=host,
            purpose=Consent.Purpose.CALL_BACK, given=False,
        )  # fmt: skip
        client.force_login(MembershipFactory(representative=True, organisation=host).user)
        assert "Nobody to call back yet" in self.page(client, host).text

    def test_another_co_host_reads_nothing(self, client, host, agreed, stop):
        other = OrganisationFactory()
        PartnershipFactory(organisation=other, stop=stop, role="co_host")
        client.force_login(MembershipFactory(representative=True, organisation=other).user)
        assert self.page(client, host).status_code == 403
        assert agreed.person.email not in self.page(client, other).text

    def test_a_stop_that_another_co_hosts_is_not_in_it(self, client, host, agreed):
        elsewhere = ConsentFactory(
            registration=RegistrationFactory(stop=StopFactory(published=True)), organisation=host,
            purpose=Consent.Purpose.CALL_BACK, given=True,
        )  # fmt: skip
        client.force_login(MembershipFactory(representative=True, organisation=host).user)
        assert elsewhere.person.name not in self.page(client, host).text

    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    def test_it_is_downloaded(self, client, host, agreed, suffix):
        client.force_login(MembershipFactory(representative=True, organisation=host).user)
        answer = client.get(reverse("call_backs_sheet", args=[host.slug, suffix]))
        assert answer.status_code == 200
        assert suffix == "xlsx" or agreed.person.email in answer.content.decode("utf-8-sig")

    def test_another_kind_of_file_is_not_there(self, client, host):
        client.force_login(MembershipFactory(representative=True, organisation=host).user)
        assert client.get(reverse("call_backs_sheet", args=[host.slug, "exe"])).status_code == 404
