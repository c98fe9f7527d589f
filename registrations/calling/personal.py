"""What call lists hold of somebody: what was noted of calls to them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _

from registrations.models import Call, Person
from registrations.privacy.announcements import Held, PersonErased


def held_by_calling(person: Person) -> Iterator[Held]:
    """Each call to them: about which stop, why, and what came of it; one query."""
    for call in Call.objects.filter(registration__contact=person).select_related("stop__tour").order_by("pk"):
        yield Held(
            _("telephone call"),
            _("to tell by telephone that a stop changes"),
            {
                "stop": str(call.stop), "tour": str(call.stop.tour), "reason": call.get_reason_display(),
                "outcome": call.get_outcome_display(), "note": call.note, "called_at": call.called_at,
            },
        )  # fmt: skip


def forget(erased: PersonErased) -> None:
    """Blank what was noted of calls to an erased person; that they were called stays."""
    noted = Call.objects.filter(registration__contact=erased.person).exclude(note="")
    noted.update(note="", version=F("version") + 1)
