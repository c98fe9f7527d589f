"""What a telephone sends: facts, each read on its own, so that one that cannot be understood spoils no other."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dateparse import parse_datetime

from registrations.booking.request import PersonRequest
from registrations.models import CheckIn

AT_ONCE = 200  # facts in one sending
KINDS = ("in", "out", "undo", "walk_in", "instead")
NEW = ("walk_in", "instead")
_HOW = {"search": CheckIn.How.SEARCH, "scan": CheckIn.How.SCAN}
_CODE = 20


class Malformed(ValueError):
    """Something that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One fact as a telephone noted it; `at` by its own clock. `known_as` is whom it is about: an id, or a nonce."""

    nonce: uuid.UUID
    kind: str
    at: datetime.datetime
    how: str
    known_as: uuid.UUID | None
    code: str
    session: int | None
    undoes: tuple[uuid.UUID, ...]
    person: PersonRequest
    firm: str
    instead_of: uuid.UUID | None


def facts_in(body: object) -> list[object]:
    """The facts of one sending, unread. Raises Malformed."""
    facts = body.get("facts") if isinstance(body, Mapping) else None
    if not isinstance(facts, list) or len(facts) > AT_ONCE:
        raise Malformed
    return facts


def clock_offset(body: object, now: datetime.datetime) -> int:
    """By how many seconds the telephone's clock is ahead; 0 where it does not say what it shows."""
    shown = _moment(body.get("device_now")) if isinstance(body, Mapping) else None
    seconds = round((shown - now).total_seconds()) if shown else 0
    return seconds if abs(seconds) < 2**31 else 0


def read(fact: object) -> Sent:
    """One fact. Raises Malformed where it lacks what its kind needs."""
    if not isinstance(fact, Mapping):
        raise Malformed
    nonce, kind, at = _uuid(fact.get("nonce")), fact.get("kind"), _moment(fact.get("at"))
    if nonce is None or kind not in KINDS or at is None:
        raise Malformed
    session = fact.get("session")
    if session is not None and (not isinstance(session, int) or isinstance(session, bool) or not 0 < session < 2**31):
        raise Malformed
    sent = Sent(
        nonce=nonce,
        kind=kind,
        at=at,
        how=_HOW.get(str(fact.get("how")), CheckIn.How.SEARCH),
        known_as=_uuid(fact.get("person")),
        code=_line(fact.get("code"), _CODE).upper(),
        session=session,
        undoes=_undone(fact.get("undoes")),
        person=PersonRequest(_line(fact.get("name"), 120), _email(fact.get("email"))),
        firm=_line(fact.get("firm"), 200),
        instead_of=_uuid(fact.get("instead_of")),
    )
    if kind in {"in", "out"} and not (sent.known_as or sent.code):
        raise Malformed
    if kind == "undo" and not sent.undoes:
        raise Malformed
    return sent


def nonce_of(fact: object) -> str:
    """How an answer calls what could not be read."""
    return _line(fact.get("nonce"), 60) if isinstance(fact, Mapping) else ""


def _undone(value: object) -> tuple[uuid.UUID, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in map(_uuid, values[:AT_ONCE]) if one is not None)


def _uuid(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: Any) -> datetime.datetime | None:
    """An aware moment of a year that every clock knows."""
    try:
        found = parse_datetime(value) if isinstance(value, str) and len(value) < 40 else None
    except ValueError:
        return None
    return found if found and found.tzinfo and 2000 < found.year < 2200 else None


def _line(value: object, length: int) -> str:
    """One line of text, without what no database keeps."""
    return " ".join(value.replace("\x00", " ").split())[:length].strip() if isinstance(value, str) else ""


def _email(value: object) -> str:
    """The address; "" where it cannot be one: the door turns nobody away for that."""
    address = _line(value, 254)
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address
