"""The filters of a list of stops as its page shows them: choices with their counts, and those on, to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, pgettext

from events.catalogue.finding.facets import NAMES, TIMES, Sifted, Value, name_of
from events.reference.vintages import VINTAGE
from tournee.texts.search import search_key

LABELS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "month": (gettext_lazy("Month"), gettext_lazy("All months")),
    "region": (gettext_lazy("Region"), gettext_lazy("All regions")),
    "territory": (gettext_lazy("Territoire d’industrie"), gettext_lazy("All territories")),
    "theme": (gettext_lazy("Theme"), gettext_lazy("All themes")),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a link: its words, its address, how many stops it leaves, and whether it is on."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Select:
    """One facet as a field; the first of its `options` is everything."""

    name: str
    label: str | Promise
    options: SafeString


@dataclass(frozen=True, slots=True)
class Taken:
    """A filter that is on: the address without it, and the page about what it names, if there is one."""

    label: str
    without: str
    page: str


@dataclass(frozen=True, slots=True)
class Filters:
    """All of them. `kept` is sent along when the fields are; `anchor` is where on the page the list stands.

    `here` is what the address asks as it is, but for a page's number.
    """

    times: list[Choice]
    selects: list[Select]
    taken: list[Taken]
    kept: list[tuple[str, str]]
    anchor: str
    clear: str
    here: Mapping[str, str]


def filters_of(sifted: Sifted[Any], *, kept: Mapping[str, str], anchor: str, always: str = "") -> Filters:
    """The filters that tell the stops apart, and those that are on; the addresses also hold what is `kept`.

    `always` stands in them for any time, where an address that says nothing of it means another.
    """
    chosen = {name: value.code for name, value in sifted.chosen.items()}
    time = chosen.get("when", "")
    here = {**kept, **chosen, "when": time or always}

    def address(**changes: str) -> str:
        return f"?{urlencode({name: value for name, value in {**here, **changes}.items() if value})}{anchor}"

    counted = ((value, sifted.counts["when"].get(value, 0)) for value in TIMES)
    times = [
        Choice(pgettext("stops", "All"), address(when=always), sifted.at_any_time, not time),
        *(
            Choice(name_of("when", value), address(when=value.code), count, value.code == time)
            for value, count in counted
            if count or value.code == time
        ),
    ]
    named = [name for name in NAMES if name != "when"]
    return Filters(
        times=times if time or any(choice.count < sifted.at_any_time for choice in times) else [],
        selects=[select for name in named if (select := _select(name, sifted))],
        taken=[
            Taken(name_of(name, sifted.chosen[name]), address(**{name: ""}), _page(name, chosen[name]))
            for name in named
            if name in chosen
        ],
        kept=[*kept.items(), *([("when", here["when"])] if here["when"] else [])],
        anchor=anchor,
        clear=f"?{urlencode(kept)}{anchor}",
        here=here,
    )


def _select(name: str, sifted: Sifted[Any]) -> Select | None:
    """The facet where it tells stops apart, or is on. Not a template: forty options take one eight times as long."""
    counts, chosen = sifted.counts[name], sifted.chosen.get(name)
    values = {value.code: value for value in [*counts, *([chosen] if chosen else [])]}
    if not chosen and all(count == len(sifted.left) for count in counts.values()):
        return None
    named = [(_rank(name, value), name_of(name, value), value) for value in values.values()]
    label, everything = LABELS[name]
    lines = [f'<option value="">{escape(str(everything))}</option>']
    for _key, said, value in sorted(named):
        selected = " selected" if chosen and value.code == chosen.code else ""
        lines.append(f'<option value="{escape(value.code)}"{selected}>{escape(said)} ({counts.get(value, 0)})</option>')
    return Select(name, label, mark_safe("".join(lines)))  # noqa: S308 -- every text of a line went through escape


def _rank(facet: str, value: Value) -> str:
    return value.code if facet == "month" else search_key(name_of(facet, value))


def _page(facet: str, code: str) -> str:
    """Where the public pages tell of it; "" for a month."""
    if facet == "theme":
        return reverse("theme_page", args=[code])
    if facet in {"region", "territory"}:
        return reverse("territory_page", args=[code if facet == "territory" else f"region-{VINTAGE}-{code}"])
    return ""
