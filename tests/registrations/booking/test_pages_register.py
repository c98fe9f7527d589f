"""The public form, as a firm's owner fills it in: once, on a telephone, with what people really type."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registrations.booking.errors import BookingError
from registrations.booking.request import ConsentRequest
from registrations.models import (
    Attendee,
    Company,
    Consent,
    Person,
    PrivacyNotice,
    Registration,
    Seat,
)
from tests.events.factories import PartnershipFactory
from tests.events.planning.pages import controls, error_beside, text_of
from tests.registrations.booking.party import form_of, mine, registered, typed
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.page]


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


def test_consents_are_apart_and_unticked_and_keep_the_words_that_were_read(client: Client, session: Any) -> None:
    first = PartnershipFactory(stop=session.stop).organisation
    second = PartnershipFactory(stop=session.stop).organisation
    empty = controls(client.get(form_of(session.stop)))
    assert not {"questionnaire", "photographs", f"call_back_{first.pk}"} & empty.keys()

    asked = {f"call_back_{second.pk}": ["training", "project", "training"], "photographs": "on"}
    asked |= {"call_phone": "+33 1 99 00 12 34"}
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


def test_whoever_agrees_to_be_called_back_gives_a_number_beside_it(client: Client, session: Any) -> None:
    host = PartnershipFactory(stop=session.stop).organisation
    agreed = typed(session, needs="Une rampe", **{f"call_back_{host.pk}": "project"})

    refused = client.post("/en" + form_of(session.stop), agreed)
    assert refused.status_code == 422
    assert error_beside("call_phone") in text_of(refused)
    assert "Give a telephone number, so that they can call you back" in text_of(refused)
    kept = controls(refused)
    assert kept[f"call_back_{host.pk}"] == ["project"]
    assert "Une rampe" in text_of(refused)
    assert not Registration.objects.exists()

    client.post(form_of(session.stop), {**agreed, "call_phone": "+33 1 99 00 12 34"})
    assert Person.objects.get().phone == "+33 1 99 00 12 34"


@pytest.mark.parametrize(
    ("mobile", "called_at", "kept"),
    [
        ("06 99 00 12 34", "", "06 99 00 12 34"),
        ("06 99 00 12 34", "+33 6 99 00 12 34", "06 99 00 12 34"),
        ("06 99 00 12 34", "01 99 00 00 01", None),
    ],
)
def test_the_mobile_given_above_is_enough_and_two_numbers_are_refused(
    client: Client, session: Any, mobile: str, called_at: str, kept: str | None
) -> None:
    host = PartnershipFactory(stop=session.stop).organisation
    numbers = {"contact_phone": mobile, "call_phone": called_at, f"call_back_{host.pk}": "project"}

    answer = client.post(form_of(session.stop), typed(session, **numbers))

    assert list(Person.objects.values_list("phone", flat=True)) == ([kept] if kept else [])
    if kept is None:
        assert error_beside("call_phone") in text_of(answer)
        assert controls(answer)["call_phone"] == [called_at]


def test_nobody_is_registered_to_be_called_back_without_a_number(session: Any) -> None:
    agreed = ConsentRequest(Consent.Purpose.CALL_BACK, given=True, words="x", subjects=("project",))

    with pytest.raises(BookingError) as refused:
        registered(session, consents=[agreed])

    assert (refused.value.code, refused.value.field) == ("phone_needed", "contact_phone")
    assert registered(session, consents=[agreed], contact_phone="01 99 00 00 01").contact.phone


def test_a_number_without_a_word_of_agreement_is_not_kept(client: Client, session: Any) -> None:
    PartnershipFactory(stop=session.stop)

    client.post(form_of(session.stop), typed(session, call_phone="01 99 00 00 01"))

    assert Person.objects.get().phone == ""
    assert not Consent.objects.get(purpose="call_back").given


@pytest.mark.parametrize("forged", ["firing", "1"])
def test_a_subject_that_no_host_calls_back_about_is_refused(client: Client, session: Any, forged: str) -> None:
    host = PartnershipFactory(stop=session.stop).organisation

    response = client.post(form_of(session.stop), typed(session, **{f"call_back_{host.pk}": forged}))

    assert error_beside(f"call_back_{host.pk}") in text_of(response)


@pytest.mark.parametrize(("size", "bounds"), [("1", (1, 1)), ("50-249", (50, 249)), ("250", (250, None))])
def test_a_headcount_is_kept_as_the_band_that_was_chosen(
    client: Client, session: Any, size: str, bounds: tuple[int, int | None]
) -> None:
    client.post(form_of(session.stop), typed(session, firm_headcount=size))

    fact = Company.objects.get().facts.get(kind="headcount")
    assert (fact.headcount_from, fact.headcount_to) == bounds


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
