"""A co-host proposes a change of a stop that is already public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import Proposal, Session, Stop
from events.planning.operations import edit_stop
from events.planning.operations.speakers import SpeakerLine
from events.planning.proposals.errors import NothingProposed, ProposalError
from events.planning.proposals.operations import propose
from tests.events.factories import (
    ContactPersonFactory,
    MembershipFactory,
    SessionFactory,
    SpeakerFactory,
    SpeakingFactory,
    StopFactory,
)
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.factories import UserFactory
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
WHY = "The hall is being repaired."


def page(name: str, about: Stop | Session) -> str:
    stop = about.stop if isinstance(about, Session) else about
    extra = [about.pk] if isinstance(about, Session) else []
    return reverse(f"planning_{name}", args=[stop.tour.slug, stop.slug, *extra])


def test_a_change_of_the_stop_waits_for_the_team_and_readers_see_nothing_of_it(client: Client) -> None:
    stop = StopFactory(published=True)
    user = co_host(client, stop)

    sent = send(client, page("propose", stop), venue="Maison des associations", why=WHY)

    proposal = Proposal.objects.get()
    assert sent.status_code == 302
    assert (proposal.kind, proposal.state, proposal.proposed_by) == ("stop", "open", user)
    assert (proposal.stood, proposal.values) == ({"venue": "Lycée Lamarck"}, {"venue": "Maison des associations"})
    assert Stop.objects.get().venue == "Lycée Lamarck"


def test_every_field_of_the_co_hosts_form_can_be_proposed(client: Client) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)
    person = ContactPersonFactory(organisation=stop.partnerships.get().organisation)
    typed = {
        "title_fr": "a", "title_en": "b", "summary_fr": "c", "summary_en": "d", "venue": "e", "address": "f",
        "access_fr": "g", "access_en": "h", "step_free": "yes", "safety_limit": "80", "contact": str(person.pk),
    }  # fmt: skip

    send(client, page("propose", stop), **typed, why=WHY)

    assert Proposal.objects.get().values == {**typed, "safety_limit": 80, "contact": person.pk}


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"why": ""}, "why"), ({"safety_limit": "-3"}, "safety_limit"), ({"title_fr": "x" * 161}, "title_fr")],
)
def test_a_refusal_stands_beside_its_field(client: Client, typed: dict[str, str], field: str) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)

    refused = send(client, page("propose", stop), **{"venue": "B", "why": WHY, **typed})

    assert refused.status_code == 422
    assert f'id="id_{field}_error"' in refused.content.decode()
    assert not Proposal.objects.exists()


def test_a_proposal_that_changes_nothing_is_refused_in_words(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    co_host(client, session.stop)

    about_stop = send(client, page("propose", session.stop), why=WHY)
    about_session = send(client, page("propose_session_change", session), why=WHY)

    assert [about_stop.status_code, about_session.status_code] == [422, 422]
    assert str(NothingProposed()) in text_of(about_stop)
    assert not Proposal.objects.exists()


def test_a_session_is_proposed_another_time_room_and_number_of_seats(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    co_host(client, session.stop)

    send(client, page("propose_session_change", session), starts_at="10:00", room="B2", capacity="12", why=WHY)

    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.session) == ("session", session)
    assert proposal.values == {
        "starts_at": "2031-06-18T08:00:00+00:00", "ends_at": "2031-06-18T09:00:00+00:00", "room": "B2", "capacity": 12
    }  # fmt: skip
    assert proposal.stood["capacity"] == 30


def test_what_accepting_would_refuse_is_refused_beside_its_field(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True), seats_taken=20)
    co_host(client, session.stop)

    refused = send(client, page("propose_session_change", session), capacity="12", ends_at="08:00", why=WHY)

    assert 'id="id_capacity_error"' in refused.content.decode()
    assert 'id="id_ends_at_error"' in refused.content.decode()


def test_where_only_speakers_change_the_proposal_is_about_who_speaks(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    known = SpeakingFactory(session=session).speaker
    co_host(client, session.stop)

    send(
        client, page("propose_session_change", session), speaker_2_name="Noël Neuf", speaker_2_role="facilitator",
        speaker_2_position_fr="Ingénieur", why=WHY,
    )  # fmt: skip

    proposal = Proposal.objects.get()
    assert proposal.kind == "speakers"
    assert proposal.values["speakers"] == [
        {"id": known.pk, "role": "speaker"},
        {"name": "Noël Neuf", "role": "facilitator", "position_fr": "Ingénieur"},
    ]


def test_a_new_session_is_proposed(client: Client) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)
    typed = {"title_fr": "Visite", "kind": "company_visit", "starts_at": "14:00", "ends_at": "16:00"}

    send(client, page("propose_session", stop), **typed, why=WHY)

    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.values["title_fr"], proposal.stood) == ("new_session", "Visite", {})
    assert not Session.objects.exists()


def test_calling_a_session_off_is_proposed_with_its_reason(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    co_host(client, session.stop)

    without_reason = send(client, page("propose_calling_off", session))
    send(client, page("propose_calling_off", session), why=WHY)

    assert without_reason.status_code == 422
    assert (Proposal.objects.get().kind, Proposal.objects.get().why) == ("cancel_session", WHY)
    assert Session.objects.get().state == "planned"


def test_a_form_sent_twice_is_one_proposal(client: Client) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)
    data = {**controls(client.get(page("propose", stop))), "venue": "B", "why": WHY}

    answers = [client.post(page("propose", stop), data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Proposal.objects.count() == 1
    assert OutboxMessage.objects.count() == 0  # nobody edits this tour


def test_a_colleague_who_proposes_the_same_is_told_who_did_already(client: Client) -> None:
    stop = StopFactory(published=True)
    first = co_host(client, stop)
    propose(stop, "stop", {"venue": "B"}, why=WHY, actor=first)
    second = MembershipFactory(representative=True, organisation=stop.partnerships.get().organisation).user
    client.force_login(second)

    refused = send(client, page("propose", stop), venue="B", why=WHY)

    assert refused.status_code == 422
    assert str(first) in text_of(refused)


def test_what_the_team_changed_since_the_form_was_opened_is_shown_beside_its_field(client: Client) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)
    data = {**controls(client.get(page("propose", stop))), "access_fr": "Bus 4", "why": WHY}
    edit_stop(stop, {"venue": "Théâtre"}, expected_version=1, actor=None)

    stale = client.post(page("propose", stop), data)

    assert stale.status_code == 422
    assert "Théâtre" in text_of(stale)
    assert not Proposal.objects.exists()


def test_before_publication_one_is_led_to_editing(client: Client) -> None:
    stop = StopFactory(confirmed=True)
    session = SessionFactory(stop=stop)
    co_host(client, stop)

    assert client.get(page("propose", stop)).url == page("stop_edit", stop)
    assert client.get(page("propose_session", stop)).url == page("session_new", stop)
    assert client.get(page("propose_session_change", session)).url == page("session_edit", session)
    assert page("propose", stop) not in client.get(page("stop", stop)).content.decode()
    with pytest.raises(ProposalError) as refused:
        propose(stop, "stop", {"venue": "B"}, why=WHY, actor=UserFactory())
    assert refused.value.code == "not_public"


def test_the_page_of_a_public_stop_leads_its_co_host_to_proposing_and_its_editor_to_editing(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    stop = session.stop
    co_host(client, stop)
    seen = client.get(page("stop", stop)).content.decode()
    member(client, stop.tour, "editor")
    edited = client.get(page("stop", stop)).content.decode()

    assert page("propose", stop) in seen
    assert page("propose_session_change", session) in seen
    assert page("stop_edit", stop) not in seen
    assert page("stop_edit", stop) in edited
    assert page("propose", stop) not in edited


@pytest.mark.parametrize("name", ["propose", "propose_session", "stop_proposals"])
def test_a_co_host_of_another_stop_and_a_reader_cannot_propose(client: Client, name: str) -> None:
    stop = StopFactory(published=True)
    co_host(client, StopFactory(published=True, tour=stop.tour))

    assert client.get(page(name, stop)).status_code in (403, 404)
    assert client.post(page(name, stop), {}).status_code in (403, 404, 405)


def test_a_session_of_another_stop_is_not_found_under_ones_own(client: Client) -> None:
    stop, other = StopFactory(published=True), SessionFactory(stop=StopFactory(published=True))
    co_host(client, stop)

    url = reverse("planning_propose_session_change", args=[stop.tour.slug, stop.slug, other.pk])

    assert client.get(url).status_code == 404


def test_nothing_can_be_proposed_for_what_is_called_off(client: Client) -> None:
    stop = StopFactory(cancelled=True)
    session = SessionFactory(stop=StopFactory(published=True, tour=stop.tour), state="cancelled")
    co_host(client, stop)
    at_stop = client.get(page("propose", stop))
    co_host(client, session.stop)
    at_session = client.get(page("propose_session_change", session))
    called_off = client.post(page("propose_calling_off", session), {"why": WHY})

    assert 'name="venue"' not in at_stop.content.decode()
    assert 'name="room"' not in at_session.content.decode()
    assert called_off.status_code == 422
    assert not Proposal.objects.exists()


def test_an_archived_tour_takes_no_proposal(client: Client) -> None:
    stop = StopFactory(published=True, tour__state="archived")
    co_host(client, stop)

    refused = client.post(page("propose", stop), {"venue": "B", "why": WHY})

    assert refused.status_code == 422
    assert page("propose", stop) not in client.get(page("stop", stop)).content.decode()


def test_whoever_looks_after_the_stop_is_told_else_all_editors() -> None:
    stop = StopFactory(published=True)
    lead, other = (MembershipFactory(tour=stop.tour, user__language=language).user for language in ("en", "fr"))
    MembershipFactory(tour=stop.tour, reader=True)
    proposer = UserFactory(email="p@example.org")

    propose(stop, "stop", {"venue": "B"}, why=WHY, actor=proposer)
    stop.lead = lead
    stop.save()
    propose(stop, "stop", {"venue": "C"}, why=WHY, actor=proposer)

    messages = list(OutboxMessage.objects.order_by("pk"))
    assert sorted(message.to_address for message in messages[:2]) == sorted([lead.email, other.email])
    assert [message.to_address for message in messages[2:]] == [lead.email]
    in_english, in_french = messages[:2]
    assert WHY in in_english.text
    assert "It would change: venue." in in_english.text
    assert "lieu" in in_french.text
    assert in_french.subject.startswith("Une proposition pour l’étape")
    assert messages[0].reply_to == "p@example.org"


def test_two_different_proposals_for_one_stop_both_wait() -> None:
    stop, actor = StopFactory(published=True), UserFactory()

    propose(stop, "stop", {"venue": "B"}, why=WHY, actor=actor)
    propose(stop, "stop", {"address": "C"}, why=WHY, actor=actor)

    assert Proposal.objects.count() == 2
    with pytest.raises(NothingProposed):
        propose(stop, "stop", {"venue": stop.venue}, why=WHY, actor=actor)


def test_speakers_in_another_order_are_a_change() -> None:
    session, actor = SessionFactory(stop=StopFactory(published=True)), UserFactory()
    one, two = SpeakerFactory(), SpeakerFactory()
    SpeakingFactory(session=session, speaker=one, position=0)
    SpeakingFactory(session=session, speaker=two, position=1)
    lines = [SpeakerLine(two, "speaker"), SpeakerLine(one, "speaker")]

    proposal = propose(session.stop, "session", {"speakers": lines}, session=session, why=WHY, actor=actor)

    assert proposal.kind == "speakers"


def test_a_material_is_proposed_by_its_address_or_by_its_file_which_readers_cannot_open(client: Client) -> None:
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    co_host(client, stop)
    url, typed = page("propose_material", stop), {"title_fr": "Programme", "why": WHY}

    nothing = send(client, url, **typed)
    at = {"url": "https://example.org/programme", "session": str(session.pk)}
    client.post(url, {**controls(client.get(url)), **typed, **at})
    send(client, url, **typed, file=SimpleUploadedFile("programme.pdf", PDF))

    by_file, by_address = Proposal.objects.all()
    assert nothing.status_code == 422
    assert (by_address.session, by_address.values["url"]) == (session, "https://example.org/programme")
    assert by_file.values == {"title_fr": "Programme", "file": "programme.pdf"}
    opened = client.get(by_file.file.url)
    assert b"".join(opened.streaming_content) == PDF
    client.logout()
    assert client.get(by_file.file.url).status_code != 200
    assert not stop.materials.exists()
