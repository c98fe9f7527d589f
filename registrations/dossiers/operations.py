"""Joining two records of a firm with nothing lost, parting them again, and saying that two are two."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.dossiers.announcements import (
    CompaniesMerged,
    CompaniesSeparated,
    companies_merged,
    companies_separated,
)
from registrations.dossiers.choosing import CHOSEN, STATED, choose, take_back
from registrations.dossiers.comparing import Keeping
from registrations.models import (
    Company,
    CompanyFact,
    CompanyIdentifier,
    CompanyMerge,
    Contact,
    DifferentCompanies,
    Invitee,
    Person,
    Registration,
)
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record

_MOVED: tuple[type[Model], ...] = (Registration, Person, CompanyFact, CompanyIdentifier, Contact, Invitee)


class DossierError(OperationError):
    """Two firms that cannot be joined, or parted, as things stand."""


def merge(kept: Company, gone: Company, *, actor: User | None, keeping: Keeping | None = None) -> CompanyMerge:
    """Make `gone` a part of `kept`: its registrations, people, facts, numbers and contacts become the other's.

    `keeping` says whose name, town, headcount and activity it bears from then on, THIS (`kept`) or OTHER; what it does
    not say is the name and the town of `kept`, or of `gone` where `kept` has none, and the newest facts.

    Nothing is deleted: `gone` keeps its row and its name, its address leads to `kept`, and what moved or was chosen is
    noted, so that `separate` can undo it. Raises DossierError for a firm and itself, or where one of both was joined
    already.
    """
    with transaction.atomic():
        held = _held(kept, gone)
        if len(held) < 2:
            raise DossierError(_("Choose two firms: this is one and the same."), code="same_firm")
        kept, gone = held[kept.pk], held[gone.pk]
        if kept.merged_into_id or gone.merged_into_id:
            raise DossierError(
                _("One of these firms was joined to another meanwhile. Look at the list again."), code="joined_already"
            )
        chosen = choose(kept, gone, keeping or {})
        moved: dict[str, Any] = {model._meta.model_name or "": _move(model, gone, kept) for model in _MOVED}
        moved |= {CHOSEN: chosen.words, STATED: chosen.facts}
        # Those joined to it before come along, so that an address leads on in one step.
        moved["company"] = _repoint(Company.objects.filter(merged_into=gone), "merged_into", kept)
        Company.objects.filter(pk=gone.pk).update(merged_into=kept, version=F("version") + 1)
        companies_merged.announce(CompaniesMerged(kept, gone, moved))
        done = CompanyMerge.objects.create(kept=kept, gone=gone, moved=moved, by=actor)
        record("company.merge", kept, actor=actor, changes={"gone": (gone.name, ""), **chosen.changes})
    return done


def separate(done: CompanyMerge, *, actor: User | None) -> Company:
    """Undo a joining: what moved goes back, as far as it is still there; returns the firm that is one again.

    What came since stays with the firm it was joined to. Raises DossierError where that one was joined on.
    """
    with transaction.atomic():
        current = CompanyMerge.objects.select_for_update().filter(pk=done.pk).first()
        if current is None:
            raise DossierError(_("These two were parted already."), code="parted_already")
        held = _held(current.kept, current.gone)
        kept, gone = held[current.kept_id], held[current.gone_id]
        if kept.merged_into_id:
            raise DossierError(
                _("%(firm)s was joined to another firm since. Part that one first.") % {"firm": kept}, code="joined_on"
            )
        for model in _MOVED:
            ids = current.moved.get(model._meta.model_name or "", [])
            model._base_manager.filter(pk__in=ids, company=kept).update(company=gone)
        take_back(kept, current.moved)
        Company.objects.filter(pk__in=current.moved.get("company", []), merged_into=kept).update(merged_into=gone)
        Company.objects.filter(pk=gone.pk).update(merged_into=None, version=F("version") + 1)
        companies_separated.announce(CompaniesSeparated(kept, gone, current.moved))
        record("company.separate", kept, actor=actor, changes={"gone": ("", gone.name)})
        current.delete()
        _tell_apart(kept, gone, actor)
    gone.refresh_from_db()
    return gone


def tell_apart(first: Company, second: Company, *, actor: User | None) -> None:
    """Say that two firms are two: they are not proposed again. Said twice, it is said."""
    with transaction.atomic():
        if _tell_apart(first, second, actor):
            record("company.tell_apart", first, actor=actor, changes={"other": ("", second.name)})


def _tell_apart(one: Company, other: Company, actor: User | None) -> bool:
    if one.pk == other.pk:
        return False
    first, second = sorted((one.pk, other.pk))
    given = {"by": actor, "at": timezone.now()}
    return DifferentCompanies.objects.get_or_create(first_id=first, second_id=second, defaults=given)[1]


def _held(*companies: Company) -> dict[int, Company]:
    """Those firms as they are now, locked in one order."""
    ids = {company.pk for company in companies}
    return {one.pk: one for one in Company.objects.select_for_update().filter(pk__in=ids).order_by("pk")}


def _move(model: type[Model], gone: Company, kept: Company) -> list[int]:
    return _repoint(model._base_manager.filter(company=gone), "company", kept)


def _repoint(rows: QuerySet[Any], column: str, kept: Company) -> list[int]:
    ids = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=ids).update(**{column: kept})
    return ids
