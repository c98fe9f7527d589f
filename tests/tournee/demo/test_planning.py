"""The made-up edition shows planning in every state, with most stops in good order."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, F, Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import (
    Commitment,
    ContactPerson,
    Exchange,
    Material,
    Membership,
    Partnership,
    Prompt,
    Proposal,
    Role,
    Session,
    Snooze,
    Stop,
    Task,
    Threshold,
    Tour,
)
from events.planning.attention.gathering import attention_of
from events.planning.conflicts.finding import look_at_tour
from events.planning.conflicts.found import Kind, Level
from tournee.demo import cases
from tournee.demo.operations import load_demonstration
from tournee.demo.people import PEOPLE, manager
from tournee.mail.models import OutboxMessage
from tournee.models import User

State = Stop.State


def stops_of(tour: Tour) -> list[Stop]:
    return list(tour.stops.order_by("pk"))


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_loaded_again_it_changes_nothing(edition: Tour) -> None:
    before, version = rows(), edition.public_version
    history = apps.get_model("tournee", "HistoryEntry") if "tournee.HistoryEntry" in before else None

    list(load_demonstration(timezone.localdate()))

    assert rows() == before
    edition.refresh_from_db()
    assert edition.public_version == version
    assert history is None or history._default_manager.count() == before["tournee.HistoryEntry"]


def test_stops_are_in_every_state_that_planning_knows(edition: Tour) -> None:
    states = Counter(edition.stops.values_list("state", flat=True))

    assert set(states) == set(State) - {State.RECORDED}
    assert sum(states.values()) == 43
    assert states[State.PUBLISHED] == 34


def test_the_control_room_shows_a_dozen_needs_and_two_put_off(edition: Tour) -> None:
    attention = attention_of(edition, timezone.localdate())
    rules = {need.key.partition(":")[0] for need in attention.needs}
    in_trouble = {need.stop.pk for need in attention.needs if need.stop}

    assert 5 <= len(attention.needs) <= 25
    assert {"no_venue", "no_access", "tasks_overdue", "partner_silent", "proposals_waiting", "conflicts"} <= rules
    assert len(in_trouble) < edition.stops.count() / 3
    assert len(attention.put_off) == Snooze.objects.filter(tour=edition).exclude(reason="").count() == 2
    assert not Threshold.objects.filter(tour=edition).exists()


def test_most_stops_have_somebody_of_the_team_and_a_few_have_nobody(edition: Tour) -> None:
    leads = list(edition.stops.values_list("lead__email", flat=True))

    assert leads.count(None) == len(cases.WITHOUT_LEAD)  # type: ignore[arg-type]  # the stubs know no outer join
    assert {lead for lead in leads if lead} == {"pilotage@demo.example", "edition@demo.example"}


def test_stops_held_did_all_that_was_due_and_six_tasks_of_others_are_late(edition: Tour) -> None:
    today = timezone.localdate()
    places = {stop.pk: place for place, stop in enumerate(stops_of(edition))}
    tasks = Task.objects.filter(stop__tour=edition, stop__state__in=[State.CONFIRMED, State.PUBLISHED])
    late = {
        (places[task.stop_id], task.days)
        for task in tasks.filter(done_at=None).select_related("stop")
        if task.due and task.due < today
    }

    assert late == {(23, -30), (24, -21), (26, -35), (27, -60), (27, -30), (27, -28)}
    assert tasks.filter(stop__ends_on__lt=today, days__lt=0, done_at=None).count() == 0
    assert not tasks.filter(stop__state=State.PUBLISHED, days=-28, done_at=None).exists()
    assert tasks.filter(assignee__email=PEOPLE[2].email, done_at=None).exists()
    assert tasks.filter(assignee__memberships__role=Role.REPRESENTATIVE).exists()


def test_dates_that_are_not_yet_days_are_options_or_a_month(edition: Tour) -> None:
    undated = {stop.place: stop for stop in edition.stops.filter(starts_on=None, state__in=["idea", "contacted"])}
    options = {place: stop.date_options.count() for place, stop in undated.items()}

    assert options == {"Riom": 2, "Montbrison": 0, "Saint-Claude": 3}
    month = undated["Montbrison"].month
    assert month is not None
    assert month.day == 1


def test_conflicts_are_few_and_of_the_kinds_one_meets(edition: Tour) -> None:
    found = look_at_tour(edition, manager()).conflicts
    kinds = [conflict.kind for conflict in found if conflict.level != Level.KNOW]

    assert kinds.count(Kind.TEAM) == 1
    assert kinds.count(Kind.SPEAKER) == 1
    assert set(kinds) <= {Kind.TEAM, Kind.SPEAKER, Kind.HOLIDAY}


def test_rooms_with_a_safety_limit_have_no_more_seats(edition: Tour) -> None:
    sessions = Session.objects.filter(stop__tour=edition).exclude(stop__safety_limit=None)

    assert edition.stops.exclude(safety_limit=None).count() > 20
    assert not sessions.filter(Q(capacity=None) | Q(capacity__gt=F("stop__safety_limit"))).exists()


def test_partners_have_a_log_people_and_promises_of_which_one_is_late(edition: Tour) -> None:
    today = timezone.localdate()
    promises = Commitment.objects.filter(partnership__stop__tour=edition)
    partners = Partnership.objects.filter(stop__tour=edition)

    assert set(Exchange.objects.filter(partnership__in=partners).values_list("kind", flat=True)) == {
        "call", "message", "reply", "agreed",
    }  # fmt: skip
    assert promises.filter(received_on=None, due_on__lt=today).count() == 1
    assert promises.exclude(received_on=None).count() > 3
    assert partners.filter(next_action_on__lt=today).count() == 1
    assert partners.filter(next_action_on__gt=today).count() == 4
    assert all(person.email.endswith("@demo.example") for person in ContactPerson.objects.all())
    assert all((person.phone or "+33 1 99 00").startswith("+33 1 99 00") for person in ContactPerson.objects.all())


def test_one_proposal_waits_one_was_accepted_one_declined_with_its_reason(edition: Tour) -> None:
    proposals = {one.state: one for one in Proposal.objects.filter(stop__tour=edition)}

    assert set(proposals) == {"open", "accepted", "declined"}
    assert proposals["declined"].answer
    assert proposals["open"].session is not None
    assert not OutboxMessage.objects.filter(to_address__in=[person.email for person in PEOPLE]).exists()


def test_materials_are_addresses_and_documents_that_say_they_are_made_up(edition: Tour) -> None:
    materials = Material.objects.filter(stop__tour=edition).select_related("file")
    files = [material.file for material in materials if material.file]

    assert len(files) == 2
    assert materials.exclude(url="").count() == 4
    assert {file.content_type for file in files} == {"application/pdf"}
    assert all("fictif" in str(material.title_fr) for material in materials if material.file)


def test_the_guide_is_that_of_2019_with_its_source_and_one_question_more(edition: Tour) -> None:
    before = Prompt.objects.filter(tour__slug="2019")
    own = list(edition.prompts.values_list("text_fr", flat=True))

    assert before.exclude(source_url="").count() == before.count() == 5
    assert own[:5] == list(before.values_list("text_fr", flat=True))
    assert len(own) == 6


def test_it_follows_2019_where_both_came_to_the_same_town(edition: Tour) -> None:
    linked = {stop.place: stop.previous for stop in edition.stops.exclude(previous=None).select_related("previous")}

    assert edition.previous_edition is not None
    assert edition.previous_edition.slug == "2019"
    assert {place: str(previous) for place, previous in linked.items()} == {
        "Albert": "Albert (Méaulte)", "Saint-Quentin": "Saint-Quentin",
    }  # fmt: skip


def test_nothing_made_up_is_attached_to_2019(edition: Tour) -> None:
    before = Tour.objects.get(slug="2019")

    for model in (Task, Material, Proposal):
        assert not model._default_manager.filter(stop__tour=before).exists()
    assert not Session.objects.filter(stop__tour=before).exists()
    assert not Exchange.objects.filter(partnership__stop__tour=before).exists()
    assert not Commitment.objects.filter(partnership__tour=before).exists()
    assert not Snooze.objects.filter(tour=before).exists()
    assert not before.stops.exclude(lead=None).exists()


def test_every_made_up_account_is_under_the_example_domain(edition: Tour) -> None:
    hosts = Membership.objects.filter(role=Role.REPRESENTATIVE).values("organisation").annotate(n=Count("pk"))

    assert all(user.email.endswith("@demo.example") for user in User.objects.all())
    assert hosts.count() == 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_representative_finds_four_stops_in_four_states_and_something_to_do(
    edition: Tour, client: Client, language: str
) -> None:
    representative = User.objects.get(email=PEOPLE[4].email)
    client.force_login(representative)

    page: Any = client.get("/workspace/" if language == "fr" else "/en/workspace/")
    hosted = Stop.objects.filter(partnerships__organisation__memberships__user=representative)

    assert page.status_code == 200
    assert [stop.place for stop in hosted.order_by("pk")] == ["Châteaubriant", "Agen", "Riom", "Saint-Dié-des-Vosges"]
    assert [stop.state for stop in hosted.order_by("pk")] == ["published", "confirmed", "contacted", "published"]
    assert all(str(stop) in page.content.decode() for stop in hosted)


def test_its_pages_open_for_whoever_plans(edition: Tour, client: Client) -> None:
    client.force_login(manager())

    for name in ("planning_tour", "planning_partners", "planning_conflicts", "planning_proposals"):
        assert client.get(reverse(name, args=[edition.slug])).status_code == 200
