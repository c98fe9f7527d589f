"""The numbers an organisation is known by: checked, unlike anyone else's, and agreeing with one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from events.models import Organisation, OrganisationIdentifier
from events.models.identifiers import clean_identifier
from tournee.errors import OperationError

SEVERAL = frozenset({"siret", "uai"})
"""Schemes of which one organisation may have several numbers: a SIRET an establishment, a UAI a site."""

Numbers = Mapping[str, Iterable[str]]


def cleaned_numbers(numbers: Numbers) -> dict[str, list[str]]:
    """`numbers` ({scheme: values}) as they are stored, each once, sorted. Raises OperationError beside the scheme."""
    cleaned = {scheme: sorted({_clean(scheme, value) for value in values}) for scheme, values in numbers.items()}
    for scheme, values in cleaned.items():
        if len(values) > 1 and scheme not in SEVERAL:
            raise OperationError(
                _("An organisation has one number of this kind: keep one."), code="one_number", field=scheme
            )
    siren = next(iter(cleaned.get("siren", [])), "")
    foreign = [siret for siret in cleaned.get("siret", []) if siren and not siret.startswith(siren)]
    if foreign:
        message = _("The SIRET %(siret)s does not begin with the SIREN %(siren)s: one of the two is another body’s.")
        raise OperationError(message % {"siret": foreign[0], "siren": siren}, code="siret_not_of_siren", field="siret")
    return cleaned


def write_numbers(organisation: Organisation, numbers: Mapping[str, list[str]]) -> None:
    """Give `organisation` exactly these cleaned numbers, in the schemes named. OperationError if one is taken."""
    refuse_taken(organisation, numbers)
    organisation.identifiers.filter(scheme__in=numbers).delete()
    rows = [
        OrganisationIdentifier(organisation=organisation, scheme=scheme, value=value)
        for scheme, values in numbers.items()
        for value in values
    ]
    try:
        with transaction.atomic():
            OrganisationIdentifier.objects.bulk_create(rows)
    except IntegrityError:  # somebody was quicker between the question and the answer
        refuse_taken(organisation, numbers)
        raise


def holder_of(scheme: str, value: str) -> Organisation | None:
    """The organisation known by this number."""
    return Organisation.objects.filter(identifiers__scheme=scheme, identifiers__value=value).first()


def _clean(scheme: str, value: str) -> str:
    try:
        return clean_identifier(scheme, value)
    except OperationError as error:
        raise OperationError(error.message, code=error.code, field=scheme) from error


def refuse_taken(organisation: Organisation, numbers: Mapping[str, list[str]]) -> None:
    """Raise OperationError beside the first of these cleaned numbers that another than `organisation` bears."""
    borne = [Q(scheme=scheme, value__in=values) for scheme, values in numbers.items() if values]
    if not borne:
        return
    others = OrganisationIdentifier.objects.filter(reduce(or_, borne)).exclude(organisation=organisation.pk)
    taken = others.select_related("organisation").order_by("pk").first()
    if taken is not None:
        message = _("%(number)s is the number of %(organisation)s already. Correct it, or edit that organisation.")
        named = {"number": taken.value, "organisation": taken.organisation.name}
        raise OperationError(message % named, code="number_taken", field=taken.scheme)
