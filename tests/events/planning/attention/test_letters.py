"""Monday's letter: to whom, what, once."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import MondayLetter, Threshold, Tour
from events.planning.attention.letters.gathering import letters_of
from events.planning.attention.letters.writing import forget, write_letters
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    PartnershipFactory,
    StopFactory,
    TourFactory,
)
from tests.events.planning.pages import member, text_of
from tests.tournee.factories import UserFactory
from tests.tournee.mail.conftest import mail_server  # noqa: F401  a fixture
from tests.tournee.mail.mail_server import MailServer
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage
from tournee.mail.sending import send_due

pytestmark = pytest.mark.django_db
PARIS = datetime.timezone(datetime.timedelta(hours=2))
MONDAY = datetime.datetime(2031, 6, 16, 7, 5, tzinfo=PARIS)


def lacking(tour: Tour | None = None, **values: object) -> Any:
    """A stop on Wednesday that lacks only a venue, and what `values` say."""
    tour = tour or TourFactory(title_en="The tour", title_fr="La tournée")
    for rule in ("no_lead", "no_co_host", "co_host_without_account", "published_late"):
        Threshold.objects.get_or_create(tour=tour, rule=rule, defaults={"value": None})
    return StopFactory(tour=tour, confirmed=True, **{"venue": "", **values})


def addressed() -> list[str]:
    return list(OutboxMessage.objects.order_by("to_address").values_list("to_address", flat=True))


def test_it_is_written_on_mondays_from_seven_in_the_tours_own_morning() -> None:
    stop = lacking(lead=MembershipFactory(user__email="lead@example.org").user)
    MembershipFactory(user=stop.lead, tour=stop.tour)
    day = datetime.timedelta(days=1)

    for too_early in (MONDAY - datetime.timedelta(minutes=10), MONDAY + day, MONDAY - day):
        assert write_letters(too_early) is None
    assert addressed() == []
    assert write_letters(MONDAY) is not None
    assert addressed() == ["lead@example.org"]


def test_it_is_written_once_whatever_the_ticks() -> None:
    stop = lacking()
    MembershipFactory(tour=stop.tour)

    for minutes in (0, 1, 600):
        write_letters(MONDAY + datetime.timedelta(minutes=minutes))

    assert OutboxMessage.objects.count() == 1
    write_letters(MONDAY + datetime.timedelta(days=7))
    assert OutboxMessage.objects.count() == 1  # the stop is over
    assert all(len(letter.recipient) == 64 or letter.recipient == "all" for letter in MondayLetter.objects.all())


def test_one_written_before_a_crash_is_not_written_again() -> None:
    stop = lacking()
    for address in ("un@example.org", "deux@example.org"):
        MembershipFactory(tour=stop.tour, user__email=address)
    write_letters(MONDAY)
    MondayLetter.objects.filter(recipient="all").delete()
    OutboxMessage.objects.filter(to_address="deux@example.org").delete()

    write_letters(MONDAY)

    assert addressed() == ["un@example.org"]


def test_the_lead_owes_what_is_the_teams_and_editors_what_has_no_lead() -> None:
    tour = TourFactory()
    lead = MembershipFactory(tour=tour, user__email="lead@example.org").user
    MembershipFactory(tour=tour, manager=True, user__email="manager@example.org")
    MembershipFactory(tour=tour, reader=True, user__email="reader@example.org")
    MembershipFactory(tour=tour, user__email="gone@example.org", user__is_active=False)
    led, unled = lacking(tour, lead=lead, place="Vernon"), lacking(tour, place="Thiers")

    letters = {letter.address: letter for letter in letters_of(tour, MONDAY.date())}

    assert {address: letter.keys for address, letter in letters.items()} == {
        "lead@example.org": {f"no_venue:{led.pk}", f"no_venue:{unled.pk}"},
        "manager@example.org": {f"no_venue:{unled.pk}"},
    }
    assert [stop.place for stop in letters["lead@example.org"].ahead] == ["Vernon"]


def test_the_co_hosts_representatives_owe_what_is_theirs_each_in_their_language() -> None:
    stop = lacking()
    MembershipFactory(tour=stop.tour)
    partner = PartnershipFactory(stop=stop)
    for language in ("fr", "en"):
        user = UserFactory(email=f"{language}@example.org", language=language)
        MembershipFactory(representative=True, organisation=partner.organisation, user=user)
    partner.contact_persons.add(ContactPersonFactory(organisation=partner.organisation))

    write_letters(MONDAY)

    english, french = OutboxMessage.objects.order_by("to_address")
    assert [english.to_address, french.to_address] == ["en@example.org", "fr@example.org"]
    assert english.subject == "The tour: 1 thing to do"
    assert f"/en/workspace/tours/{stop.tour.slug}/stops/" in english.text
    assert "No venue yet: nobody can be told where to come." in english.text
    assert "/en/" not in french.text


def test_where_nobody_has_an_account_the_contact_persons_are_written_to_without_links() -> None:
    stop = lacking(tour=TourFactory(contact_email="equipe@example.org"))
    partner = PartnershipFactory(stop=stop)
    reached = ContactPersonFactory(organisation=partner.organisation, email="pole@example.org", language="en")
    partner.contact_persons.add(reached, ContactPersonFactory(organisation=partner.organisation, email=""))

    write_letters(MONDAY)

    [message] = OutboxMessage.objects.all()
    assert (message.to_address, message.reply_to) == ("pole@example.org", "equipe@example.org")
    assert "/workspace/" not in message.text
    assert "Answer this message" in message.text


def test_where_nobody_at_the_co_host_can_be_written_to_the_team_is() -> None:
    stop = lacking()
    PartnershipFactory(stop=stop)
    MembershipFactory(tour=stop.tour, user__email="editor@example.org")

    write_letters(MONDAY)

    assert addressed() == ["editor@example.org"]


@pytest.mark.parametrize("why", ["archived", "switched off", "owes nothing", "no stop"])
def test_nobody_is_written_to_where_there_is_nothing_to_say(why: str) -> None:
    tour = TourFactory(state="archived" if why == "archived" else "draft")
    MembershipFactory(tour=tour)
    if why != "no stop":
        ready = {"venue": "Lycée", "access_fr": "Par la cour.", "step_free": "yes"}
        lacking(tour, **(ready if why == "owes nothing" else {}))
    if why == "switched off":
        Threshold.objects.create(tour=tour, rule="monday_letter", value=None)

    write_letters(MONDAY)

    assert addressed() == []


def test_who_was_written_to_is_forgotten_after_four_weeks() -> None:
    stop = lacking()
    MembershipFactory(tour=stop.tour)
    write_letters(MONDAY)

    assert forget(MONDAY.date() + datetime.timedelta(weeks=4)) is None
    assert forget(MONDAY.date() + datetime.timedelta(weeks=4, days=1)) is not None
    assert not MondayLetter.objects.exists()


def test_a_real_server_takes_the_letter(mail_server: MailServer) -> None:  # noqa: F811  the fixture
    stop = lacking(tour=TourFactory(contact_email="equipe@example.org", contact_name="L’équipe", title_en="The tour"))
    MembershipFactory(tour=stop.tour, user__email="lead@example.org", user__language="en")

    write_letters(MONDAY)
    send_due()

    [received] = mail_server.accepted
    assert received["To"].addresses[0].addr_spec == "lead@example.org"
    assert received["Subject"] == "The tour: 1 thing to do"
    assert received["Reply-To"] == "equipe@example.org"
    text, html = received.get_body(("plain",)), received.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "No venue yet" in text.get_content()
    assert "Give the venue" in html.get_content()


def test_the_team_sees_beforehand_who_will_receive_what(client: Client) -> None:
    stop = lacking(starts_on=timezone.localdate() + datetime.timedelta(days=2))
    MembershipFactory(tour=stop.tour, user__email="autre@example.org")
    member(client, stop.tour, "editor")
    address = reverse("planning_monday_letter", args=[stop.tour.slug])

    page = client.get(address)

    assert "autre@example.org" in text_of(page)
    assert_house_page(page)
    assert not OutboxMessage.objects.exists()
    for state, rule in (("draft", None), ("archived", None)):
        Tour.objects.update(state=state)
        Threshold.objects.update_or_create(tour=stop.tour, rule="monday_letter", defaults={"value": rule})
        assert_house_page(client.get(address))
    member(client, stop.tour, "reader")
    assert client.get(address).status_code == 403


def queries_for(count: int) -> int:
    tour = TourFactory()
    MembershipFactory(tour=tour)
    for _ in range(count):
        partner = PartnershipFactory(stop=lacking(tour))
        MembershipFactory(representative=True, organisation=partner.organisation)
    with CaptureQueriesContext(connection) as asked:
        assert len(letters_of(tour, MONDAY.date())) == count
    return len(asked)


def test_gathering_letters_asks_as_much_for_one_stop_as_for_three() -> None:
    assert queries_for(1) == queries_for(3)
