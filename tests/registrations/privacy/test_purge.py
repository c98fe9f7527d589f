"""What is removed when its day has come, what stays, and what is reported."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import ContactPerson, Role, Speaker
from registrations.attendance.queries import presence_figures
from registrations.desk.operations import Noted, check_in
from registrations.models import Company, CompanyIdentifier, Contact, PrivacyNotice, PurgeReport, Registration
from registrations.privacy.operations import purge
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    StopFactory,
    TourFactory,
)
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactFactory,
    CompanyFactory,
    ContactFactory,
    PersonFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=4 * 365)


def a_tour(ends_on, keeps_until=None):
    tour = TourFactory(starts_on=ends_on - datetime.timedelta(days=90), ends_on=ends_on)
    if keeps_until:
        PrivacyNotice.objects.create(
            tour=tour, controller="Fondation inventée", contact_email="d@demo.example", keeps_until=keeps_until
        )
    return tour


def somebody_at(tour, person=None):
    """Somebody who came to a stop of the tour on its last day."""
    stop = StopFactory(tour=tour, held=True, starts_on=tour.ends_on, ends_on=tour.ends_on)
    given = {"person": person} if person else {}
    attendee = AttendeeFactory(registration__stop=stop, **given)
    check_in(attendee, Noted())
    return attendee


def test_whoever_is_past_the_tours_date_is_erased_and_counts_stay():
    tour = a_tour(TODAY - datetime.timedelta(days=40), keeps_until=TODAY - datetime.timedelta(days=1))
    attendee = somebody_at(tour)
    before = presence_figures(attendee.stop)

    report = purge()

    attendee.person.refresh_from_db()
    assert attendee.person.name == ""
    assert presence_figures(attendee.stop) == before
    assert report.removed["people"] == 2  # the contact of the registration too


def test_a_tour_without_a_date_keeps_people_three_years():
    kept = somebody_at(a_tour(TODAY - datetime.timedelta(days=2 * 365)))
    gone = somebody_at(a_tour(LONG_AGO))

    purge()

    kept.person.refresh_from_db()
    gone.person.refresh_from_db()
    assert (kept.person.erased_at, bool(gone.person.erased_at)) == (None, True)


def test_whoever_came_to_a_later_tour_too_is_kept_for_it():
    person = PersonFactory()
    somebody_at(a_tour(LONG_AGO), person)
    somebody_at(a_tour(TODAY - datetime.timedelta(days=30)), person)

    purge()

    person.refresh_from_db()
    assert person.erased_at is None


def test_somebody_expected_still_holds_nobody_else_up():
    tour = a_tour(TODAY - datetime.timedelta(days=40), keeps_until=TODAY - datetime.timedelta(days=1))
    stop = StopFactory(tour=tour, published=True, starts_on=TODAY + datetime.timedelta(days=5))
    expected, gone = AttendeeFactory(registration__stop=stop), somebody_at(tour)

    purge()

    expected.person.refresh_from_db()
    gone.person.refresh_from_db()
    assert (expected.person.erased_at, bool(gone.person.erased_at)) == (None, True)


def test_somebody_in_no_registration_is_nobodys_to_remove():
    person = PersonFactory()
    assert purge() is None
    person.refresh_from_db()
    assert person.erased_at is None


def test_needs_go_thirty_days_after_the_stop():
    lately, before = (somebody_at(a_tour(TODAY - datetime.timedelta(days=days))) for days in (29, 31))
    for attendee in (lately, before):
        type(attendee).objects.filter(pk=attendee.pk).update(needs="Une boucle magnétique")

    purge()

    lately.refresh_from_db()
    before.refresh_from_db()
    assert (lately.needs, before.needs) == ("Une boucle magnétique", "")


def test_old_addresses_go_unless_their_owner_came_since():
    came = somebody_at(a_tour(TODAY - datetime.timedelta(days=200)))
    type(came).objects.filter(pk=came.pk).update(email_key="venue@demo.example")
    then = timezone.now() - datetime.timedelta(days=4 * 365)
    kept, gone = (
        ContactFactory(email=email, email_key=email, contact_list__obtained_on=LONG_AGO, added_at=then)
        for email in ("venue@demo.example", "jamais@demo.example")
    )

    purge()

    assert list(Contact.objects.filter(pk__in=[kept.pk, gone.pk])) == [kept]


@pytest.mark.parametrize(("people", "name_stays"), [(1, False), (2, True)])
def test_a_firm_of_one_is_forgotten_and_a_larger_one_is_not(people, name_stays):
    firm = CompanyFactory()
    CompanyFactFactory(company=firm, headcount_from=people, headcount_to=people)
    CompanyIdentifier.objects.create(company=firm, scheme="siren", value="732829320")
    stop = somebody_at(a_tour(LONG_AGO)).stop
    RegistrationFactory(stop=stop, party="firm", company=firm, organisation_name="Ateliers d’une seule")

    purge()

    assert bool(Company.objects.get(pk=firm.pk).name) == name_stays
    assert bool(Registration.objects.get(company=firm).organisation_name) == name_stays
    assert CompanyIdentifier.objects.filter(company=firm).exists() == name_stays


def test_people_to_call_and_addresses_of_speakers_go_two_years_after():
    def partner(days):
        tour = a_tour(TODAY - datetime.timedelta(days=days))
        person = ContactPersonFactory()
        PartnershipFactory(stop=StopFactory(tour=tour), organisation=person.organisation).contact_persons.add(person)
        session = SessionFactory(stop=StopFactory(tour=tour))
        ends_at = timezone.now() - datetime.timedelta(days=days)
        type(session).objects.filter(pk=session.pk).update(starts_at=ends_at - datetime.timedelta(1), ends_at=ends_at)
        speaker = SpeakerFactory(email="orateur@demo.example")
        speaker.sessions.add(session)
        return person, speaker

    kept, gone = partner(700), partner(800)
    nowhere = ContactPersonFactory()

    report = purge()

    assert set(ContactPerson.objects.all()) == {kept[0], nowhere}
    assert list(Speaker.objects.exclude(email="")) == [kept[1]]
    assert report.removed == {"contact_persons": 1, "speakers": 1}
    assert gone[1].name


def test_nothing_due_leaves_no_report_and_twice_is_once():
    somebody_at(a_tour(LONG_AGO))
    purge()
    assert purge() is None
    assert PurgeReport.objects.count() == 1


def test_a_report_is_read_by_managers(client):
    tour = a_tour(LONG_AGO)
    somebody_at(tour)
    purge()
    client.force_login(MembershipFactory(tour=tour, role=Role.MANAGER).user)

    page = client.get("/en" + reverse("personal_data_removed"))

    assert "Names, addresses and telephones of people who registered" in page.text
    assert "(2)" in page.text
