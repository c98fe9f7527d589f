from importlib import import_module

import pytest
from django.apps import apps

from registrations.models import Company, EveningPage, Person
from tests.events.factories import StopFactory
from tests.registrations.factories import CompanyFactory, PersonFactory
from tests.tournee.factories import UserFactory
from tournee.history.operations import record


@pytest.mark.django_db
def test_what_things_are_found_by_is_written_anew_in_every_script() -> None:
    person, latin = PersonFactory(name="محمد"), PersonFactory(name="Zoé Éclair")
    company = CompanyFactory(name="Ждан", town_name="")
    Person.objects.filter(pk=person.pk).update(search_key="")
    Company.objects.filter(pk=company.pk).update(search_key="")

    import_module("registrations.migrations.0005_search_in_every_script").find_in_every_script(apps, None)

    person.refresh_from_db()
    company.refresh_from_db()
    assert (person.search_key, company.search_key) == ("محمد", "ждан")
    assert Person.objects.get(pk=latin.pk).search_key == latin.search_key


@pytest.mark.django_db
def test_an_evening_page_waits_whose_asking_is_the_newest_that_history_knows() -> None:
    said = [("ask",), ("ask", "approve", "take_back"), ("approve", "take_back", "ask"), ()]
    pages = [EveningPage.objects.create(stop=StopFactory(held=True)) for _one in said]
    asking = UserFactory()
    for page, actions in zip(pages, said, strict=True):
        for action in actions:
            record(f"evening.{action}", page, actor=asking)

    import_module("registrations.migrations.0008_evening_page_asked").read_from_history(apps, None)

    kept = dict(EveningPage.objects.exclude(asked_at=None).values_list("pk", "asked_by"))
    assert kept == {pages[0].pk: asking.pk, pages[2].pk: asking.pk}
