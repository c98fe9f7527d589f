"""The team looks at a proposal, and accepts or declines it; whoever proposed it may withdraw it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import Proposal, Session, Speaker, Stop
from events.planning.announcements import stop_rescheduled
from events.planning.errors import TourArchived
from events.planning.operations import cancel_session, cancel_stop, edit_session, edit_stop
from events.planning.operations.speakers import SpeakerLine
from events.planning.proposals.errors import AlreadyDecided, ChangedSince, ProposalError
from events.planning.proposals.operations import (
    accept_proposal,
    decline_proposal,
    propose,
    withdraw_proposal,
)
from events.planning.proposals.values import seal, standing_now
from tests.events.factories import MembershipFactory, SessionFactory, SpeakingFactory, StopFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.tournee.factories import UserFactory
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
WHY = "La salle est en travaux."


def venue_proposed(venue: str = "Théâtre", **stop: Any) -> Proposal:
    about = StopFactory(published=True, **stop)
    return propose(about, "stop", {"venue": venue}, why=WHY, actor=UserFactory(language="en"))


def session_proposed(values: dict[str, Any], kind: str = "session", **session: Any) -> Proposal:
    about = SessionFactory(stop=StopFactory(published=True), **session)
    return propose(about.stop, kind, values, session=about, why=WHY, actor=UserFactory())


def page(proposal: Proposal, name: str = "") -> str:
    return reverse(f"planning_proposal{name}", args=[proposal.pk])


def accept(client: Client, proposal: Proposal) -> Any:
    """Press the button of the page as it is now."""
    seen = client.get(page(proposal)).context["seen"]
    return client.post(page(proposal, "_accept"), {"seen": seen})


def test_the_page_shows_both_versions_why_and_by_whom(client: Client) -> None:
    proposal = venue_proposed()
    member(client, proposal.stop.tour, "reader")

    shown = text_of(client.get(page(proposal)))

    assert all(said in shown for said in ("Lycée Lamarck", "Théâtre", WHY, str(proposal.proposed_by)))
    assert page(proposal, "_accept") not in shown  # a reader decides nothing


def test_one_click_applies_it_as_if_the_editor_had_edited(client: Client, announced: list[str]) -> None:
    proposal = venue_proposed()
    editor = member(client, proposal.stop.tour, "editor")

    answer = accept(client, proposal)

    stop = Stop.objects.get()
    proposal.refresh_from_db()
    assert answer.status_code == 302
    assert (stop.venue, stop.sequence) == ("Théâtre", 1)
    assert announced == ["stop_rescheduled"]
    assert (proposal.state, proposal.decided_by) == ("accepted", editor)
    assert {"proposal.accept", "stop.edit"} <= set(HistoryEntry.objects.values_list("action", flat=True))


def test_a_sessions_time_room_and_speakers_are_applied_together(announced: list[str]) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    known = SpeakingFactory(session=session).speaker
    lines = [SpeakerLine("Noël Neuf", "facilitator", {"position_fr": "Ingénieur"}), SpeakerLine(known, "speaker")]
    values = {"room": "B2", "speakers": lines, "capacity": None}
    proposal = propose(session.stop, "session", values, session=session, why=WHY, actor=UserFactory())

    accepted = accept_proposal(proposal, actor=UserFactory())

    session.refresh_from_db()
    assert (session.room, session.capacity, announced) == ("B2", None, ["session_changed"])
    assert [str(speaking.speaker) for speaking in session.speakings.all()] == ["Noël Neuf", str(known)]
    accepted.refresh_from_db()
    new = Speaker.objects.get(name="Noël Neuf")
    assert accepted.values["speakers"][0] == {"id": new.pk, "role": "facilitator"}


def test_a_new_session_joins_the_programme_and_a_called_off_one_stays_in_calendars(announced: list[str]) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    values = {"title_fr": "Visite", "starts_at": session.starts_at, "ends_at": session.ends_at}
    new = propose(session.stop, "new_session", values, why=WHY, actor=UserFactory())
    off = propose(session.stop, "cancel_session", {}, session=session, why=WHY, actor=UserFactory())

    added, _off = (accept_proposal(proposal, actor=UserFactory()) for proposal in (new, off))

    session.refresh_from_db()
    added.refresh_from_db()
    assert added.session == Session.objects.get(title_fr="Visite")
    assert (session.state, session.sequence, announced) == ("cancelled", 1, ["session_changed"])


def test_who_proposed_it_is_told_in_their_language() -> None:
    proposal, second = venue_proposed(), venue_proposed("Gymnase")

    accept_proposal(proposal, actor=UserFactory())
    decline_proposal(second, "Too small.", actor=UserFactory())

    accepted, declined = OutboxMessage.objects.filter(template__endswith="decided").order_by("pk")
    assert accepted.to_address == proposal.proposed_by.email
    assert "accepted" in accepted.subject.casefold()
    assert "Too small." in declined.text


def test_what_was_changed_since_is_shown_in_three_versions_and_never_overwritten_unseen(client: Client) -> None:
    proposal = venue_proposed()
    member(client, proposal.stop.tour, "editor")
    seen = client.get(page(proposal)).context["seen"]
    edit_stop(Stop.objects.get(), {"venue": "Gymnase"}, expected_version=None, actor=None)

    refused = client.post(page(proposal, "_accept"), {"seen": seen})

    assert refused.status_code == 422
    assert all(venue in text_of(refused) for venue in ("Lycée Lamarck", "Gymnase", "Théâtre"))
    assert Stop.objects.get().venue == "Gymnase"
    with pytest.raises(ChangedSince):
        accept_proposal(proposal, actor=UserFactory())

    assert accept(client, proposal).status_code == 302
    assert Stop.objects.get().venue == "Théâtre"


def test_a_change_of_another_field_does_not_stand_in_the_way() -> None:
    proposal = venue_proposed()
    edit_stop(Stop.objects.get(), {"access_fr": "Bus 4"}, expected_version=None, actor=None)

    accept_proposal(proposal, actor=UserFactory())

    assert (Stop.objects.get().venue, Stop.objects.get().access_fr) == ("Théâtre", "Bus 4")


def test_what_stands_as_proposed_meanwhile_is_no_obstacle(client: Client) -> None:
    proposal = venue_proposed()
    member(client, proposal.stop.tour, "editor")
    edit_stop(Stop.objects.get(), {"venue": "Théâtre"}, expected_version=None, actor=None)

    assert client.get(page(proposal)).context["comparison"].settled
    assert accept(client, proposal).status_code == 302


def test_what_an_operation_refuses_is_said_on_the_proposal_and_nothing_is_done(client: Client) -> None:
    proposal = session_proposed({"capacity": 12, "room": "B2"})
    Session.objects.update(seats_taken=20)
    member(client, proposal.stop.tour, "editor")

    refused = accept(client, proposal)

    assert refused.status_code == 422
    assert "20" in text_of(refused)
    assert (Session.objects.get().room, Proposal.objects.get().state) == ("", "open")


def test_what_a_subscriber_refuses_is_said_on_the_proposal_and_nothing_is_done(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = venue_proposed()
    member(client, proposal.stop.tour, "editor")

    def refuse(_change: object) -> None:
        raise OperationError("Call the caterer first.", code="caterer")

    monkeypatch.setattr(stop_rescheduled, "_subscribers", [("tests", refuse)])

    refused = accept(client, proposal)

    assert "Call the caterer first." in text_of(refused)
    assert (Stop.objects.get().venue, Proposal.objects.get().state) == ("Lycée Lamarck", "open")


def test_the_second_editor_is_told_who_was_quicker(client: Client) -> None:
    proposal = venue_proposed()
    quicker = UserFactory()
    member(client, proposal.stop.tour, "editor")
    seen = client.get(page(proposal)).context["seen"]
    accept_proposal(proposal, actor=quicker)

    told = client.post(page(proposal, "_accept"), {"seen": seen})
    late = send_decline(client, proposal)

    assert (told.status_code, late.status_code) == (422, 422)
    assert str(quicker) in text_of(told)
    assert OutboxMessage.objects.filter(template__endswith="decided").count() == 1


def send_decline(client: Client, proposal: Proposal) -> Any:
    return send(client, page(proposal, "_decline"), answer="Non.")


def test_pressing_accept_twice_is_accepting_once() -> None:
    proposal, editor = venue_proposed(), UserFactory()

    accept_proposal(proposal, actor=editor)
    accept_proposal(proposal, actor=editor)

    assert HistoryEntry.objects.filter(action="proposal.accept").count() == 1
    with pytest.raises(AlreadyDecided):
        decline_proposal(proposal, "Non.", actor=editor)


def test_declining_asks_for_a_reason(client: Client) -> None:
    proposal = venue_proposed()
    member(client, proposal.stop.tour, "editor")

    unsaid = send(client, page(proposal, "_decline"))
    declined = send_decline(client, proposal)

    proposal.refresh_from_db()
    assert (unsaid.status_code, declined.status_code) == (422, 302)
    assert (proposal.state, proposal.answer) == ("declined", "Non.")
    assert Stop.objects.get().venue == "Lycée Lamarck"
    with pytest.raises(ProposalError):
        decline_proposal(venue_proposed(), "  ", actor=UserFactory())


def test_the_co_host_withdraws_and_the_team_cannot(client: Client) -> None:
    stop = StopFactory(published=True)
    proposer = co_host(client, stop)
    proposal = propose(stop, "stop", {"venue": "B"}, why=WHY, actor=proposer)
    colleague = MembershipFactory(representative=True, organisation=stop.partnerships.get().organisation).user
    other_co_host = co_host(client, stop)
    refused = client.post(page(proposal, "_withdraw"))
    member(client, stop.tour, "manager")
    by_the_team = client.post(page(proposal, "_withdraw"))
    client.force_login(colleague)

    withdrawn = client.post(page(proposal, "_withdraw"))

    proposal.refresh_from_db()
    assert (refused.status_code, by_the_team.status_code) == (403, 403)
    assert withdrawn.status_code == 302
    assert (proposal.state, proposal.decided_by) == ("withdrawn", colleague)
    assert other_co_host != proposer


def test_a_name_proposed_in_vain_is_not_kept() -> None:
    proposal = session_proposed({"speakers": [SpeakerLine("Noël Neuf", "speaker")]})

    withdraw_proposal(proposal, actor=UserFactory())

    assert "Noël" not in str(Proposal.objects.values())


def test_what_was_called_off_meanwhile_is_not_changed(client: Client) -> None:
    of_stop = venue_proposed()
    of_session = session_proposed({"room": "B2"})
    cancel_stop(of_stop.stop, reason_fr="Grève.", actor=None)
    cancel_session(of_session.session, actor=None)

    for proposal in (of_stop, of_session):
        member(client, proposal.stop.tour, "editor")
        assert accept(client, proposal).status_code == 422
        assert send_decline(client, proposal).status_code == 302


def test_a_session_moved_since_with_its_stop_is_stale() -> None:
    proposal = session_proposed({"room": "B2"})
    edit_session(proposal.session, {"room": "C3"}, expected_version=None, actor=None)

    with pytest.raises(ChangedSince):
        accept_proposal(proposal, actor=UserFactory())
    accept_proposal(proposal, seen=seal(standing_now(Proposal.objects.get())), actor=UserFactory())

    assert Session.objects.get().room == "B2"


def test_somebody_erased_since_is_not_proposed_any_more(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    person = SpeakingFactory().speaker
    proposal = propose(
        session.stop, "session", {"speakers": [SpeakerLine(person, "speaker")]}, session=session, why=WHY,
        actor=UserFactory(),
    )  # fmt: skip
    person.delete()
    member(client, session.stop.tour, "editor")

    assert client.get(page(proposal)).status_code == 200
    assert accept(client, proposal).status_code == 422


def test_an_archived_tour_refuses_and_says_so(client: Client) -> None:
    proposal = venue_proposed()
    editor = member(client, proposal.stop.tour, "editor")
    proposal.stop.tour.state = "archived"
    proposal.stop.tour.save()

    shown = client.get(page(proposal))

    assert page(proposal, "_accept") not in text_of(shown)
    assert client.post(page(proposal, "_accept"), {"seen": shown.context["seen"]}).status_code == 422
    assert client.post(page(proposal, "_decline"), {"answer": "Non."}).status_code == 422
    for change in (
        lambda: accept_proposal(proposal, actor=editor),
        lambda: decline_proposal(proposal, "Non.", actor=editor),
        lambda: withdraw_proposal(proposal, actor=editor),
    ):
        with pytest.raises(TourArchived):
            change()


@pytest.mark.parametrize("name", ["", "_accept", "_decline", "_withdraw"])
def test_strangers_see_and_settle_nothing(client: Client, name: str) -> None:
    proposal = venue_proposed()
    co_host(client, StopFactory(published=True, tour=proposal.stop.tour))
    url = page(proposal, name)

    assert client.get(url).status_code in (403, 404, 405)
    assert client.post(url, {"seen": "x", "answer": "x"}).status_code in (403, 404, 405)


@pytest.mark.parametrize("name", ["_accept", "_decline"])
def test_a_co_host_does_not_decide(client: Client, name: str) -> None:
    proposal = venue_proposed()
    co_host(client, proposal.stop)

    assert client.post(page(proposal, name), {"seen": "x", "answer": "x"}).status_code == 403


def test_lists_show_what_waits_first_and_tabs_count_it(client: Client, django_assert_max_num_queries: Any) -> None:
    settled = venue_proposed()
    stop = settled.stop
    withdraw_proposal(settled, actor=UserFactory())
    propose(stop, "stop", {"address": "1 rue"}, why=WHY, actor=UserFactory())
    member(client, stop.tour, "reader")

    of_stop = client.get(reverse("planning_stop_proposals", args=[stop.tour.slug, stop.slug]))
    of_tour = client.get(reverse("planning_proposals", args=[stop.tour.slug]))

    assert [len(of_stop.context[name]) for name in ("waiting", "decided")] == [1, 1]
    assert [row["proposal"].state for row in of_tour.context["table"].page] == ["open", "withdrawn"]
    assert "(1)" in text_of(of_tour)
    assert controls(of_stop) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_as_many_queries_for_three_as_for_one(
    client: Client, rows: int, django_assert_max_num_queries: Any
) -> None:
    stop = StopFactory(published=True)
    for number in range(rows):
        propose(stop, "stop", {"venue": f"B{number}"}, why=WHY, actor=UserFactory())
    member(client, stop.tour, "reader")

    for name, args in (
        ("planning_stop_proposals", [stop.tour.slug, stop.slug]),
        ("planning_proposals", [stop.tour.slug]),
    ):
        with django_assert_max_num_queries(11):
            client.get(reverse(name, args=args))


@pytest.mark.parametrize("accepted", [True, False])
def test_a_proposed_file_is_the_materials_or_nobodys(client: Client, accepted: bool) -> None:
    stop = StopFactory(published=True)
    co_host(client, stop)
    url = reverse("planning_propose_material", args=[stop.tour.slug, stop.slug])
    send(client, url, title_fr="Programme", why=WHY, file=SimpleUploadedFile("programme.pdf", PDF))
    proposal = Proposal.objects.get()
    file = proposal.file
    member(client, stop.tour, "editor")
    assert file.url in text_of(client.get(page(proposal)))

    accept(client, proposal) if accepted else send_decline(client, proposal)

    proposal.refresh_from_db()
    assert proposal.file is None
    assert [material.file for material in stop.materials.all()] == ([file] if accepted else [])
    assert "programme.pdf" in text_of(client.get(page(proposal)))
