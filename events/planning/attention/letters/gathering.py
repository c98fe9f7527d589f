"""Who owes what on a tour: each person once, with what is theirs to do, in their own language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import translation

from events.models import Membership, Partnership, Role, Side, Stop, Tour
from events.planning.attention.gathering import Attention, attention_of
from events.planning.attention.needs import Need
from events.planning.attention.room import Asking, by_stop
from events.team.queries import members_of
from events.team.rules import EDITORS
from tournee.accounts.models import User
from tournee.mail.addresses import normal_address

NEXT_STOPS = datetime.timedelta(weeks=4)


@dataclass(slots=True)
class Letter:
    """What one person is written to: what they owe, stop by stop, and their stops of the next four weeks.

    `side` is whom they belong to; without an account (`signs_in` False) they can open no page of the workspace.
    """

    address: str
    name: str
    language: str
    side: Side
    signs_in: bool
    keys: set[str] = field(default_factory=set)
    stops: set[int] = field(default_factory=set)
    asking: list[Asking] = field(default_factory=list)
    ahead: list[Stop] = field(default_factory=list)


def letters_of(tour: Tour, today: datetime.date) -> list[Letter]:
    """The letters of that day, by name; empty where nobody owes anything.

    The team owes what has nobody else: its lead's, else every editor's and manager's. What is the co-host's is owed by
    those who represent it at the stop, else by the partnership's contact persons who have an address; where nobody
    there can be written to, by the team. As many queries for three stops as for four hundred.
    """
    attention = attention_of(tour, today)
    if not attention.needs:
        return []
    letters: dict[str, Letter] = {}
    people = _People(tour, attention)
    for need in attention.needs:
        for letter in people.owing(need):
            kept = letters.setdefault(normal_address(letter.address), letter)
            kept.keys.add(need.key)
    _say(letters.values(), tour, attention)
    return sorted(letters.values(), key=lambda letter: (letter.side, letter.name.casefold(), letter.address))


def _say(letters: Iterable[Letter], tour: Tour, attention: Attention) -> None:
    """Put into each letter what its person owes, in their language: gathered once for each language."""
    until = attention.watched.today + NEXT_STOPS
    spoken: dict[str, Attention] = {translation.get_language() or "": attention}
    for letter in letters:
        with translation.override(letter.language):
            if letter.language not in spoken:
                spoken[letter.language] = attention_of(tour, attention.watched.today)
            said = spoken[letter.language]
            mine = [need for need in said.needs if need.key in letter.keys]
            letter.asking = by_stop(Attention(said.watched, mine, []))
        mine_ahead = (stop for stop in said.watched.ahead if stop.pk in letter.stops)
        letter.ahead = [stop for stop in mine_ahead if stop.starts_on and stop.starts_on <= until]


class _People:
    """Everybody who may owe something on the tour, read once."""

    def __init__(self, tour: Tour, attention: Attention) -> None:
        self._stops = attention.watched.stops
        self._team: dict[int, User] = {}
        self._editors: list[User] = []
        for member in members_of(tour):
            if member.user.is_active:
                self._team[member.user_id] = member.user
                if member.role in EDITORS:
                    self._editors.append(member.user)
        self._hosts = _co_hosts(tour, self._stops)
        organisations = {host.organisation_id for hosts in self._hosts.values() for host in hosts}
        self._representatives = _representatives(organisations)
        self._reached = _reached(tour)
        named = {user.pk: user for found in self._representatives.values() for user in found}
        self._known = {**named, **self._team}

    def owing(self, need: Need) -> Iterator[Letter]:
        """A letter for each person who owes `need`."""
        if need.person in self._known and (need.side == Side.PARTNER) == (need.person not in self._team):
            yield self._to(self._known[need.person], need.side)
            return
        found = list(self._at_the_co_host(need.stop)) if need.side == Side.PARTNER and need.stop else []
        yield from found or self._in_the_team(need)

    def _at_the_co_host(self, stop: Stop) -> Iterator[Letter]:
        for host in self._hosts[stop.pk]:
            users = self._representatives.get(host.organisation_id, [])
            if users:
                yield from (self._to(user, Side.PARTNER) for user in users)
                continue
            for name, address, language in self._reached.get(host.pk, []):
                theirs = self._hosted_by({host.organisation_id})
                yield Letter(address, name, language, Side.PARTNER, signs_in=False, stops=theirs)

    def _in_the_team(self, need: Need) -> Iterator[Letter]:
        lead = self._team.get(need.stop.lead_id or 0) if need.stop else None
        for user in [lead] if lead else self._editors:
            yield self._to(user, Side.TEAM)

    def _to(self, user: User, side: Side) -> Letter:
        if side == Side.TEAM:
            theirs = {stop.pk for stop in self._stops if stop.lead_id == user.pk}
        else:
            mine = {organisation for organisation, users in self._representatives.items() if user in users}
            theirs = self._hosted_by(mine)
        return Letter(user.email, user.name, user.language, side, signs_in=True, stops=theirs)

    def _hosted_by(self, organisations: set[int]) -> set[int]:
        return {pk for pk, hosts in self._hosts.items() if any(one.organisation_id in organisations for one in hosts)}


def _co_hosts(tour: Tour, stops: Iterable[Stop]) -> dict[int, list[Partnership]]:
    """The co-hosting partnerships of each stop; one query."""
    found: dict[int, list[Partnership]] = {stop.pk: [] for stop in stops}
    for host in Partnership.objects.filter(stop__tour=tour, role=Partnership.Role.CO_HOST):
        found.setdefault(host.stop_id or 0, []).append(host)
    return found


def _representatives(organisations: Iterable[int]) -> dict[int, list[User]]:
    """Who represents each of these organisations and can sign in; one query."""
    active = Membership.objects.filter(role=Role.REPRESENTATIVE, user__is_active=True)
    members = active.filter(organisation_id__in=organisations)
    found: dict[int, list[User]] = {}
    for member in members.select_related("user").order_by("user__name", "pk"):
        found.setdefault(member.organisation_id or 0, []).append(member.user)
    return found


def _reached(tour: Tour) -> dict[int, list[tuple[str, str, str]]]:
    """Name, address and language of those to write to at each co-hosting partnership; one query."""
    theirs = Partnership.objects.filter(stop__tour=tour, role=Partnership.Role.CO_HOST, contact_persons__email__gt="")
    found: dict[int, list[tuple[str, str, str]]] = {}
    columns = ("pk", "contact_persons__name", "contact_persons__email", "contact_persons__language")
    for pk, name, address, language in theirs.order_by("pk", "contact_persons").values_list(*columns):
        found.setdefault(pk, []).append((name, address, language))
    return found
