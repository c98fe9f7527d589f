"""What the made-up edition prepares: its checklist, as far as its stops are with it, and its debate guide."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from events.models import Side, Stop, Task, Tour
from events.planning.attention.gathering import needs_of
from events.planning.attention.operations import put_off as snooze
from events.planning.checklist.operations import offer_ordinary
from events.planning.checklist.queries import open_tasks, representatives_by_stop
from events.planning.guide.operations import add_prompt
from tournee.accounts.models import User
from tournee.demo.cases import HELD, INVITATION_LATE, STEPS_UNKNOWN, UNLED_WORKSHOP, WITHOUT_ROOM
from tournee.demo.edition_2019 import PROMPTS

# What the facilitator reads below each question of 2019, and for how many minutes one stays with it.
HINTS = (
    (
        "Demander le dernier changement, même petit\u202f: un geste, un outil, un client.",
        "Ask for the latest change, however small: a gesture, a tool, a customer.", 25,
    ),
    (
        "Fournisseurs, clients, écoles, concurrents\u202f: qui a-t-on appelé en premier\u202f?",
        "Suppliers, customers, schools, competitors: who was called first?", 20,
    ),
    (
        "Laisser parler d’abord celles et ceux qui ont recruté cette année.",
        "Let those who recruited this year speak first.", 20,
    ),
    (
        "Chercher ce que deux entreprises de la salle pourraient faire ensemble.",
        "Look for what two companies in the room could do together.", 20,
    ),
    (
        "Noter les mots de l’entreprise, sans les traduire en diplômes.",
        "Note the company’s own words, without turning them into diplomas.", 25,
    ),
)  # fmt: skip
# Of the edition alone, after those of 2019.
OWN_PROMPT = {
    "text_fr": "Qu’est-ce qui a changé depuis 2019\u202f?",
    "text_en": "What has changed since 2019?",
    "hint_fr": "Laisser venir ce qui s’est arrêté aussi bien que ce qui a commencé.",
    "hint_en": "Let what has stopped come up as well as what has begun.",
    "minutes": 10,
}
AGREE, PUBLISH = -90, -28  # in the ordinary checklist: agreeing on the date, publishing the stop
# The tasks that were forgotten, by the stop's place and their days before it: each shows in the control room.
LATE = frozenset(
    {
        (STEPS_UNKNOWN, -30), (INVITATION_LATE, -21), (UNLED_WORKSHOP, -35), (WITHOUT_ROOM, -60), (WITHOUT_ROOM, -30),
        (WITHOUT_ROOM, PUBLISH),
    }
)  # fmt: skip
SOON = datetime.timedelta(days=21)
A_FORTNIGHT = datetime.timedelta(days=14)
# By rule: its first need waits, for a reason.
PUT_OFF = (
    ("co_host_without_account", "Leur nouvelle directrice arrive dans dix jours."),
    ("no_lead", "Réparti à la réunion d’équipe du mois."),
)


def plan(tour: Tour, actor: User) -> None:
    """Give `tour` its checklist, before it has stops, and its debate guide."""
    offer_ordinary(tour, actor=actor)
    for (text_fr, text_en), (hint_fr, hint_en, minutes) in zip(PROMPTS, HINTS, strict=True):
        values = {"text_fr": text_fr, "text_en": text_en, "hint_fr": hint_fr, "hint_en": hint_en, "minutes": minutes}
        add_prompt(tour, values, actor=actor)
    add_prompt(tour, OWN_PROMPT, actor=actor)


def do_what_was_due(stops: Sequence[Stop], today: datetime.date, actor: User) -> None:
    """Tasks whose day is past are done, but for those forgotten. What is late or due soon is somebody's.

    As rows: one by one, the hundreds of tasks that were done would take longer than the rest of the edition.
    """
    representatives = representatives_by_stop(stops[0].tour)
    places = {stop.pk: place for place, stop in enumerate(stops)}
    done, handed = list(_done_in_time(stops[:HELD], actor)), []
    Task.objects.bulk_create(done)
    for task in open_tasks(stops):
        settled = _is_settled(task)
        if task.due is None or (task.due > today + SOON and not settled):
            continue
        past = task.due < today and (places[task.stop_id], task.days) not in LATE
        lead = task.stop.lead or actor
        theirs = list(representatives.get(task.stop_id, {}).values())
        task.assignee = lead if task.side == Side.TEAM else (theirs[0] if theirs else None)
        if past or settled:
            task.done_at = _morning(task, task.due if past else today - A_FORTNIGHT)
            task.done_by = task.assignee or lead
        handed.append(task)
    Task.objects.bulk_update(handed, ["assignee", "done_at", "done_by"])


def put_off(tour: Tour, today: datetime.date, actor: User) -> None:
    """Two things of the control room can wait, each for a reason."""
    keys = [need.key for need in needs_of(tour, today)]
    for rule, reason in PUT_OFF:
        key = next((key for key in keys if key.partition(":")[0] == rule), None)
        if key is not None:
            snooze(tour, key, until=today + A_FORTNIGHT, reason=reason, actor=actor)


def _done_in_time(stops: Sequence[Stop], actor: User) -> Iterator[Task]:
    """What the stops held had to do before this demonstration was made: done on its day."""
    items = list(stops[0].tour.checklist_items.all())
    known = set(Task.objects.filter(stop__in=stops).values_list("stop", "item"))
    for stop in stops:
        for item in items:
            task = Task(
                stop=stop, item=item, title_fr=item.title_fr, title_en=item.title_en, days=item.days, side=item.side,
                done_by=stop.lead or actor,
            )  # fmt: skip
            if (stop.pk, item.pk) not in known and task.due is not None:
                task.done_at = _morning(task, task.due)
                yield task


def _is_settled(task: Task) -> bool:
    """What the stop's own state says is done: its date is agreed, it is public."""
    state = task.stop.state
    agreed = task.days == AGREE and state in (Stop.State.CONFIRMED, Stop.State.PUBLISHED)
    return agreed or (task.days == PUBLISH and state == Stop.State.PUBLISHED)


def _morning(task: Task, day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=task.stop.zone)
