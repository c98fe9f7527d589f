"""How often a firm is solicited, over everything that is sent."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from registrations.inviting import cap
from registrations.inviting.firms import firm_key
from registrations.models import Solicitation

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2031, 2, 3, 9, tzinfo=datetime.UTC)


def solicited(firm: str, times: int, *, days_ago: int = 1) -> None:
    cap.note([("ada@example.net", firm)] * times, "test", NOW - datetime.timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("address", "company_id", "name", "key"),
    [
        ("ada@atelier-ada.fr", 7, "Atelier Ada", "company:7"),
        ("ada@atelier-ada.fr", None, "Atelier Éclair ", "name:atelier eclair"),
        ("ada@atelier-ada.fr", None, "", "domain:atelier-ada.fr"),
        ("ada@gmail.com", None, "", ""),
        ("ada@ymail.com", None, "", ""),
        ("ada@example.org", None, "", ""),
        ("ada@shop.example.com", None, "", ""),
        ("ada@myexample.com", None, "", "domain:myexample.com"),
    ],
)
def test_a_firm_is_known_by_its_number_its_name_or_its_own_domain(
    address: str, company_id: int | None, name: str, key: str
) -> None:
    assert firm_key(address, company_id=company_id, company_name=name) == key


def test_a_firm_is_written_to_four_times_in_thirty_days_whoever_is_written_to() -> None:
    solicited("name:atelier", 3)
    solicited("name:atelier", 9, days_ago=31)

    free = cap.allowed([("one@x.fr", "name:atelier"), ("two@x.fr", "name:atelier"), ("you@y.fr", "name:other")], NOW)

    assert free == {"one@x.fr", "you@y.fr"}


def test_somebody_without_a_firm_counts_by_their_address(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    cap.note([("ada@gmail.com", "")], "test", NOW)

    assert cap.allowed([("ada@gmail.com", ""), ("bob@gmail.com", "")], NOW) == {"bob@gmail.com"}


def test_an_address_that_lists_know_by_three_names_of_a_firm_is_counted_once(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    solicited("company:7", 1)

    assert cap.allowed([("ada@example.net", "name:atelier"), ("bob@example.net", "name:atelier")], NOW) == {
        "bob@example.net"
    }


def test_what_another_sender_noted_after_the_clock_was_read_counts(settings: Settings) -> None:
    settings.SOLICITATIONS_A_MONTH = 1
    solicited("name:atelier", 1)

    assert cap.allowed([("bob@example.net", "name:atelier")], NOW - datetime.timedelta(days=1, seconds=1)) == set()


def test_what_is_kept_says_nothing_by_itself_and_goes_after_a_year() -> None:
    cap.note([("ada@atelier.fr", "name:atelier")], "invitation", NOW)

    row = Solicitation.objects.get()
    assert "atelier" not in f"{row.address_hash}{row.firm_hash}"
    assert cap.forget_due(NOW + datetime.timedelta(days=366)) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_it_asks_as_often_for_one_as_for_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        cap.allowed([(f"{n}@x.fr", f"name:{n}") for n in range(count)], NOW)
