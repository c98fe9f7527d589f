"""What the pages of planning need beside what the demonstration holds; run inside the product."""

from __future__ import annotations

import datetime
from typing import Any

HOST = "accueil@demo.example"
MANAGER = "pilotage@demo.example"


def samples() -> dict[str, dict[str, Any]]:
    """The arguments of each page's address, by the sample's name."""
    from events.models import (
        ChecklistItem,
        Commitment,
        DateOption,
        Exchange,
        Material,
        Partnership,
        Prompt,
        Proposal,
        Snooze,
        Stop,
        Task,
        Tour,
    )
    from events.planning.operations import create_tour
    from tournee.models import User

    tour = Tour.objects.get(slug="prochaine")
    manager, host = User.objects.get(email=MANAGER), User.objects.get(email=HOST)
    own = Partnership.objects.filter(
        stop__tour=tour, stop__state=Stop.State.PUBLISHED, organisation__memberships__user=host
    ).latest("pk")
    today = datetime.date.today()  # noqa: DTZ011 (any day will do)
    empty = create_tour(
        {
            "slug": "vide", "title_fr": "Une tournée sans étape", "starts_on": today,
            "ends_on": today + datetime.timedelta(days=90),
        },
        actor=manager,
    )  # fmt: skip
    to_come = tour.stops.filter(state=Stop.State.PUBLISHED).latest("starts_on")
    idea = tour.stops.filter(state=Stop.State.IDEA).earliest("pk")
    item, _new = ChecklistItem.objects.get_or_create(tour=tour, title_fr="Réserver la salle", defaults={"days": -60})
    task = Task.objects.create(stop=to_come, title_fr="Imprimer les affiches", days=-10)
    day = tour.ends_on - datetime.timedelta(days=14)
    option = DateOption.objects.create(stop=idea, starts_on=day, ends_on=day, note="marché ce jour-là")
    material = Material.objects.create(stop=to_come, title_fr="Plan d’accès", url="https://demo.example/plan")
    prompt = Prompt.objects.create(tour=tour, text_fr="Comment innove-t-on ?", minutes=20)
    exchange = Exchange.objects.create(
        partnership=own, on=today, kind=Exchange.Kind.CALL, summary="Accord pour la salle.", noted_by=manager
    )
    promise = Commitment.objects.create(partnership=own, what="La grande salle", due_on=today)
    snooze = Snooze.objects.create(
        tour=tour, key="no_venue:1", until=today + datetime.timedelta(days=7), reason="La mairie répond lundi."
    )
    proposal = Proposal.objects.create(
        stop=own.stop, kind=Proposal.Kind.STOP, values={"venue": "Salle des fêtes"},
        stood={"venue": own.stop.venue if own.stop else ""}, why="Plus grande.", proposed_by=host,
    )  # fmt: skip
    return {
        "tour_empty": {"tour": empty.slug},
        "item": {"item": item.pk},
        "task": {"task": task.pk},
        "option": {"option": option.pk},
        "material": {"material": material.pk},
        "prompt": {"prompt": prompt.pk},
        "exchange": {"exchange": exchange.pk},
        "promise": {"commitment": promise.pk},
        "partner_own": {"partnership": own.pk},
        "snooze": {"snooze": snooze.pk},
        "proposal": {"proposal": proposal.pk},
        "session_hosted": _a_session(own.stop),
        "need": {"tour": tour.slug, "key": _a_need(tour)},
    }


def _a_session(stop: Any) -> dict[str, Any]:
    """One that takes place at a stop, as its address names it."""
    session = stop.sessions.filter(state="planned").earliest("pk")
    return {"tour": stop.tour.slug, "stop": stop.slug, "session": session.pk}


def _a_need(tour: Any) -> str:
    """The key of something the control room shows."""
    from events.planning.attention.clock import today_of
    from events.planning.attention.gathering import needs_of

    return str(needs_of(tour, today_of(tour))[0].key)
