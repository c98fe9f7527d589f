from importlib import import_module

import pytest
from django.apps import apps

from registrations.models import Company, Person
from tests.registrations.factories import CompanyFactory, PersonFactory


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
