"""The organiser's own questions on the registration form of one stop, and what some answered."""

from __future__ import annotations

from typing import Any

from events.models import Stop
from registrations.booking.questions.operations import add_question
from registrations.models import FormQuestion
from tournee.accounts.models import User
from tournee.demo.booking import firm_comes
from tournee.demo.cast import Extras

BY_CAR, BY_TRAIN, ON_FOOT = "voiture", "train", "a-pied"
_TRAVEL = [
    {"code": BY_CAR, "fr": "En voiture", "en": "By car"},
    {"code": BY_TRAIN, "fr": "En train", "en": "By train"},
    {"code": ON_FOOT, "fr": "À pied ou à vélo", "en": "On foot or by bicycle"},
]
_TRADES = [
    {"code": "atelier", "fr": "À l’atelier", "en": "In the workshop"},
    {"code": "bureau", "fr": "Au bureau d’études", "en": "In the design office"},
    {"code": "direction", "fr": "À la direction", "en": "In management"},
]


def ask(stop: Stop, extras: Extras, actor: User) -> None:
    """Four questions, none required: a choice, one that follows from it, a text, and one to each person."""
    travel = _question(stop, actor, "single", "Comment viendrez-vous ?", "How will you come?", choices=_TRAVEL)
    follows = {"question": travel.code, "choices": [BY_CAR]}
    cars = _question(
        stop, actor, "number", "Combien de places de stationnement faut-il vous garder ?",
        "How many parking spaces shall we keep for you?", shown_if=follows,
    )  # fmt: skip
    topic = _question(stop, actor, "text", "De quoi aimeriez-vous parler ?", "What would you like to talk about?")
    trade = _question(
        stop, actor, "single", "Où travaillez-vous dans l’entreprise ?", "Where in the firm do you work?",
        choices=_TRADES, asked_of=FormQuestion.AskedOf.ATTENDEE,
    )  # fmt: skip
    for people, came, spaces, said, where in (
        (2, BY_CAR, "1", "De l’apprentissage, que nous n’arrivons plus à organiser (réponse inventée).", "atelier"),
        (1, BY_TRAIN, "", "D’un partenaire pour nos essais de matériaux (réponse inventée).", "bureau"),
        (1, BY_CAR, "2", "", "direction"),
    ):
        answers: dict[int, Any] = {travel.pk: [{"choice": came}]}
        answers |= {cars.pk: [{"number": spaces}]} if spaces else {}
        answers |= {topic.pk: [{"text": said}]} if said else {}
        firm_comes(stop, extras, people=people, answers=answers, each={"answers": {trade.pk: [{"choice": where}]}})


def _question(
    stop: Stop, actor: User, kind: str, fr: str, en: str, *, choices: list[dict[str, str]] | None = None, **more: Any
) -> FormQuestion:
    settings = {"choices": choices} if choices else {}
    values = {"label_fr": fr, "label_en": en, "settings": settings, "stop": stop, **more}
    return add_question(stop.tour, kind, values, actor=actor)
