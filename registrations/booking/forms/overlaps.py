"""Sessions that take place at the same time: whoever chooses two of them is told so, and says that they know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.booking.offer import OfferedSession

FIELD = "overlaps"
_WHAT_TO_DO = gettext_lazy("Choose other sessions above, or tick this box, and send again.")


class OverlapsField(forms.MultipleChoiceField):
    """One box, whose value is the choice that it confirms: of another choice it says nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choice: str) -> None:
        label = _("Keep them all the same, and miss a part of each")
        super().__init__(label=_("At the same time"), choices=[(choice, label)], required=False)


def ask_about_overlaps(
    form: forms.Form, offered: Sequence[OfferedSession], wanted: Iterable[tuple[str, Iterable[int]]]
) -> None:
    """Add a box to `form` where somebody (name, ids of their sessions) would be in two places at once.

    Until it is ticked for this very choice, an error beside it says who, and in which sessions. Called by `clean`.
    """
    who: dict[tuple[int, int], list[str]] = defaultdict(list)
    pairs: dict[tuple[int, int], str] = {}
    choice = []
    for place, (name, sessions) in enumerate(wanted):
        for first, second in overlapping(offered, sessions):
            both = (first.session.pk, second.session.pk)
            who[both].append(name)
            pairs[both] = _said(first, second)
            choice.append(f"{place}.{both[0]}.{both[1]}")
    if not choice:
        return
    field = OverlapsField("-".join(choice))
    form.fields[FIELD] = field
    before = list(form.fields)[: list(form.fields).index("sessions") + 1]
    form.order_fields([*before, FIELD])
    if "-".join(choice) in form[FIELD].data:
        return
    told = [_("%(names)s: %(pair)s") % {"names": ", ".join(who[both]), "pair": pairs[both]} for both in pairs]
    form.add_error(
        FIELD, forms.ValidationError([forms.ValidationError(one, code="overlap") for one in [*told, str(_WHAT_TO_DO)]])
    )


def overlapping(
    offered: Iterable[OfferedSession], chosen: Iterable[int]
) -> Iterator[tuple[OfferedSession, OfferedSession]]:
    """The pairs of those chosen (ids) of which one begins before the other has ended."""
    kept = frozenset(chosen)
    in_order = sorted(
        (one for one in offered if one.session.pk in kept), key=lambda one: (one.session.starts_at, one.session.pk)
    )
    for first, second in combinations(in_order, 2):
        if second.session.starts_at < first.session.ends_at:
            yield first, second


def _said(first: OfferedSession, second: OfferedSession) -> str:
    return _("“%(first)s” (%(when)s) and “%(second)s” (%(then)s) take place at the same time.") % {
        "first": first.session.title,
        "when": " ".join(filter(None, [first.day, first.hours])),
        "second": second.session.title,
        "then": " ".join(filter(None, [second.day, second.hours])),
    }
