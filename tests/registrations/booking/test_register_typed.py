"""What people and programs type into the form: wrong, too much, hostile, in any script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from registrations.models import (
    Person,
    Registration,
)
from tests.events.factories import SessionFactory
from tests.events.planning.pages import controls, error_beside, text_of
from tests.registrations.booking.party import HOSTILE, form_of, mine, typed
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"firm_name": ""}, "firm_name"),
        ({"firm_headcount": "8"}, "firm_headcount"),
        ({"access_code": "SESAME"}, "access_code"),
        ({"firm_number": "123 456 789"}, "firm_number"),
        ({"firm_number": "12"}, "firm_number"),
        ({"firm_trade": "piracy"}, "firm_trade"),
        ({"contact_name": ""}, "contact_name"),
        ({"contact_email": "ana@example.org\nBcc: all@example.org"}, "contact_email"),
        ({"contact_email": "a" * 250 + "@example.org"}, "contact_email"),
        ({"party": "army"}, "party"),
        ({"party": "organisation"}, "organisation_name"),
        ({"coming": None}, "coming"),
        ({"sessions": []}, "sessions"),
        ({"sessions": ["999999"]}, "sessions"),
        ({"sessions": ["x"]}, "sessions"),
        ({"person_1_email": "bo@example.org"}, "person_1_name"),
        ({"person_1_name": "Bo", "person_1_email": "ANA@example.org"}, "person_1_email"),
        ({"contact_name": "Ana\x00"}, "contact_name"),
        ({"needs": "x" * 301}, "needs"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: Client, session: Any, changed: dict[str, Any], field: str
) -> None:
    response = client.post(form_of(session.stop), typed(session, contact_phone="03 00 00 00 00", **changed))

    assert response.status_code == 422
    assert error_beside(field) in text_of(response)
    assert controls(response)["contact_phone"] == ["03 00 00 00 00"]
    assert not Registration.objects.exists()


def test_all_that_is_wrong_is_said_at_once(client: Client, session: Any) -> None:
    response = client.post(form_of(session.stop), {"party": "firm", "coming": "on"})

    wrong = ("firm_name", "firm_town", "firm_headcount", "firm_trade", "contact_name", "contact_email")
    assert all(error_beside(field) in text_of(response) for field in wrong)


def test_one_more_line_keeps_everything_and_judges_nothing(client: Client, session: Any) -> None:
    asked = client.post(form_of(session.stop), typed(session, more="1", contact_email="ana@", person_1_name="Bo"))

    form = controls(asked)
    assert asked.status_code == 200
    assert (form["contact_email"], form["person_1_name"], form["person_2_name"]) == (["ana@"], ["Bo"], [""])
    assert (form["sessions"], form["firm_trade"], form["party"]) == ([str(session.pk)], ["metal"], ["firm"])
    assert form["coming"] == ["on"]
    assert "errors" not in text_of(asked)
    assert not Registration.objects.exists()


def test_a_box_unticked_stays_unticked_with_one_more_line(client: Client, session: Any) -> None:
    asked = client.post(form_of(session.stop), typed(session, more="1", coming=None))

    assert "coming" not in controls(asked)


def test_thirty_people_are_too_many_and_none_of_them_is_lost(client: Client, stop: Any) -> None:
    session = SessionFactory(stop=stop, capacity=None)
    people = {f"person_{number}_name": f"Personne {number}" for number in range(1, 31)}

    response = client.post(form_of(stop), typed(session, **people))

    assert error_beside("coming") in text_of(response)
    assert controls(response)["person_30_name"] == ["Personne 30"]
    assert not Registration.objects.exists()


def test_a_program_that_fills_in_every_field_is_stopped(client: Client, session: Any) -> None:
    response = client.post(form_of(session.stop), typed(session, website="https://example.org"))

    assert response.status_code == 422
    assert 'class="trap shown"' in text_of(response)
    assert not Registration.objects.exists()


def test_markup_in_names_is_text_everywhere(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, contact_name=HOSTILE, firm_name=HOSTILE))

    assert HOSTILE not in client.get(mine(Registration.objects.get())).content.decode()
    assert HOSTILE not in OutboxMessage.objects.get().html
    assert Person.objects.get().name == HOSTILE


def test_a_name_pasted_on_two_lines_is_one_line(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, contact_name="Ana\r\nExemple\u202e\t!"))

    assert Person.objects.get().name == "Ana Exemple !"
    assert OutboxMessage.objects.get().to_name == "Ana Exemple !"


@pytest.mark.parametrize("name", ["=1+1", "王小明 علي", "Zoë 🎉 O’Neil", "<b>Ana</b> & Cie"])
def test_a_name_in_any_script_is_kept_and_shown_as_it_was_typed(client: Client, session: Any, name: str) -> None:
    client.post(form_of(session.stop), typed(session, contact_name=name))

    assert Person.objects.get().name == name
    assert OutboxMessage.objects.get().to_name == name


def test_two_hundred_people_are_too_many_and_the_page_still_answers(client: Client, session: Any) -> None:
    people = {f"person_{number}_name": f"Personne {number}" for number in range(1, 201)}

    response = client.post(form_of(session.stop), typed(session, **people))

    assert response.status_code == 422
    assert error_beside("coming") in text_of(response)
