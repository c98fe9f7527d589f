"""The public form, as a firm's owner fills it in: once, on a telephone, with what people really type."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, walk_in
from registrations.models import (
    AccessCode,
    Attendee,
    Company,
    Consent,
    Person,
    PrivacyNotice,
    Registration,
    Relay,
    Seat,
    Terms,
)
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory
from tests.events.planning.pages import controls, text_of
from tests.registrations.booking.party import form_of, mine, registered, typed
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def stop() -> Any:
    return StopFactory(published=True)


@pytest.fixture
def session(stop: Any) -> Any:
    return SessionFactory(stop=stop, capacity=30)


def beside(field: str) -> str:
    return f'id="id_{field}_error"'


@pytest.mark.parametrize(("language", "said"), [("fr", "Albert"), ("en", "Register for Albert")])
def test_the_form_speaks_the_language_of_the_page(client: Client, session: Any, language: str, said: str) -> None:
    address = form_of(session.stop) if language == "fr" else "/en" + form_of(session.stop)

    response = client.get(address)

    assert_house_page(response, language=language)
    assert said in text_of(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_firm_registers_its_owner_and_reads_whom_we_wrote_to(client: Client, session: Any) -> None:
    response = client.post("/en" + form_of(session.stop), typed(session), follow=True)

    registration = Registration.objects.get()
    assert_house_page(response, language="en")
    assert "We have written to ana@example.org." in text_of(response)
    assert (registration.company.name, registration.language) == ("Atelier fictif", "en")
    assert [fact.kind for fact in registration.company.facts.order_by("kind")] == ["activity", "headcount"]
    assert Seat.objects.get().state == Seat.State.CONFIRMED
    assert "Ana Exemple" in text_of(client.get(mine(registration)))


def test_somebody_who_registers_in_english_is_written_to_in_english(client: Client, session: Any) -> None:
    client.post("/en" + form_of(session.stop), typed(session))

    assert Registration.objects.get().language == "en"


def test_colleagues_come_to_the_same_sessions_unless_something_else_is_ticked(client: Client, stop: Any) -> None:
    morning, evening = SessionFactory(stop=stop), SessionFactory(stop=stop)
    people = {
        "person_1_name": "Bo", "person_1_email": "bo@example.org", "person_2_name": "Cy",
        "person_2_sessions": [str(evening.pk)], "person_2_needs": "fauteuil", "person_3_name": " ",
    }  # fmt: skip

    client.post(form_of(stop), typed(morning, **people))

    chosen = {
        attendee.person.name: {seat.session_id for seat in attendee.seats.all()} for attendee in Attendee.objects.all()
    }
    assert chosen == {"Ana Exemple": {morning.pk}, "Bo": {morning.pk}, "Cy": {evening.pk}}
    assert Attendee.objects.get(person__name="Cy").needs == "fauteuil"


def test_the_contact_need_not_come(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, coming=None, person_1_name="Bo"))

    assert [attendee.person.name for attendee in Attendee.objects.all()] == ["Bo"]
    assert Registration.objects.get().contact.name == "Ana Exemple"


def test_another_organisation_and_a_person_from_neither_need_no_firm(client: Client, session: Any) -> None:
    nothing = dict.fromkeys(("firm_name", "firm_town", "firm_headcount", "firm_trade"))
    client.post(form_of(session.stop), typed(session, **nothing, party="organisation", organisation_name="Mairie"))
    somebody = {"party": "person", "kind": "student", "contact_email": "bo@example.org"}
    client.post(form_of(session.stop), typed(session, **nothing, **somebody))

    first, second = Registration.objects.order_by("pk")
    assert (first.organisation_name, first.company) == ("Mairie", None)
    assert (second.party, second.contact.kind) == ("person", Person.Kind.STUDENT)
    assert not Company.objects.exists()


def test_what_was_typed_for_a_party_not_chosen_is_ignored(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, party="person", firm_headcount="beaucoup", firm_number="12"))

    assert Registration.objects.get().party == "person"


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
    assert beside(field) in text_of(response)
    assert controls(response)["contact_phone"] == ["03 00 00 00 00"]
    assert not Registration.objects.exists()


def test_all_that_is_wrong_is_said_at_once(client: Client, session: Any) -> None:
    response = client.post(form_of(session.stop), {"party": "firm", "coming": "on"})

    wrong = ("firm_name", "firm_town", "firm_headcount", "firm_trade", "contact_name", "contact_email")
    assert all(beside(field) in text_of(response) for field in wrong)


@pytest.mark.parametrize("number", ["732 829 320", "732 829 320 00074", "73282932000074", " 732.829.320 "])
def test_a_number_is_taken_with_the_spaces_it_was_pasted_with(client: Client, session: Any, number: str) -> None:
    client.post(form_of(session.stop), typed(session, firm_number=number))

    assert Company.objects.get().identifiers.filter(scheme="siren", value="732829320").exists()


def test_a_firm_known_by_its_number_is_the_same_firm(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, firm_number="73282932000074"))
    client.post(form_of(session.stop), typed(session, firm_number="732829320", contact_email="bo@example.org"))

    assert Company.objects.count() == 1
    assert Registration.objects.count() == 2


def test_whoever_types_the_number_of_a_firm_reads_only_what_they_typed(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, firm_name="Fonderie secrète", firm_number="732829320"))
    other = typed(session, firm_name="Atelier Bo", firm_number="732829320", contact_email="bo@example.org")

    client.post(form_of(session.stop), other)

    theirs = Registration.objects.get(contact__email="bo@example.org")
    page, adding = client.get(mine(theirs)), client.get(mine(theirs, "add"))
    assert theirs.company.name == "Fonderie secrète"  # the same firm, for whoever counts firms
    assert "Atelier Bo" in text_of(page)
    assert "Atelier Bo" in text_of(adding)
    letter = OutboxMessage.objects.get(to_address="bo@example.org")
    entries = [bytes(part.content).decode() for part in letter.parts.all()]
    told = [text_of(page), text_of(adding), letter.text, letter.html, *entries]
    assert not any("Fonderie" in one for one in told)


def test_a_colleague_of_a_firm_belongs_to_no_other_organisation(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session))

    client.post(mine(Registration.objects.get(), "add"), {"name": "Bo", "sessions": [session.pk]})

    assert set(Person.objects.values_list("organisation_name", flat=True)) == {""}


def test_a_british_firm_gives_its_company_number(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, firm_number="sc 123456"))

    assert Company.objects.get().identifiers.get().value == "SC123456"


def test_the_form_sent_twice_is_one_registration(client: Client, session: Any) -> None:
    form = typed(session)
    first, second = client.post(form_of(session.stop), form), client.post(form_of(session.stop), form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Registration.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_a_form_that_lost_its_mark_is_taken_all_the_same(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, submission=None))

    assert Registration.objects.exists()


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

    assert beside("coming") in text_of(response)
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


def test_a_full_session_says_so_before_and_gives_a_place_in_line(client: Client, stop: Any) -> None:
    session = SessionFactory(stop=stop, capacity=1)
    registered(session, email="first@example.org")

    form = client.get(form_of(stop))
    client.post(form_of(stop), typed(session))
    after = client.get(mine(Registration.objects.last()))

    assert "liste d’attente" in text_of(form) or "waiting list" in text_of(form)
    assert Seat.objects.filter(state=Seat.State.WAITLISTED).count() == 1
    assert "notice-warning" in text_of(after)


def test_nobody_waits_without_having_read_so(client: Client, stop: Any) -> None:
    session = SessionFactory(stop=stop, capacity=1)

    asked = client.post(form_of(stop), typed(session, person_1_name="Bo"))
    assert asked.status_code == 422
    assert beside("all_or_none") in text_of(asked)
    again = client.post(form_of(stop), controls(asked))

    assert again.status_code == 302
    assert set(Seat.objects.values_list("state", flat=True)) == {"waitlisted"}


@pytest.mark.parametrize(("choice", "states"), [("free", {"confirmed", "waitlisted"}), ("all", {"waitlisted"})])
def test_with_one_session_full_one_chooses_what_is_free_or_all_or_nothing(
    client: Client, stop: Any, choice: str, states: set[str]
) -> None:
    small = SessionFactory(stop=stop, capacity=1)
    large = SessionFactory(stop=stop, capacity=9, starts_at=small.ends_at)
    registered(small, email="first@example.org")

    asked = client.post(form_of(stop), typed(small, large))
    client.post(form_of(stop), {**controls(asked), "all_or_none": choice})

    mine = Registration.objects.get(contact__email="ana@example.org")
    assert set(Seat.objects.filter(attendee__registration=mine).values_list("state", flat=True)) == states


@pytest.mark.parametrize("again", [{}, {"contact_email": "ANA@example.org", "contact_name": "X"}])
def test_what_is_shown_does_not_tell_who_is_registered(client: Client, session: Any, again: dict[str, str]) -> None:
    first = client.post("/en" + form_of(session.stop), typed(session), follow=True)
    standing = Registration.objects.get()

    second = Client().post("/en" + form_of(session.stop), typed(session, **again), follow=True)

    assert second.redirect_chain == first.redirect_chain
    assert _words(second).casefold() == _words(first).casefold()
    assert Registration.objects.get() == standing
    letter = OutboxMessage.objects.last()
    assert "Ana Exemple" in letter.text
    assert mine(standing) in letter.text
    assert letter.subject == f"You are registered already: {session.stop}"
    assert letter.confidential


def _words(response: Any) -> str:
    """What one reads on the page."""
    return " ".join(re.sub(r"<[^>]*>", " ", text_of(response).partition("<main")[2]).split())


def test_a_colleague_named_again_is_told_to_nobody_but_the_mailbox_of_who_wrote(client: Client, session: Any) -> None:
    registered(session, email="bo@example.org")
    form = typed(session, person_1_name="Bo", person_1_email="bo@example.org")

    response = client.post("/en" + form_of(session.stop), form, follow=True)

    assert "We have written to ana@example.org." in text_of(response)
    assert Registration.objects.count() == 1
    letter = OutboxMessage.objects.last()
    assert (letter.to_address, letter.subject) == ("ana@example.org", f"Not registered yet: {session.stop}")
    assert "/r/" not in letter.text


def test_a_colleague_who_registers_themselves_reads_who_registered_them(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, person_1_name="Bo", person_1_email="bo@example.org"))

    client.post("/en" + form_of(session.stop), typed(session, contact_name="B.", contact_email="bo@example.org"))

    letter = OutboxMessage.objects.last()
    assert letter.to_address == "bo@example.org"
    assert "Ana Exemple registered you" in letter.text
    assert "/r/" not in letter.text  # the link is the contact’s


def test_one_address_is_not_flooded_with_what_it_knows(client: Client, session: Any) -> None:
    cache.clear()
    for _ in range(6):
        assert client.post(form_of(session.stop), typed(session)).status_code == 302

    assert OutboxMessage.objects.count() == 4  # the confirmation, and three


def test_two_sessions_at_the_same_time_are_confirmed_first_by_name(client: Client, stop: Any) -> None:
    one, other = SessionFactory(stop=stop), SessionFactory(stop=stop)
    later = SessionFactory(stop=stop, starts_at=one.ends_at)
    form = typed(one, later, person_1_name="Bo", person_1_sessions=[str(one.pk), str(other.pk)])

    asked = client.post("/en" + form_of(stop), form)
    again = controls(asked)
    confirmed = re.findall(r'name="overlaps" value="([^"]+)"', text_of(asked))

    assert asked.status_code == 422
    assert beside("overlaps") in text_of(asked)
    assert f"Bo: “{one.title_en}”" in text_of(asked)
    assert "Ana Exemple: “" not in text_of(asked)
    assert again["person_1_sessions"] == [str(one.pk), str(other.pk)]
    changed = client.post(form_of(stop), {**again, "sessions": [str(one.pk), str(other.pk)], "overlaps": confirmed})
    assert changed.status_code == 422  # what was confirmed was another choice
    assert client.post(form_of(stop), {**again, "overlaps": confirmed}).status_code == 302


def test_a_session_of_another_stop_cannot_be_chosen(client: Client, session: Any) -> None:
    foreign = SessionFactory(stop=StopFactory(published=True))

    response = client.post(form_of(session.stop), typed(foreign))

    assert beside("sessions") in text_of(response)


@pytest.mark.parametrize("kind", ["held", "cancelled"])
def test_a_stop_that_takes_nobody_says_why(client: Client, kind: str) -> None:
    stop = StopFactory(**{kind: True})
    session = SessionFactory(stop=stop)

    seen, sent = client.get(form_of(stop)), client.post(form_of(stop), typed(session))

    assert (seen.status_code, sent.status_code) == (200, 422)
    assert 'name="party"' not in text_of(seen)
    assert not Registration.objects.exists()


def test_a_stop_that_is_not_public_has_no_form(client: Client) -> None:
    assert client.get(form_of(StopFactory(confirmed=True))).status_code == 404


def test_consents_are_apart_and_unticked_and_keep_the_words_that_were_read(client: Client, session: Any) -> None:
    first = PartnershipFactory(stop=session.stop).organisation
    second = PartnershipFactory(stop=session.stop).organisation
    empty = controls(client.get(form_of(session.stop)))
    assert not {"questionnaire", "photographs", f"call_back_{first.pk}"} & empty.keys()

    asked = {f"call_back_{second.pk}": ["training", "project", "training"], "photographs": "on"}
    client.post("/en" + form_of(session.stop), typed(session, person_1_name="Bo", **asked))

    given = {(one.purpose, one.organisation): one.given for one in Consent.objects.all()}
    assert given == {
        ("call_back", first): False, ("call_back", second): True, ("questionnaire", None): False,
        ("photographs", None): True,
    }  # fmt: skip
    consent = Consent.objects.get(organisation=second)
    assert (
        consent.words == f"{second.name} may call me back about: an internship, a project, some training, a laboratory"
    )
    assert consent.subjects == ["training", "project"]
    quiet = {one.person.name: one.no_photographs for one in Attendee.objects.all()}
    assert quiet == {"Ana Exemple": False, "Bo": True}  # nobody agrees for somebody else


@pytest.mark.parametrize("forged", ["firing", "1"])
def test_a_subject_that_no_host_calls_back_about_is_refused(client: Client, session: Any, forged: str) -> None:
    host = PartnershipFactory(stop=session.stop).organisation

    response = client.post(form_of(session.stop), typed(session, **{f"call_back_{host.pk}": forged}))

    assert beside(f"call_back_{host.pk}") in text_of(response)


def test_a_forged_host_and_a_forged_mark_change_nothing(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, call_back_999999="project", submission="x'; --"))

    assert [one.purpose for one in Consent.objects.all()] == ["questionnaire", "photographs"]


@pytest.mark.parametrize("name", ["=1+1", "王小明 علي", "Zoë 🎉 O’Neil", "<b>Ana</b> & Cie"])
def test_a_name_in_any_script_is_kept_and_shown_as_it_was_typed(client: Client, session: Any, name: str) -> None:
    client.post(form_of(session.stop), typed(session, contact_name=name))

    assert Person.objects.get().name == name
    assert OutboxMessage.objects.get().to_name == name


def test_two_hundred_people_are_too_many_and_the_page_still_answers(client: Client, session: Any) -> None:
    people = {f"person_{number}_name": f"Personne {number}" for number in range(1, 201)}

    response = client.post(form_of(session.stop), typed(session, **people))

    assert response.status_code == 422
    assert beside("coming") in text_of(response)


@pytest.mark.parametrize(("size", "bounds"), [("1", (1, 1)), ("50-249", (50, 249)), ("250", (250, None))])
def test_a_headcount_is_kept_as_the_band_that_was_chosen(
    client: Client, session: Any, size: str, bounds: tuple[int, int | None]
) -> None:
    client.post(form_of(session.stop), typed(session, firm_headcount=size))

    fact = Company.objects.get().facts.get(kind="headcount")
    assert (fact.headcount_from, fact.headcount_to) == bounds


def test_a_code_opens_a_stop_for_those_who_have_one(client: Client, session: Any) -> None:
    Terms.objects.create(stop=session.stop, with_code_only=True)
    code = AccessCode.objects.create(stop=session.stop, code="Été 2031")

    without = client.post(form_of(session.stop), typed(session, contact_name=""))
    with_one = client.post(form_of(session.stop), typed(session, access_code=" ete 2031"))

    assert beside("access_code") in text_of(without)  # with all else that is wrong
    assert beside("contact_name") in text_of(without)
    assert with_one.status_code == 302
    assert Registration.objects.get().access_code == code


def test_a_code_is_asked_for_only_where_there_are_codes(client: Client, session: Any) -> None:
    assert "access_code" not in controls(client.get(form_of(session.stop)))

    AccessCode.objects.create(stop=session.stop, code="CCI")

    assert controls(client.get(form_of(session.stop) + "?code=cci"))["access_code"] == ["cci"]


def test_the_relay_whose_link_led_here_is_kept_through_the_form(client: Client, session: Any) -> None:
    relay = Relay.objects.create(stop=session.stop, organisation=PartnershipFactory(stop=session.stop).organisation)

    shown = controls(client.get(f"{form_of(session.stop)}?via={relay.code}"))
    client.post(form_of(session.stop), typed(session, via=shown["via"][0]))

    assert Registration.objects.get().relay == relay


def test_the_notice_says_who_answers_and_until_when(client: Client, session: Any) -> None:
    PrivacyNotice.objects.create(
        tour=session.stop.tour, controller="Fondation fictive", contact_email="dpo@example.org",
        keeps_until="2034-05-06",
    )  # fmt: skip

    shown = text_of(client.get("/en" + form_of(session.stop)))

    assert "Fondation fictive answers for it." in shown
    assert "6 May 2034" in shown.replace("\u00a0", " ")
    assert "dpo@example.org" in shown


def test_an_address_the_stop_had_leads_to_the_form(client: Client, session: Any) -> None:
    from events.models import FormerStopSlug

    stop = session.stop
    FormerStopSlug.objects.create(tour=stop.tour, stop=stop, slug="ancienne")

    response = client.get(reverse("register", args=[stop.tour.slug, "ancienne"]))

    assert (response.status_code, response.headers["Location"]) == (301, form_of(stop))


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_as_much_for_three_sessions_as_for_one(
    client: Client, stop: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        SessionFactory(stop=stop)
        PartnershipFactory(stop=stop)

    with django_assert_num_queries(7):  # the stop, terms, sessions, who waits, hosts, questions, codes, notice
        client.get(form_of(stop))


def test_the_mark_of_a_form_opens_nothing_to_somebody_else(client: Client, session: Any) -> None:
    """A check-in shows the mark of the walk-in it noted; sent with the public form it led to their own page."""
    fact = walk_in(session.stop, PersonRequest("Paul Passant", ""), Noted(nonce=uuid.uuid4()))

    response = client.post(form_of(session.stop), typed(session, submission=str(fact.nonce)))

    made = Registration.objects.get(origin=Registration.Origin.WEB)
    assert response.status_code == 302
    assert made.submission != fact.nonce


def test_the_mark_of_another_stop_s_form_opens_nothing(client: Client, session: Any) -> None:
    there = registered(SessionFactory(stop=StopFactory(published=True)), submission=uuid.uuid4())

    client.post(form_of(session.stop), typed(session, submission=str(there.submission)))

    assert Registration.objects.filter(stop=session.stop).count() == 1


def test_a_form_that_is_sent_again_with_its_address_corrected_is_not_lost(client: Client, session: Any) -> None:
    sent = typed(session, contact_email="ana@exmaple.org")

    client.post(form_of(session.stop), sent)
    client.post(form_of(session.stop), {**sent, "contact_email": "ana@example.org"})

    assert sorted(Person.objects.values_list("email", flat=True)) == ["ana@example.org", "ana@exmaple.org"]


def test_one_address_sends_so_many_registrations_an_hour(client: Client, session: Any, settings: Any) -> None:
    settings.REGISTRATIONS_AN_HOUR = 2
    cache.clear()
    sent = [typed(session, contact_email=f"ana{number}@example.org") for number in range(3)]

    answers = [client.post(form_of(session.stop), one).status_code for one in sent]
    elsewhere = client.post(form_of(session.stop), sent[2], REMOTE_ADDR="192.0.2.7")

    assert answers == [302, 302, 429]
    assert elsewhere.status_code == 302
    assert Registration.objects.count() == 3
