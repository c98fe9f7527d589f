"""Who would be written to by a change of a registration, and what: shown before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.planning.telling.asking import Preview, mark_of
from events.planning.telling.rehearsing import Rehearsal
from events.planning.telling.told import By, Told
from registrations.models import Registration, Seat
from tournee.mail.models import OutboxMessage
from tournee.mail.watching import messages_written
from tournee.web.forms import refusals

_SHOWN = 6  # messages, each with its beginning


def rehearsed(take: Callable[[], object]) -> list[OutboxMessage]:
    """The messages that `take` writes: it is done, looked at and taken back. Raises what it refuses with."""
    with transaction.atomic():
        with messages_written() as written:
            take()
        transaction.set_rollback(True)
    return written


def preview_of(
    request: HttpRequest, form: forms.BaseForm, take: Callable[[], object], registration: Registration | None = None
) -> Preview | None:
    """What `take`, done with what the bound `form` says, would tell whom.

    None where it may be done at once: whoever sends it has seen it, or nobody is written to; and where the form is
    shown again, since something of it is refused. Objects that `take` changes are not to be used afterwards.
    """
    if not form.is_bound or not form.is_valid():
        return None
    seats = Seat.objects.filter(attendee__registration=registration).order_by("pk") if registration else ()
    seen = mark_of(request, registration and registration.pk, [(seat.pk, seat.state) for seat in seats])
    if request.POST.get("seen") == seen:
        return None
    written: list[OutboxMessage] = []
    with refusals(form):
        written = rehearsed(take)
    if not written:
        return None
    return Preview(Rehearsal(_told(written), len(written)), seen, again=bool(request.POST.get("seen")))


def _told(written: Sequence[OutboxMessage]) -> list[Told]:
    """Each of the first few by name with what they read, the others counted."""
    shown = [Told(one.to_name or one.to_address, By.MAIL, [one.subject], 1, [one]) for one in written[:_SHOWN]]
    if (more := len(written) - _SHOWN) > 0:
        said = ngettext("%(count)s more person", "%(count)s more people", more) % {"count": more}
        shown.append(Told(said, By.MAIL, [_("Each reads their own part.")], more, written[_SHOWN:]))
    return shown
