"""The door on a telephone, as pages that need no script: what is typed, scanned or tapped is answered by a page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registrations.desk import words
from registrations.desk.devices.links import token_of
from registrations.desk.door import codes, tapping
from registrations.desk.door.opening import at_door
from registrations.desk.door.people import Day, day_of, people_of
from registrations.desk.door.standing import STOP, Answer, Shown, answer_after, answer_before, counts_of
from registrations.desk.forms import NewcomerForm, WalkInForm
from registrations.desk.newcomers import Known, SameName
from registrations.desk.operations import DeskError, closed_in_words, is_closed
from registrations.desk.queries import SHOWN, words_in
from registrations.desk.scanning import answer_to_unknown
from registrations.desk.taps import ids_in, uuid_in
from registrations.models import Attendee, DeskDevice
from tournee.web.forms import posted, submit

_AT_ONCE = 40  # rows of one page: more are found by typing


@require_http_methods(["GET", "POST"])
@at_door
def door(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """One search field, and a row with one button for each person found."""
    typed, only = request.GET.get("q", "").strip()[:300], request.GET.get("show", "")
    if request.method == "POST":
        try:
            code = tapping.tap(device, request.POST)
        except DeskError as error:
            return _list(request, device, "", only, refused=error)
        asked = {"show": only, "done": code}
        return redirect(f"{_home(device)}?{urlencode({name: value for name, value in asked.items() if value})}")
    # A word of seven letters that is nobody's code is looked for as a name.
    attendee = codes.attendee_with(typed, device.stop) if typed else None
    if attendee is not None and attendee.stop_id == device.stop_id:
        return redirect("door_ticket", token_of(device), attendee.code)
    if attendee is not None or codes.is_link(typed):
        return _unknown(request, device, attendee)
    return _list(request, device, typed, only)


def _list(
    request: HttpRequest, device: DeskDevice, typed: str, only: str, *, refused: DeskError | None = None
) -> HttpResponse:
    """Whoever is found, below the answer to the last tap."""
    day = day_of(device)
    everybody = [Shown(who, day) for who in people_of(day)]
    counts = counts_of(day, everybody)
    people = _found(everybody, typed, only)
    done = next((one for one in everybody if one.who.code == request.GET.get("done")), None)
    answer = answer_after(done, counts) if done else None
    context = _around(device, day) | {
        "counts": counts,
        "sessions": [(one, counts.inside[one.pk]) for one in day.sessions],
        "typed": typed,
        "only": only if only in SHOWN else "",
        "people": people[:_AT_ONCE],
        "more": max(len(people) - _AT_ONCE, 0),
        "shown": done,
        "answer": answer,
    }
    if refused:
        context |= _refusal(refused)
    return render(request, "registrations/desk/door/door.html", context, status=422 if refused else 200)


def _refusal(error: DeskError) -> dict[str, Any]:
    """What a page says of a tap that was not noted; it says once why the door is closed."""
    return {"answer": Answer(STOP, _("Not noted"), str(error)), "notice": ""}


def _found(everybody: list[Shown], typed: str, only: str) -> list[Shown]:
    words_ = words_in(typed)
    found = everybody if words_ else [one for one in everybody if one.of_this_door]
    for word in words_:
        found = [one for one in found if word in one.who.key]
    if only == "here":
        return [one for one in found if one.here_since]
    if only == "expected":
        return [one for one in found if one.is_awaited]
    return found


def _around(device: DeskDevice, day: Day) -> dict[str, Any]:
    """What every page of the door shows: where it is, and what is unusual about it."""
    stop = device.stop
    return {
        "device": device,
        "stop": stop,
        "door_session": next((one for one in day.sessions if one.pk == device.session_id), None),
        "home": _home(device),
        "walk_in_url": reverse("door_walk_in", args=[token_of(device)]),
        "photo_url": reverse("door_photo", args=[token_of(device)]),
        "closed": is_closed(stop),
        "notice": closed_in_words() if is_closed(stop) else words.said_of_door(device, timezone.now()),
    }


def _home(device: DeskDevice) -> str:
    return reverse("door", args=[token_of(device)])


@require_http_methods(["GET", "POST"])
@at_door
def ticket(request: HttpRequest, device: DeskDevice, code: str) -> HttpResponse:
    """Whoever shows that ticket: the answer in large letters, and one button."""
    attendee = codes.attendee_with(code, device.stop)
    if attendee is None or attendee.stop_id != device.stop_id:
        return _unknown(request, device, attendee)
    refused = None
    if request.method == "POST":
        try:
            tapping.tap(device, request.POST, scanned=True)
            return redirect(f"{reverse('door_ticket', args=[token_of(device), attendee.code])}?done=1")
        except DeskError as error:
            refused = error
    day = day_of(device)
    shown = next((Shown(who, day) for who in people_of(day, {attendee.pk})), None)
    if shown is None:
        raise Http404
    if "done" in request.GET and not refused:
        answer = answer_after(shown, counts_of(day, [Shown(who, day) for who in people_of(day)]))
    else:
        answer = answer_before(shown)
    context = _around(device, day) | {"shown": shown, "answer": answer}
    if refused:
        context |= _refusal(refused)
    return render(request, "registrations/desk/door/ticket.html", context, status=422 if refused else 200)


def _unknown(request: HttpRequest, device: DeskDevice, attendee: Attendee | None) -> HttpResponse:
    """A ticket that nobody here has: of another stop, or forged."""
    context = _around(device, day_of(device)) | {"answer": answer_to_unknown(attendee), "shown": None}
    return render(request, "registrations/desk/door/ticket.html", context, status=404)


@require_http_methods(["GET", "POST"])
@at_door
def walk_in(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Somebody who is not on the list: three fields, and they are here."""
    return _newcomer(request, device, instead_of=None)


@require_http_methods(["GET", "POST"])
@at_door
def instead(request: HttpRequest, device: DeskDevice, code: str) -> HttpResponse:
    """Somebody comes instead of whoever has that ticket, and has their seats."""
    attendee = codes.attendee_with(code, device.stop)
    if attendee is None or attendee.stop_id != device.stop_id:
        return _unknown(request, device, attendee)
    return _newcomer(request, device, instead_of=attendee)


def _newcomer(request: HttpRequest, device: DeskDevice, *, instead_of: Attendee | None) -> HttpResponse:
    """The form; where the stop has somebody of that name it comes back and asks whether it is the same person."""
    kind = NewcomerForm if instead_of else WalkInForm
    form = kind(posted(request), initial={"name": request.GET.get("name", "")})
    done: list[str] = []
    day = day_of(device)
    counts = counts_of(day, [Shown(who, day) for who in people_of(day)])
    context = _around(device, day) | {"form": form, "instead_of": instead_of, "counts": counts}
    try:
        if form.is_bound and submit(form, lambda: done.append(_note_newcomer(request, device, form, instead_of))):
            return redirect(f"{_home(device)}?{urlencode({'done': done[0]})}")
    except SameName as same:
        context["same"] = _known(day_of(device), same.people)
    return render(request, "registrations/desk/door/newcomer.html", context, status=422 if form.errors else 200)


def _note_newcomer(request: HttpRequest, device: DeskDevice, form: NewcomerForm, instead_of: Attendee | None) -> str:
    """Note whom the pressed button means: somebody known, or the newcomer; their code."""
    same = request.POST.get("same", "")
    if same and (code := tapping.note_same(device, form, instead_of, uuid_in(same))):
        return code
    return tapping.note_newcomer(device, form, instead_of, other_than=ids_in(request.POST.get("other", "")))


def _known(day: Day, people: list[Attendee]) -> list[Known]:
    """Those of that name, whoever is still to come first."""
    shown = [Shown(who, day) for who in people_of(day, {one.pk for one in people})]
    known = [Known(one.who.public_id, one.who.name, one.who.firm, one.word, bool(one.here_since)) for one in shown]
    return sorted(known, key=lambda one: one.here)


@require_POST
@at_door
def photo(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """A photograph of a ticket's code, read here where the telephone cannot, and kept nowhere."""
    picture = request.FILES.get("photo")
    readable = picture is not None and (picture.size or 0) <= codes.LARGEST_PICTURE
    text = codes.read_picture(picture) if picture is not None and readable else ""
    attendee = codes.attendee_with(text, device.stop) if text else None
    if attendee is not None and attendee.stop_id == device.stop_id:
        return redirect("door_ticket", token_of(device), attendee.code)
    if text:
        return _unknown(request, device, attendee)
    said = _("No code could be read on the photograph. Hold the telephone closer, in good light, or look for the name.")
    answer = Answer(STOP, _("No code found"), said)
    context = _around(device, day_of(device)) | {"answer": answer, "shown": None}
    return render(request, "registrations/desk/door/ticket.html", context, status=422)
