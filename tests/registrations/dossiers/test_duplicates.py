"""Which records look like one firm, and why."""

import pytest

from events.models import Tour
from registrations.dossiers.duplicates import alike_to, likenesses
from registrations.dossiers.names import compared, domain_of
from registrations.dossiers.operations import tell_apart
from registrations.models import CompanyIdentifier
from tests.events.factories import StopFactory
from tests.registrations.factories import CompanyFactory, PersonFactory, RegistrationFactory


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ateliers Dubois SARL", "ATELIERS DUBOIS"),
        ("Éts Dubois & Cie", "Dubois S.A.S."),
        ("Harbour Tools Ltd", "Harbour Tools Limited"),
    ],
)
def test_legal_forms_accents_and_case_do_not_part_two_names(one, other):
    assert compared(one) == compared(other)


def test_a_name_of_nothing_but_such_words_stays_whole():
    assert compared("La Société") == "la societe"


@pytest.mark.parametrize(
    ("address", "domain"), [("a@ateliers.example", "ateliers.example"), ("a@Gmail.com", ""), ("a@yahoo.co.uk", "")]
)
def test_a_mailbox_that_many_share_tells_nothing(address, domain):
    assert domain_of(address) == domain


@pytest.mark.django_db
class TestLikenesses:
    @pytest.fixture
    def tour(self) -> Tour:
        return StopFactory(published=True).tour

    def firm(self, tour, name, *, town="Vernon", number="", email=""):
        firm = CompanyFactory(name=name, town_name=town)
        stop = tour.stops.first()
        RegistrationFactory(stop=stop, party="firm", company=firm, contact=PersonFactory(company=firm, email=email))
        if number:
            scheme = "siren" if len(number) == 9 else "siret"
            CompanyIdentifier.objects.create(company=firm, scheme=scheme, value=number)
        return firm

    def test_a_siret_belongs_to_its_siren(self, tour):
        one = self.firm(tour, "Ateliers Nord", number="732829320")
        two = self.firm(tour, "Autre nom", town="Albert", number="73282932000074")
        (pair,) = likenesses(tour)
        assert {pair.first, pair.second} == {one, two}
        assert str(pair.why)

    @pytest.mark.parametrize(("town", "alike"), [("VERNON", 1), ("", 1), ("Albert", 0)])
    def test_one_name_in_one_town(self, tour, town, alike):
        self.firm(tour, "Ateliers Nord SARL")
        self.firm(tour, "ateliers nord", town=town)
        assert len(likenesses(tour)) == alike

    def test_one_name_and_one_domain_of_mail_over_two_towns(self, tour):
        self.firm(tour, "Ateliers Nord", email="a@nord.example")
        self.firm(tour, "Ateliers Nord", town="Albert", email="b@nord.example")
        assert len(likenesses(tour)) == 1

    def test_what_people_said_to_be_two_is_proposed_no_more(self, tour):
        one, two = self.firm(tour, "Ateliers Nord"), self.firm(tour, "Ateliers Nord")
        tell_apart(two, one, actor=None)
        tell_apart(one, two, actor=None)
        assert likenesses(tour) == []

    def test_a_firm_of_another_tour_is_found_for_one(self, tour):
        one = self.firm(tour, "Ateliers Nord")
        two = self.firm(StopFactory(published=True).tour, "Ateliers Nord")
        assert likenesses(tour) == []
        assert [{pair.first, pair.second} for pair in alike_to(one)] == [{one, two}]

    def test_as_many_queries_for_ten_firms_as_for_two(self, tour, django_assert_num_queries):
        for number in range(10):
            self.firm(tour, f"Ateliers {number % 3}", email=f"a{number}@nord.example")
        with django_assert_num_queries(4):
            likenesses(tour)
