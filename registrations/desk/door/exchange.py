"""What the door and a telephone tell each other (`registrations.desk.door.people`)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from registrations.desk.devices.links import takes_late_facts, why_ended
from registrations.desk.devices.operations import note_ready, note_seen
from registrations.desk.door import changes as changed
from registrations.desk.door.facts import Malformed, Sent, clock_offset, facts_in, nonce_of, read
from registrations.desk.door.noting import Done, Sending, not_understood, note
from registrations.desk.door.opening import also_late, ended_json, for_telephone
from registrations.desk.door.people import day_of, moment, people_of, told
from registrations.models import DeskDevice

_MOST = 512 * 1024  # bytes of one sending: 200 facts are 60 kB


@require_safe
@for_telephone
def people(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Everybody of the day, or 304 where that is what the telephone has."""
    day = day_of(device)
    version = str(changed.now_at(day).version)
    etag = f'"{version}"'
    response = get_conditional_response(request, etag=etag) or _written(told(day, people_of(day), version))
    response.headers["ETag"] = etag
    return response


def _written(said: dict[str, Any]) -> HttpResponse:
    """As JSON without escapes or blanks: names have accents, and three thousand of them are to be sent."""
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(written, content_type="application/json")


@require_safe
@for_telephone
def changes(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """What others noted since `since`; 304 where nothing was."""
    day, since = day_of(device), request.GET.get("since", "")
    now = changed.now_at(day)
    if str(now.version) == since:
        return HttpResponseNotModified()
    known = changed.version_in(since)
    if now.differs(known):
        return _written({"again": True})
    about = changed.noted_since(device.stop, known)
    return _written(told(day, people_of(day, about) if about else [], str(now.version)))


@require_POST
@also_late
def facts(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Write what was noted, and answer about each; what cannot be understood is answered by itself."""
    now = timezone.now()
    if not takes_late_facts(device, now):
        return ended_json(request, device)
    try:
        body = _body(request)
        sent = [_read(fact) for fact in facts_in(body)]
    except Malformed:
        return JsonResponse({"why": "malformed"}, status=422)
    sending = Sending(device, now, clock_offset(body, now))
    done = [note(sending, one) if isinstance(one, Sent) else not_understood() for one in sent]
    said: dict[str, Any] = {"server_now": moment(now), "facts": []}
    names = {}
    if not why_ended(device, now):
        note_seen(device, now)
        about = {one.attendee.pk for one in done if one.attendee}
        known = {one.attendee.pk: one.attendee for one in done if one.attendee and one.just_asked}
        names = {one.pk: one.said() for one in people_of(day_of(device), about, known)} if about else {}
    for one, became in zip(sent, done, strict=True):
        said["facts"].append(_said(one, became, names))
    return _written(said)


def _body(request: HttpRequest) -> object:
    if int(request.headers.get("Content-Length") or 0) > _MOST:
        raise Malformed
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Malformed from None


def _read(fact: object) -> Sent | str:
    """The fact, or the nonce it says where it cannot be read."""
    try:
        return read(fact)
    except Malformed:
        return nonce_of(fact)


def _said(sent: Sent | str, became: Done, names: dict[int, dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {"nonce": sent if isinstance(sent, str) else str(sent.nonce), "done": became.done}
    if became.why:
        said["why"] = became.why
    if became.said:
        said["said"] = became.said
    if became.attendee and (person := names.get(became.attendee.pk)):
        said["person"] = person
    return said


@require_POST
@for_telephone
def ready(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """The telephone has what it needs without a network."""
    try:
        body = _body(request)
        count = body.get("people") if isinstance(body, dict) else None
    except Malformed:
        count = None
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 2**31:
        return JsonResponse({"why": "malformed"}, status=422)
    note_ready(device, count)
    return JsonResponse({"ready_at": moment(timezone.now())})
