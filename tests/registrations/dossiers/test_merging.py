"""Two records become one firm with nothing lost, and two again."""

import datetime

import pytest

from registrations.dossiers.announcements import companies_merged
from registrations.dossiers.comparing import newest_of
from registrations.dossiers.duplicates import alike_to
from registrations.dossiers.operations import DossierError, merge, separate
from registrations.dossiers.queries import firm_at
from registrations.models import Company, CompanyIdentifier, Contact, Person, Registration
from tests.events.factories import StopFactory
from tests.registrations.factories import (
    CompanyFactFactory,
    CompanyFactory,
    ContactFactory,
    PersonFactory,
    RegistrationFactory,
)
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two firms, each with a registration, a person, a fact, a number and a contact."""
    stop = StopFactory(published=True)
    firms = [CompanyFactory(name="Ateliers Nord"), CompanyFactory(name="Ateliers Nord SARL")]
    for place, firm in enumerate(firms):
        RegistrationFactory(stop=stop, party="firm", company=firm, contact=PersonFactory(company=firm))
        CompanyFactFactory(company=firm)
        CompanyIdentifier.objects.create(company=firm, scheme="siren", value=f"73282932{place}")
        ContactFactory(company=firm)
    return firms


def of(firm):
    return [
        model.objects.filter(company=firm).count() for model in (Registration, Person, CompanyIdentifier, Contact)
    ] + [firm.facts.count()]


def test_everything_moves_and_nothing_is_lost(two):
    kept, gone = two
    before = [a + b for a, b in zip(of(kept), of(gone), strict=True)]

    merge(kept, gone, actor=None)

    assert of(kept) == before
    assert of(gone) == [0] * len(before)
    assert Company.objects.get(pk=gone.pk).name == "Ateliers Nord SARL"
    assert HistoryEntry.objects.filter(action="company.merge").count() == 1


def test_the_address_of_the_one_that_went_leads_on(two):
    kept, gone = two
    merge(kept, gone, actor=None)
    assert firm_at(gone.public_id) == kept


def test_joined_to_one_that_is_joined_on_leads_on_in_one_step(two):
    kept, gone = two
    third = CompanyFactory()
    merge(kept, gone, actor=None)
    merge(third, kept, actor=None)
    assert firm_at(gone.public_id) == third


def test_parted_again_each_has_what_it_had(two):
    kept, gone = two
    before = (of(kept), of(gone))

    separate(merge(kept, gone, actor=None), actor=None)

    assert (of(kept), of(gone)) == before
    assert firm_at(gone.public_id) == gone
    assert alike_to(gone) == []


def test_what_came_since_stays(two):
    kept, gone = two
    done = merge(kept, gone, actor=None)
    since = RegistrationFactory(stop=StopFactory(published=True), party="firm", company=kept)

    separate(done, actor=None)

    since.refresh_from_db()
    assert since.company == kept


def test_a_firm_is_not_joined_to_itself(two):
    with pytest.raises(DossierError):
        merge(two[0], two[0], actor=None)


def test_one_that_was_joined_is_not_joined_again(two):
    merge(*two, actor=None)
    with pytest.raises(DossierError):
        merge(*two, actor=None)


def test_two_that_were_parted_are_not_parted_again(two):
    done = merge(*two, actor=None)
    separate(done, actor=None)
    with pytest.raises(DossierError):
        separate(done, actor=None)


def test_a_subscriber_that_refuses_leaves_all_as_it_was(two, monkeypatch):
    def refuse(_event):
        raise DossierError("no", code="no")

    kept, gone = two
    before = of(kept)
    monkeypatch.setattr(companies_merged, "_subscribers", [("test", refuse)])
    with pytest.raises(DossierError):
        merge(kept, gone, actor=None)
    assert of(kept) == before


def test_whose_words_are_kept_is_chosen_and_parting_gives_the_former_back(two):
    kept, gone = two
    Company.objects.filter(pk=gone.pk).update(town_name="Amiens")
    kept.facts.update(headcount_from=8, headcount_to=8, on=datetime.date(2030, 1, 1))
    gone.facts.update(headcount_from=50, headcount_to=50, on=datetime.date(2031, 1, 1))

    done = merge(kept, gone, actor=None, keeping={"name": "other", "town": "other", "headcount": "this"})

    kept.refresh_from_db()
    assert (kept.name, kept.town_name) == ("Ateliers Nord SARL", "Amiens")
    assert kept.facts.first().headcount_from == 8
    assert kept.facts.count() == 3, "what was known before stays known"
    entry = HistoryEntry.objects.get(action="company.merge")
    assert entry.changes["name"] == ["Ateliers Nord", "Ateliers Nord SARL"]

    separate(done, actor=None)

    kept.refresh_from_db()
    assert (kept.name, kept.town_name, kept.facts.count()) == ("Ateliers Nord", "Albert", 1)


def test_what_one_alone_says_is_kept_and_the_newest_known_is_proposed(two):
    kept, gone = two
    Company.objects.filter(pk=kept.pk).update(town_name="")
    kept.facts.update(headcount_from=9, headcount_to=9, on=datetime.date(2031, 5, 1))
    kept.refresh_from_db()

    assert newest_of(kept, gone) == {"name": "other", "headcount": "this"}
    merge(kept, gone, actor=None)

    kept.refresh_from_db()
    assert (kept.name, kept.town_name) == ("Ateliers Nord", "Albert")
