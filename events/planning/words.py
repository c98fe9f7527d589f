"""How planning speaks of a stop: when it is, where it stands, and what is still to be given."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from events.models import Stop, Tour
from events.planning.errors import Missing
from tournee.texts.typography import format_date_range

if TYPE_CHECKING:
    from events.planning.queries import PlannedStop

State, Phase = Stop.State, Stop.Phase
_TONES = {
    State.IDEA: "idea", State.CONTACTED: "", State.CONFIRMED: "open", State.PUBLISHED: "part", State.POSTPONED: "warn",
    State.CANCELLED: "off", State.RECORDED: "done",
}  # fmt: skip
_TOUR_TONES = {Tour.State.DRAFT: "open", Tour.State.PUBLISHED: "part", Tour.State.ARCHIVED: "done"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands: the word, and the tone of its dot."""

    word: str | Promise
    tone: str


def standing(stop: Stop, at: datetime.datetime) -> Standing:
    """The stop's state, as the calendar refines it at the moment `at`: today, held."""
    phase = stop.phase(at)
    if phase == Phase.TODAY:
        return Standing(phase.label, "ok")
    if phase == Phase.HELD and stop.state == State.PUBLISHED:
        return Standing(phase.label, "done")
    state = State(stop.state)
    return Standing(state.label, _TONES[state])


def tour_standing(tour: Tour) -> Standing:
    """The tour's state."""
    state = Tour.State(tour.state)
    return Standing(state.label, _TOUR_TONES[state])


def when_planned(stop: Stop, options: int) -> str:
    """The stop's date or dates, else how many are still possible (`options`), else its month, else that none is set."""
    if stop.starts_on is None and options:
        return ngettext("%(count)d possible date", "%(count)d possible dates", options) % {"count": options}
    if stop.starts_on is None and stop.month:
        return date_format(stop.month, "F Y")
    return days_in_words(stop.starts_on, stop.ends_on)


def days_in_words(first: datetime.date | None, last: datetime.date | None) -> str:
    """A day or consecutive days; that there is none yet."""
    return format_date_range(first, last or first) if first else _("date to be set")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something still missing: the sentence, and where it is given ("" for whoever cannot give it)."""

    sentence: str | Promise
    url: str = ""


def wanted_of_tour(tour: Tour, missing: list[Missing], *, linked: bool) -> list[Wanted]:
    """What is missing of a tour; each with a link to its field, if `linked`."""
    form = reverse("planning_tour_edit", args=[tour.slug])
    return [Wanted(item.sentence, f"{form}#id_{item.field}" if item.field and linked else "") for item in missing]


def wanted_of_stop(stop: Stop, missing: Sequence[Missing], *, fields: frozenset[str], page: str = "") -> list[Wanted]:
    """What is missing of a stop; `fields` are those of the form this person may fill, none for a reader.

    `page` is the address of the stop's page, where it is known already.
    """
    page = page or reverse("planning_stop", args=[stop.tour.slug, stop.slug])
    found = []
    for item in missing:
        url = f"{page}edit/#id_{item.field}" if item.field in fields else ""
        # What no field holds is the programme: every other thing a stop lacks is a field of its form.
        found.append(Wanted(item.sentence, f"{page}sessions/add/" if item.field is None and fields else url))
    return found


def lost_in_words(counts: Mapping[str, int]) -> list[str]:
    """What is deleted with a stop (`operations.lost_with`), a sentence each; what is none of is passed over."""
    said = {
        "sessions": ngettext_lazy("%(count)d session is deleted.", "%(count)d sessions are deleted.", "count"),
        "materials": ngettext_lazy("%(count)d material is deleted.", "%(count)d materials are deleted.", "count"),
        "partners": ngettext_lazy("%(count)d partner is left out.", "%(count)d partners are left out.", "count"),
        "fundings": ngettext_lazy("%(count)d funding is deleted.", "%(count)d fundings are deleted.", "count"),
        "facts": ngettext_lazy("%(count)d sourced fact is deleted.", "%(count)d sourced facts are deleted.", "count"),
    }
    return [said[name] % {"count": count} for name, count in counts.items() if count]


def seats_in_words(stop: PlannedStop) -> str:
    """Seats taken of those there are: “22 / 40”; “22, no limit” where no session has one; "" without a programme.

    `stop` comes from `queries.with_programme`.
    """
    if not stop.programme:
        return ""
    taken, seats = stop.taken, stop.seats
    return f"{taken} / {seats}" if seats else _("%(taken)d, no limit") % {"taken": taken}
