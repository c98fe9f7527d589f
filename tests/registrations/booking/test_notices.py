"""What people are told: one message each, with a calendar entry that moves and goes with what happens."""

import datetime

import pytest
import vobject
from django.utils import translation

from events.planning.operations import (
    cancel_session,
    cancel_stop,
    edit_session,
    edit_stop,
    postpone_stop,
    reschedule_stop,
)
from registrations.booking.operations import (
    add_attendee,
    approve,
    cancel_attendee,
    cancel_registration,
    edit_attendee,
    refuse,
    register,
    replace_attendee,
)
from registrations.booking.own_words import own_words
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import CalendarInvitation, NoticeText, Registration, Terms
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.booking.party import mine
from tournee.mail.models import OutboxMessage, OutboxPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop():
    return StopFactory(published=True, tour__contact_email="equipe@example.org", tour__contact_name="L’équipe")


@pytest.fixture
def session(stop):
    return SessionFactory(stop=stop, capacity=10)


def a_firm(session, *emails: str, language: str = "fr") -> RegistrationRequest:
    people = [
        PersonRequest(f"Personne {number}", email, sessions=frozenset({session.pk}))
        for number, email in enumerate(emails)
    ]
    return RegistrationRequest(
        Registration.Party.FIRM,
        people[0].name,
        emails[0],
        people,
        firm=FirmRequest("Atelier fictif"),
        language=language,
    )


def messages_to(address: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to_address=address).order_by("pk"))


def plain(text: str) -> str:
    """The text with spaces for whatever spaces are in it."""
    return " ".join(text.split())


def calendars(message: OutboxMessage) -> list[OutboxPart]:
    """The parts of a message that calendars read."""
    return list(message.parts.filter(content_type__startswith="text/calendar"))


def invitation(message: OutboxMessage):
    """The calendar entry of a message, read by another library than the one that wrote it, with its METHOD."""
    (part,) = calendars(message)
    calendar = vobject.readOne(bytes(part.content).decode())
    assert f"method={calendar.method.value}" in part.content_type
    return calendar.method.value, calendar.vevent


def test_each_person_gets_their_own_entry(stop, session):
    register(stop, a_firm(session, "ana@example.org", "bo@example.org"))

    (to_ana,), (to_bo,) = messages_to("ana@example.org"), messages_to("bo@example.org")
    (method, ana), (_method, bo) = invitation(to_ana), invitation(to_bo)
    assert method == "REQUEST"
    assert ana.uid.value != bo.uid.value
    assert ana.attendee.value == "mailto:ana@example.org"
    assert ana.attendee.params["RSVP"] == ["FALSE"]
    assert (ana.status.value, ana.sequence.value) == ("CONFIRMED", "0")
    assert ana.dtstart.value == session.starts_at
    assert ana.dtend.value == session.ends_at


@pytest.mark.parametrize(
    ("zone", "tours", "said"),
    [
        ("Europe/London", "Europe/Paris", True),
        ("Europe/Paris", "Europe/London", True),
        ("America/Miquelon", "America/Miquelon", True),
        ("Europe/Paris", "Europe/Paris", False),
    ],
)
def test_whose_clock_it_is_is_said_where_one_may_mistake_it(zone, tours, said):
    stop = StopFactory(published=True, time_zone=zone, tour__time_zone=tours)

    register(stop, a_firm(SessionFactory(stop=stop), "ana@example.org", "bo@example.org", language="en"))

    for message in OutboxMessage.objects.all():
        with translation.override("en"):
            words = f"Times are local: {stop.get_time_zone_display()}."
        assert (words in message.text) is said
        assert (words in message.html) is said


def test_the_contact_holds_the_link_and_each_other_their_own(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org"))

    (to_ana,), (to_bo,) = messages_to("ana@example.org"), messages_to("bo@example.org")
    assert "/r/" in to_ana.text
    assert "/r/" not in to_bo.text
    assert registration.attendees.last().code in to_bo.text
    assert to_ana.reply_to == "equipe@example.org"


def test_a_colleague_without_an_address_is_told_through_the_contact(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org", ""))

    (message,) = messages_to("ana@example.org")
    own, theirs = calendars(message)
    assert own.alternative
    assert theirs.filename == f"{registration.attendees.last().code}.ics"
    assert b"METHOD:PUBLISH" in bytes(theirs.content)


@pytest.mark.parametrize(("language", "said"), [("fr", "Votre inscription est faite"), ("en", "You are registered")])
def test_it_is_said_in_the_language_of_the_registration(stop, session, language, said):
    register(stop, a_firm(session, "ana@example.org", language=language))

    (message,) = messages_to("ana@example.org")
    assert said in message.text
    assert message.language == language


def test_whoever_waits_has_no_entry_yet_and_learns_their_place(stop):
    full = SessionFactory(stop=stop, capacity=1)
    holder = register(stop, a_firm(full, "ana@example.org"))
    register(stop, a_firm(full, "bo@example.org", language="en"))

    (waiting,) = messages_to("bo@example.org")
    assert "Your place in line: 1. Freed places go in order of arrival." in waiting.text
    assert not waiting.parts.exists()

    cancel_registration(holder)
    _waiting, promoted = messages_to("bo@example.org")
    assert invitation(promoted)[0] == "REQUEST"


def test_cancelling_takes_the_entry_out_of_every_calendar(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org"))
    before = invitation(messages_to("bo@example.org")[0])[1]

    cancel_registration(registration)

    method, after = invitation(messages_to("bo@example.org")[-1])
    assert (method, after.status.value, after.uid.value) == ("CANCEL", "CANCELLED", before.uid.value)
    assert int(after.sequence.value) > int(before.sequence.value)


def test_one_who_stays_away_changes_nothing_for_the_others(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org", "cleo@example.org"))

    cancel_attendee(registration.attendees.get(email_key="bo@example.org"))

    assert invitation(messages_to("bo@example.org")[-1])[0] == "CANCEL"
    assert len(messages_to("cleo@example.org")) == 1


def test_a_moved_stop_moves_every_entry_with_its_uid(stop, session):
    register(stop, a_firm(session, "ana@example.org", "bo@example.org", language="en"))
    before = invitation(messages_to("ana@example.org")[0])[1]

    next_day = stop.starts_on + datetime.timedelta(days=1)
    edit_stop(stop, {"starts_on": next_day, "ends_on": next_day}, expected_version=None, actor=None)

    method, after = invitation(messages_to("ana@example.org")[-1])
    assert (method, after.uid.value, after.sequence.value) == ("REQUEST", before.uid.value, "1")
    assert after.dtstart.value - before.dtstart.value == datetime.timedelta(days=1)
    for address in ("ana@example.org", "bo@example.org"):
        said = messages_to(address)[-1]
        assert "Date: Wednesday 18 June 2031 → Thursday 19 June 2031" in plain(said.text)
        assert "/cancel/" in said.html


def test_a_cancelled_stop_takes_its_entries_along_and_gives_them_back(stop, session):
    from events.planning.operations import reinstate_stop

    register(stop, a_firm(session, "ana@example.org"))
    cancel_stop(stop, reason_fr="La salle a brûlé.", actor=None)
    cancelled = messages_to("ana@example.org")[-1]
    assert invitation(cancelled)[0] == "CANCEL"
    assert "La salle a brûlé." in cancelled.text

    reinstate_stop(stop, actor=None)
    method, entry = invitation(messages_to("ana@example.org")[-1])
    assert (method, entry.sequence.value) == ("REQUEST", "2")


def test_a_postponed_stop_is_tentative_in_calendars_until_it_has_a_date(stop, session):
    register(stop, a_firm(session, "ana@example.org", language="en"))

    postpone_stop(stop, reason_fr="Salle indisponible", actor=None)

    told = messages_to("ana@example.org")[-1]
    method, entry = invitation(told)
    assert (method, entry.status.value, entry.sequence.value) == ("REQUEST", "TENTATIVE", "1")
    assert entry.dtstart.value == session.starts_at
    assert "Date: Wednesday 18 June 2031 → not known yet" in plain(told.text)

    reschedule_stop(stop, starts_on=stop.previous_starts_on + datetime.timedelta(days=2), actor=None)
    method, entry = invitation(messages_to("ana@example.org")[-1])
    assert (method, entry.status.value, entry.sequence.value) == ("REQUEST", "CONFIRMED", "2")


def test_a_session_that_moves_moves_the_entries_of_those_who_are_in_it(stop, session):
    other = SessionFactory(stop=stop, capacity=10)
    register(stop, a_firm(session, "ana@example.org"))
    register(stop, a_firm(other, "bo@example.org"))

    edit_session(session, {"room": "Salle 12"}, expected_version=None, actor=None)

    assert "→ Salle 12" in messages_to("ana@example.org")[-1].text
    assert "Salle 12" in invitation(messages_to("ana@example.org")[-1])[1].description.value
    assert len(messages_to("bo@example.org")) == 1


def test_a_cancelled_session_leaves_the_rest_of_the_day(stop, session):
    later = SessionFactory(
        stop=stop,
        starts_at=session.ends_at,
        ends_at=session.ends_at + datetime.timedelta(hours=2),
        title_fr="Journée technique",
    )
    both = PersonRequest("Ana", "ana@example.org", sessions=frozenset({session.pk, later.pk}))
    register(stop, RegistrationRequest(Registration.Party.PERSON, "Ana", "ana@example.org", [both]))

    cancel_session(session, actor=None)

    method, entry = invitation(messages_to("ana@example.org")[-1])
    assert (method, entry.dtstart.value) == ("REQUEST", later.starts_at)


def test_a_replaced_colleague_loses_the_entry_that_the_newcomer_gets(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org", language="en"))
    bo = registration.attendees.get(email_key="bo@example.org")

    cleo = replace_attendee(bo, PersonRequest("Cléo", "cleo@example.org"))

    to_bo, to_cleo = messages_to("bo@example.org")[-1], messages_to("cleo@example.org")[-1]
    assert (invitation(to_bo)[0], invitation(to_cleo)[0]) == ("CANCEL", "REQUEST")
    assert to_bo.subject == f"Somebody else comes instead of you: {stop}"
    assert to_cleo.subject == f"You are registered: {stop}"
    assert cleo.instead_of == bo
    assert cleo.code in to_cleo.text
    assert bo.code not in to_cleo.text


def test_a_corrected_name_reaches_the_calendar(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org"))

    edit_attendee(registration.attendees.get(), {"name": "Anaïs"}, expected_version=None)

    assert invitation(messages_to("ana@example.org")[-1])[1].attendee.params["CN"] == ["Anaïs"]


def test_a_colleague_added_later_gets_an_entry(stop, session):
    registration = register(stop, a_firm(session, "ana@example.org"))

    add_attendee(registration, PersonRequest("Bo", "bo@example.org", sessions=frozenset({session.pk})))

    assert invitation(messages_to("bo@example.org")[-1])[0] == "REQUEST"


def test_two_days_are_two_entries(stop, session):
    edit_stop(stop, {"ends_on": stop.starts_on + datetime.timedelta(days=1)}, expected_version=None, actor=None)
    day = datetime.timedelta(days=1)
    tomorrow = SessionFactory(stop=stop, starts_at=session.starts_at + day, ends_at=session.ends_at + day)
    both = PersonRequest("Ana", "ana@example.org", sessions=frozenset({session.pk, tomorrow.pk}))

    register(stop, RegistrationRequest(Registration.Party.PERSON, "Ana", "ana@example.org", [both]))

    assert CalendarInvitation.objects.count() == 2
    (message,) = messages_to("ana@example.org")
    assert [part.alternative for part in calendars(message)] == [True, False]


def test_a_tours_own_words_stand_at_the_top_in_its_language_alone(stop, session):
    NoticeText.objects.create(
        tour=stop.tour, moment="registered", language="en", subject="See you soon", text="Dear {name},\nbring a pen."
    )

    register(stop, a_firm(session, "ana@example.org", language="en"))
    register(stop, a_firm(session, "bo@example.org", language="fr"))

    ((to_ana,), (to_bo,)) = messages_to("ana@example.org"), messages_to("bo@example.org")
    assert to_ana.subject == "See you soon"
    assert to_ana.text.index("Dear Personne 0,\nbring a pen.") < to_ana.text.index("You are registered")
    assert "bring a pen" not in to_bo.text


def test_a_tour_without_words_of_its_own_is_asked_once(stop, django_assert_num_queries):
    with django_assert_num_queries(2):
        own_words(stop.tour_id, "registered", "fr")
    with django_assert_num_queries(0):
        own_words(stop.tour_id, "registered", "fr")
        own_words(stop.tour_id, "stop_moved", "fr")


def test_what_is_asked_for_is_not_said_to_be_confirmed(stop, session):
    Terms.objects.create(stop=stop, approval=True)
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org", language="en"))

    for address in ("ana@example.org", "bo@example.org"):
        (asked,) = messages_to(address)
        assert asked.subject == f"Asked for, not yet confirmed: {stop}"
        assert "awaiting approval" in asked.text
        assert not asked.parts.exists()
    assert "No ticket yet" in asked.text
    assert "say your name" not in asked.text

    approve([registration], actor=None)
    assert invitation(messages_to("bo@example.org")[-1])[0] == "REQUEST"


def test_colleagues_read_the_end_of_what_was_asked_for(stop, session):
    Terms.objects.create(stop=stop, approval=True)
    registration = register(stop, a_firm(session, "ana@example.org", "bo@example.org", "cleo@example.org"))

    cancel_attendee(registration.attendees.get(email_key="cleo@example.org"))
    cancel_registration(registration)

    assert len(messages_to("cleo@example.org")) == 2
    _asked, ended = messages_to("bo@example.org")
    assert ended.subject == f"Inscription annulée\u00a0: {stop}"


@pytest.mark.parametrize("waits", [False, True])
def test_who_cancels_reads_of_somebody_who_waited_only_where_somebody_did(stop, waits):
    full = SessionFactory(stop=stop, capacity=1)
    holder = register(stop, a_firm(full, "ana@example.org", language="en"))
    if waits:
        register(stop, a_firm(full, "bo@example.org"))

    cancel_registration(holder)

    assert ("somebody who waited" in messages_to("ana@example.org")[-1].text) is waits


def test_who_waits_for_all_together_reads_so(stop, session):
    full = SessionFactory(stop=stop, capacity=1)
    register(stop, a_firm(full, "ana@example.org"))
    chosen = frozenset({full.pk, session.pk})
    both = [PersonRequest("Bo", "bo@example.org", sessions=chosen)]
    register(
        stop,
        RegistrationRequest(
            Registration.Party.FIRM,
            "Bo",
            "bo@example.org",
            both,
            firm=FirmRequest("Bo"),
            language="en",
            all_or_none=True,
        ),
    )

    assert "you wait together for everything you chose" in plain(messages_to("bo@example.org")[-1].text)


def test_who_is_refused_reads_why(stop, session):
    Terms.objects.create(stop=stop, approval=True)
    registration = register(stop, a_firm(session, "ana@example.org", language="en"))

    refuse([registration], "The stop is for firms of the valley.", actor=None)

    assert "Reason: The stop is for firms of the valley." in messages_to("ana@example.org")[-1].text


def test_an_offer_says_until_when_and_is_answered_in_one_tap(client, stop):
    Terms.objects.create(stop=stop, offer_hours=24)
    full = SessionFactory(stop=stop, capacity=1)
    holder = register(stop, a_firm(full, "ana@example.org"))
    waiting = register(stop, a_firm(full, "bo@example.org", language="en"))
    cancel_registration(holder)

    offered = messages_to("bo@example.org")[-1]
    assert offered.subject == f"Places are held for you: {stop}"
    assert "Held for you until" in offered.text
    page = client.get("/en" + mine(waiting))
    assert "Places are held for you until" in page.content.decode()

    for _click in range(2):
        client.post(mine(waiting, "accept"))

    assert invitation(messages_to("bo@example.org")[-1])[0] == "REQUEST"
    assert len([one for one in messages_to("bo@example.org") if one.subject == f"You are registered: {stop}"]) == 1
