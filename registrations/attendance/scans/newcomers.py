"""Whoever signed on a line without a name may be known already: those who walked in, and those of a similar name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Min

from events.models import Stop
from registrations.attendance.queries import facts_of
from registrations.attendance.scans.sheets import Line, SignedSheet, lines_of
from registrations.desk.newcomers import namesakes
from registrations.desk.rows import moment_in_words
from registrations.models import Attendee, Registration
from tournee.texts.search import search_key

_ALIKE, _MOST = 0.8, 5  # how much of two names is the same, and how many are shown


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody who may have signed: their line on the sheet, and since when they are at the stop, in words."""

    line: Line
    since: str

    @property
    def signed(self) -> bool:
        """They are noted for every half-day of the sheet."""
        return all(box.fact for box in self.line.boxes)


def walk_ins_at(stop: Stop) -> list[Attendee]:
    """Those who came without registering and were noted, in order of name; one query."""
    here = facts_of(stop).filter(attendee__registration__origin=Registration.Origin.WALK_IN)
    people = Attendee.objects.filter(pk__in=here.values("attendee"), person__erased_at=None)
    return list(people.select_related("person").order_by("person__search_key", "pk"))


def alike(stop: Stop, name: str) -> list[Attendee]:
    """Whoever at the stop has that name, as at the door; and who walked in under nearly that name. Two queries."""
    found = {one.pk: one for one in namesakes(stop, name)}
    walk_ins = {search_key(one.person.name): one for one in walk_ins_at(stop)}
    near = get_close_matches(search_key(name), walk_ins, n=_MOST, cutoff=_ALIKE)
    return list((found | {walk_ins[key].pk: walk_ins[key] for key in near}).values())


def offered(sheet: SignedSheet, people: Iterable[Attendee]) -> list[Offered]:
    """These people of the stop with their boxes on that sheet, in its order; five queries."""
    asked = {one.pk for one in people}
    noted = facts_of(sheet.stop).filter(attendee__in=asked).order_by()
    since = dict(noted.values_list("attendee").annotate(Min("at")))
    return [
        Offered(line, moment_in_words(since[line.attendee.pk], sheet.stop) if line.attendee.pk in since else "")
        for line in lines_of(sheet, asked)
        if line.attendee.pk in asked
    ]
