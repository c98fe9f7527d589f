"""Two records of a firm side by side: what each says, and which of it is known most lately."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.dossiers.words import fact_in_words
from registrations.models import Company, CompanyFact, Registration
from tournee.texts.typography import format_date, format_number

THIS, OTHER = "this", "other"
WORDS = {"name": ("name",), "town": ("town_name", "town_id", "country")}
"""What may be chosen of the record itself, and the columns it is."""
FACTS = {"headcount": CompanyFact.Kind.HEADCOUNT, "activity": CompanyFact.Kind.ACTIVITY}
"""What may be chosen of its dated facts."""
Keeping = Mapping[str, str]
"""Whose name, town, headcount or activity is kept: THIS or OTHER."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that two records say; `name` is what it is chosen by, empty where there is nothing to choose.

    `newest` is whose is known most lately.
    """

    label: str
    this: str
    other: str
    name: str = ""
    newest: str = THIS


def lines_of(this: Company, other: Company) -> list[Line]:
    """What the two say of each thing; a constant number of queries."""
    return [*_chosen_among(this, other), *_kept_both(this, other)]


def newest_of(this: Company, other: Company) -> dict[str, str]:
    """Whose is known most lately, of whatever is to be chosen; a constant number of queries."""
    return {line.name: line.newest for line in _chosen_among(this, other) if line.name}


def latest_facts(company: Company) -> dict[str, CompanyFact]:
    """The latest fact of each kind; one query."""
    found: dict[str, CompanyFact] = {}
    for fact in company.facts.order_by("on", "pk"):
        found[fact.kind] = fact
    return found


def _chosen_among(this: Company, other: Company) -> Iterator[Line]:
    lately = _last_named(this, other)
    newest = THIS if lately[this.pk] >= lately[other.pk] else OTHER
    yield _line("name", _("Name"), this.name, other.name, newest)
    yield _line("town", _("Town"), this.town_name, other.town_name, newest)
    ours, theirs = latest_facts(this), latest_facts(other)
    for name, label in (("headcount", _("Headcount")), ("activity", _("Trade"))):
        mine, its = ours.get(FACTS[name]), theirs.get(FACTS[name])
        newer = THIS if mine and (its is None or (mine.on, mine.pk) >= (its.on, its.pk)) else OTHER
        if mine and its and fact_in_words(mine) == fact_in_words(its):
            yield Line(label, _said(mine), _said(its))
        else:
            yield _line(name, label, _said(mine), _said(its), newer)


def _line(name: str, label: str, this: str, other: str, newest: str) -> Line:
    """A choice where both say something else; what one alone says is kept."""
    if this and other and this != other:
        return Line(label, this, other, name, newest)
    return Line(label, this, other)


def _said(fact: CompanyFact | None) -> str:
    if fact is None:
        return ""
    said = {"what": fact_in_words(fact), "day": format_date(fact.on, weekday=False)}
    return _("%(what)s, known on %(day)s") % said


def _last_named(*companies: Company) -> dict[int, datetime.datetime]:
    """When somebody named each firm last; one query."""
    rows = Registration.objects.filter(company__in=companies).order_by().values_list("company")
    named = dict(rows.annotate(Max("registered_at")))
    return {company.pk: named.get(company.pk) or company.known_since for company in companies}


def _kept_both(*companies: Company) -> Iterator[Line]:
    """What needs no choice: all of both is kept."""
    numbers = [", ".join(str(one) for one in company.identifiers.order_by("scheme", "value")) for company in companies]
    yield Line(_("Numbers"), *numbers)
    yield Line(_("Registrations"), *(format_number(company.registrations.count()) for company in companies))
    yield Line(_("People"), *(format_number(company.people.count()) for company in companies))
    zone = timezone.get_current_timezone()
    yield Line(_("Known since"), *(format_date(one.known_since, weekday=False, zone=zone) for one in companies))
