"""Asking once more, with who is told: the first press shows it, the second, of the same thing, does it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Session, Stop
from events.planning.telling.rehearsing import Rehearsal, Take, rehearse
from events.planning.telling.told import Kind
from tournee.mail.models import OutboxMessage
from tournee.texts.typography import format_number
from tournee.web.access import signed_in_user
from tournee.web.forms import refusals

SEE = _("See who is told")
_NOT_TYPED = {"csrfmiddlewaretoken", "once", "seen"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown before a change: its rehearsal, and `seen`, sent back by whoever goes on.

    `again`: what was typed, or the stop itself, is not what it was when the person looked.
    """

    rehearsal: Rehearsal
    seen: str
    again: bool


def preview_before(
    request: HttpRequest, form: forms.BaseForm, thing: Stop | Session, kind: Kind, take: Take
) -> Preview | None:
    """Who is told when `take(thing)` is done with what the bound `form` says.

    None where it may be done at once: whoever sends it has seen who is told, or nobody is; and where the form is shown
    again: it is not bound, or says what is refused. Somebody who registered meanwhile changes nothing: they are told
    like the others.
    """
    if not form.is_bound or not form.is_valid():
        return None
    seen = _mark(request, thing)
    if request.POST.get("seen") == seen:
        return None
    rehearsal = Rehearsal()
    with refusals(form):
        rehearsal = rehearse(thing, kind, take, actor=signed_in_user(request))
    return Preview(rehearsal, seen, again=bool(request.POST.get("seen"))) if rehearsal.told else None


def with_number_sent(done: str, messages: Sequence[OutboxMessage]) -> str:
    """The sentence `done`, and how many messages were written."""
    if not messages:
        return done
    count = len(messages)
    said = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", count)
    return f"{done} {said % {'count': format_number(count)}}"


def _mark(request: HttpRequest, thing: Stop | Session) -> str:
    stop = thing if isinstance(thing, Stop) else thing.stop
    return mark_of(request, thing.pk, thing.version, stop.version)


def mark_of(request: HttpRequest, *state: object) -> str:
    """What was typed, and about which `state` of the thing: another mark means that it has not been looked at."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in _NOT_TYPED)
    return hashlib.sha256(repr((typed, *state)).encode()).hexdigest()[:32]
