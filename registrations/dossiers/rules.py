"""Who may read a firm's dossier, and join two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q, QuerySet

from events.models import Organisation, Partnership, Stop
from events.team.queries import roles_of
from events.team.rules import edits_tour
from registrations.models import Company, CompanyMerge, Registration

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tournee.accounts.models import User

    Someone = User | AnonymousUser


@rules.predicate
def keeps_dossier(user: Someone, company: Company) -> bool:
    """Editors and managers of a tour at which the firm registered, and the administrator."""
    roles = roles_of(user)
    if roles.administrator:
        return True
    edited = roles.edited
    return bool(edited) and Registration.objects.filter(company=company, stop__tour__in=edited).exists()


def called_back_at(user: Someone, organisation: Organisation) -> QuerySet[Stop]:
    """The stops whose people `user` may see who agreed to be called back by the organisation.

    Those it co-hosts for who represents it; those of the tours one edits; all for the administrator.
    """
    roles = roles_of(user)
    if roles.administrator:
        return Stop.objects.all()
    edited = roles.edited
    theirs = Q(tour__in=edited)
    if organisation.pk in roles.organisations:
        hosted = Partnership.objects.filter(organisation=organisation, role=Partnership.Role.CO_HOST)
        theirs |= Q(pk__in=hosted.filter(stop__isnull=False).values("stop"))
    return Stop.objects.filter(theirs)


@rules.predicate
def calls_back(user: Someone, organisation: Organisation) -> bool:
    """Whoever represents the organisation; editors of a tour with a stop that it co-hosts; the administrator."""
    roles = roles_of(user)
    if roles.administrator or organisation.pk in roles.organisations:
        return True
    edited = roles.edited
    hosted = organisation.partnerships.filter(role=Partnership.Role.CO_HOST, stop__tour__in=edited)
    return bool(edited) and hosted.exists()


@rules.predicate
def calls_back_by_sheet(user: Someone, asked: Any) -> bool:
    """Whoever may read the list."""
    return bool(calls_back.test(user, asked.organisation))


@rules.predicate
def keeps_both(user: Someone, pair: Any) -> bool:
    """Whoever keeps the dossiers of both firms."""
    return bool(keeps_dossier.test(user, pair.firm) and keeps_dossier.test(user, pair.other))


@rules.predicate
def keeps_merge(user: Someone, merge: CompanyMerge) -> bool:
    """Whoever keeps the dossier of the firm that stayed."""
    return bool(keeps_dossier.test(user, merge.kept))


__all__ = ["calls_back", "calls_back_by_sheet", "edits_tour", "keeps_both", "keeps_dossier", "keeps_merge"]
