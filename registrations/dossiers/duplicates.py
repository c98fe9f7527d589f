"""Two records that look like one firm: by number, by name and town, by mail domain and name. People decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from registrations.dossiers.names import compared, domain_of
from registrations.models import Company, CompanyIdentifier, DifferentCompanies, Person, Registration

_SIREN_LENGTH = 9  # a SIRET begins with its firm's SIREN
_MOST_ALIKE = 6  # records that share one key: more of them say that the key tells nothing

SAME_NUMBER = _("their numbers belong to one firm")
SAME_NAME_AND_TOWN = _("the same name, in the same town")
SAME_NAME_AND_MAIL = _("the same name, and addresses at the same domain")
SAME_NAME = _("the same name, and one of them gives no town")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two firms that may be one, `first` known for longer, and why."""

    first: Company
    second: Company
    why: Promise | str


def likenesses(tour: Tour) -> list[Likeness]:
    """The pairs among the firms that registered at the tour, surest first.

    What somebody said to be two is left out. Four queries.
    """
    here = Registration.objects.filter(stop__tour=tour, company__isnull=False)
    return _pairs(Company.objects.filter(pk__in=here.values("company")))


def alike_to(firm: Company) -> list[Likeness]:
    """The same for one firm, among those of all tours that have all words of its name, or a number like its own.

    Five queries.
    """
    same_words = Q()
    for word in compared(firm.name).split():
        same_words &= Q(search_key__contains=word)
    near = Q(pk=firm.pk)
    if same_words:
        near |= same_words
    for value in firm.identifiers.values_list("value", flat=True):
        near |= Q(identifiers__value__startswith=value[:_SIREN_LENGTH])
    found = _pairs(Company.objects.filter(near).distinct())
    return [pair for pair in found if firm in (pair.first, pair.second)]


def _pairs(among: QuerySet[Company]) -> list[Likeness]:
    firms = {firm.pk: firm for firm in among.filter(merged_into=None).exclude(name="")}
    told_apart = set(DifferentCompanies.objects.values_list("first_id", "second_id"))
    found: dict[tuple[int, int], Likeness] = {}
    for why, groups in (
        (SAME_NUMBER, _by_number(firms)),
        (SAME_NAME_AND_TOWN, _by_name_and(firms, {pk: _town(firm) for pk, firm in firms.items()})),
        (SAME_NAME_AND_MAIL, _by_name_and(firms, _domains(firms))),
        (SAME_NAME, _townless(firms)),
    ):
        for group in groups:
            for first, second in combinations(sorted(group), 2):
                if (first, second) not in told_apart:
                    found.setdefault((first, second), Likeness(firms[first], firms[second], why))
    return list(found.values())


def _town(firm: Company) -> set[str]:
    return {compared(firm.town_name)} if firm.town_name else set()


def _by_number(firms: dict[int, Company]) -> Iterable[set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for company, scheme, value in CompanyIdentifier.objects.filter(company__in=firms).values_list(
        "company_id", "scheme", "value"
    ):
        french = scheme in (CompanyIdentifier.Scheme.SIREN, CompanyIdentifier.Scheme.SIRET)
        groups[value[:_SIREN_LENGTH] if french else f"{scheme} {value}"].add(company)
    return groups.values()


def _by_name_and(firms: dict[int, Company], further: dict[int, set[str]]) -> Iterable[set[int]]:
    """Firms of one name that share one of what is `further` known of each."""
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    for pk, firm in firms.items():
        for known in further.get(pk, ()):
            groups[compared(firm.name), known].add(pk)
    return (group for group in groups.values() if len(group) <= _MOST_ALIKE)


def _townless(firms: dict[int, Company]) -> Iterable[set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for pk, firm in firms.items():
        groups[compared(firm.name)].add(pk)
    for group in groups.values():
        if 1 < len(group) <= _MOST_ALIKE:
            for townless in (pk for pk in group if not firms[pk].town_name):
                yield from ({townless, other} for other in group - {townless})


def _domains(firms: dict[int, Company]) -> dict[int, set[str]]:
    domains: dict[int, set[str]] = defaultdict(set)
    people = Person.objects.filter(company__in=firms).exclude(email="")
    for company, email in people.values_list("company_id", "email"):
        if company and (domain := domain_of(email)):
            domains[company].add(domain)
    return domains
