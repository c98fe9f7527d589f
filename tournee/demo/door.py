"""The door of the made-up edition, and who came: telephones, rules of attendance, facts, and what proves them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

from events.models import Session, Stop, Tour
from events.planning.operations.fundings import add_funding
from registrations.attendance.rule.operations import save_rule
from registrations.booking.operations.needs import say_needs
from registrations.desk.devices.operations import make_link, note_ready, revoke_link
from registrations.desk.operations import note_for_desk
from registrations.models import AttendanceRule, Attendee, DeskDevice
from tournee.accounts.models import User
from tournee.demo import arriving, evenings, proving
from tournee.demo.cases import CO_FUNDED, FULL, SELF_SIGN_IN, TRAINING
from tournee.demo.cast import Extras
from tournee.demo.next_edition import SLUG
from tournee.demo.people import manager

SEED = 8
_FIRST_NUMBER = 9000  # of the people and firms drawn here: those drawn before have smaller ones
_NOTES = (
    "Badge à la table des intervenants",
    "Attendu par Camille Exemple : la prévenir",
    "Arrive avec une machine à exposer : ouvrir la porte de la cour",
)
_FUNDING = {
    "scheme": "Programme européen imaginaire des ateliers",
    "reference": "FICTIF-2019-0042",
    "mention_fr": "Cofinancé par l’Union européenne (mention fictive, pour la démonstration)",
    "mention_en": "Co-funded by the European Union (made up, for the demonstration)",
    "rate": 60,
}
Regime = AttendanceRule.Regime


def load(today: datetime.date) -> str:
    """Open the doors of the made-up edition if none was yet; returns a line saying what there is."""
    tour = Tour.objects.filter(slug=SLUG).first()
    if tour is None or AttendanceRule.objects.filter(stop__tour=tour).exists():
        return "door: already there"
    stops = list(tour.stops.select_related("tour").order_by("pk"))
    nearest = stops[FULL].starts_on
    if nearest is None or nearest <= today:
        return "door: left out, this demonstration was loaded too long ago"
    actor, extras = manager(), Extras(random.Random(SEED))  # noqa: S311  (seeded on purpose: the same every time)
    extras.drawn = _FIRST_NUMBER
    _set_rules(stops, actor)
    _hand_out_telephones(stops[FULL], nearest, actor)
    _note_for_the_desk(stops[FULL], actor)
    arriving.arrive(stops, extras, actor)
    certificates = proving.prove(stops, actor)
    pages = evenings.write(tour, stops, today, actor)
    telephones = DeskDevice.objects.filter(stop__tour=tour).count()
    return f"door: {telephones} telephones, {certificates} certificates, {pages} evening pages"


def _set_rules(stops: Sequence[Stop], actor: User) -> None:
    """Information meetings, but for one stop that the Union pays for and one session that is a training."""
    add_funding(stops[CO_FUNDED], _FUNDING, actor=actor)
    co_funded = {"regime": Regime.CO_FUNDED, "follows": "Guide (imaginaire) du programme, règle 7"}
    save_rule(stops[CO_FUNDED], None, co_funded, expected_version=None, actor=actor)
    training = {"regime": Regime.TRAINING, "follows": "Organisme de formation fictif n° 00 00 00000 00"}
    save_rule(stops[TRAINING], stops[TRAINING].sessions.get(), training, expected_version=None, actor=actor)
    for place in (SELF_SIGN_IN, FULL):
        values = {"regime": Regime.INFORMATION, "self_sign_in": place == SELF_SIGN_IN}
        save_rule(stops[place], None, values, expected_version=None, actor=actor)


def _hand_out_telephones(stop: Stop, day: datetime.date, actor: User) -> None:
    """One can go on without a network, one is a workshop's own, one was lost."""
    ready = make_link(stop, name="Téléphone de l’accueil (fictif)", day=day, actor=actor)
    note_ready(ready, Attendee.objects.filter(stop=stop, cancelled_at=None).count())
    workshop = stop.sessions.filter(kind=Session.Kind.WORKSHOP).first()
    make_link(stop, name="Tablette de l’atelier (fictive)", day=day, session=workshop, actor=actor)
    lost = make_link(stop, name="Téléphone égaré (fictif)", day=day, actor=actor)
    revoke_link(lost, actor=actor)


def _note_for_the_desk(stop: Stop, actor: User) -> None:
    """What whoever serves the door should know of some; two are not to be photographed."""
    expected = list(Attendee.objects.filter(stop=stop).select_related("registration__stop__tour").order_by("pk")[:5])
    for attendee, note in zip(expected, _NOTES, strict=False):
        note_for_desk(attendee, note, actor=actor)
    for attendee in expected[1::2]:
        say_needs(attendee, {"no_photographs": True}, actor=actor)
