"""A page that shows an organisation does not keep showing what it was."""

from collections.abc import Callable

import pytest

from events.models import Organisation, Partnership, Stop, Tour
from events.organisations.operations import edit_contact_person, edit_organisation
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    SpeakerFactory,
    SpeakingFactory,
    StopFactory,
    TourFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory()


def beside_a_tour(organisation: Organisation) -> Tour:
    return PartnershipFactory(organisation=organisation, tour=TourFactory(published=True), stop=None).tour


def at_a_stop(organisation: Organisation) -> Tour:
    stop = StopFactory(published=True)
    PartnershipFactory(organisation=organisation, stop=stop, tour=None, role=Partnership.Role.CO_HOST)
    return stop.tour


def beside_a_speaker(organisation: Organisation) -> Tour:
    session = SessionFactory(stop=StopFactory(published=True))
    SpeakingFactory(session=session, speaker=SpeakerFactory(organisation=organisation))
    return session.stop.tour


def version_of(tour: Tour) -> int:
    return Tour.objects.values_list("public_version", flat=True).get(pk=tour.pk)


@pytest.mark.parametrize("shown", [beside_a_tour, at_a_stop, beside_a_speaker])
def test_a_new_name_renews_the_pages_that_say_it(
    organisation: Organisation, shown: Callable[[Organisation], Tour]
) -> None:
    tour, elsewhere = shown(organisation), TourFactory(published=True)
    before, untouched = version_of(tour), version_of(elsewhere)

    edit_organisation(organisation, {"name_fr": "Un autre nom"}, expected_version=None, actor=None)

    assert version_of(tour) > before
    assert version_of(elsewhere) == untouched


def test_a_new_number_of_the_public_contact_renews_the_stops_page() -> None:
    person = ContactPersonFactory()
    stop = StopFactory(published=True)
    Stop.objects.filter(pk=stop.pk).update(contact=person)
    before = version_of(stop.tour)

    edit_contact_person(person, {"phone": "+33 1 00 00 00 00"}, expected_version=None, actor=None)

    assert version_of(stop.tour) > before


def test_saving_what_is_there_renews_nothing(organisation: Organisation) -> None:
    tour = at_a_stop(organisation)
    before = version_of(tour)

    edit_organisation(organisation, {"name_fr": organisation.name_fr}, expected_version=None, actor=None)

    assert version_of(tour) == before
