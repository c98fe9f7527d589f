"""Keeping organisations and the people to call there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from events.models import ContactPerson, Organisation
from events.organisations.announcements import OrganisationChange, organisation_changed
from events.organisations.numbers import Numbers, cleaned_numbers, write_numbers
from events.organisations.queries import numbers_of
from tournee.files.models import StoredFile
from tournee.files.operations import keep_picture
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.texts.slugs import free_slug

if TYPE_CHECKING:
    from tournee.accounts.models import User
    from tournee.files.pictures import PreparedPicture

    Logo = PreparedPicture | StoredFile | bool | None

LOGO = "logo"
TAKEN_BY_PAGES = frozenset({"new", "import", "export"})
PERSONAL = ("name", "role", "email", "phone")


@transaction.atomic
def create_organisation(
    values: Mapping[str, Any], *, numbers: Numbers | None = None, logo: Logo = None, actor: User | None
) -> Organisation:
    """A new organisation of these `values` (columns of Organisation), known by `numbers` ({scheme: values}).

    Its address is made from its name. Raises OperationError beside a number that is wrong or another's, or for a logo
    that is refused.
    """
    cleaned = cleaned_numbers(numbers or {})
    others = Organisation.objects.all()
    slug = free_slug(values["name_fr"], others, fallback="organisation", reserved=TAKEN_BY_PAGES)
    organisation = Organisation(**values, slug=slug, logo=_kept(logo, None, actor))
    organisation.save()
    write_numbers(organisation, cleaned)
    known: dict[str, tuple[Any, Any]] = {scheme: ([], found) for scheme, found in cleaned.items() if found}
    written = {field: (None, value) for field, value in values.items() if value not in {None, ""}}
    record("organisation.create", organisation, actor=actor, changes={**written, **known})
    return organisation


@transaction.atomic
def edit_organisation(
    organisation: Organisation,
    values: Mapping[str, Any],
    *,
    numbers: Numbers | None = None,
    logo: Logo = None,
    expected_version: int | None,
    actor: User | None,
) -> bool:
    """Set `values`, `numbers` (of the schemes named, replacing them) and `logo` (False removes it, None leaves it).

    Returns whether anything changed. Raises StaleVersion when somebody was quicker, OperationError beside what is
    wrong. The address stays: calendars and links use it.
    """
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    cleaned = cleaned_numbers({**numbers_of(current), **(numbers or {})})
    standing = numbers_of(current)
    differing = {scheme: found for scheme, found in cleaned.items() if found != standing[scheme]}
    if differing and expected_version not in {None, current.version}:
        raise StaleVersion(current, _theirs(current, values, standing, differing))
    if logo is not None:
        values = {**values, "logo": _kept(logo, current.logo, actor)}
    changed = save_changes(
        organisation, values, expected_version=expected_version, actor=actor, action="organisation.edit"
    )
    if differing:
        write_numbers(organisation, differing)
        pairs = {scheme: (standing[scheme], found) for scheme, found in differing.items()}
        record("organisation.number", organisation, actor=actor, changes=pairs)
        if not changed:
            Organisation.objects.filter(pk=organisation.pk).update(version=F("version") + 1)
            organisation.refresh_from_db(fields=["version"])
    if changed:
        organisation_changed.announce(OrganisationChange(organisation))
    return bool(changed or differing)


@transaction.atomic
def add_contact_person(organisation: Organisation, values: Mapping[str, Any], *, actor: User | None) -> ContactPerson:
    """Somebody to call at `organisation`; `values` are columns of ContactPerson."""
    person = ContactPerson.objects.create(organisation=organisation, **values)
    record("organisation.add_contact", organisation, actor=actor, changes={"contact_persons": None})
    return person


@transaction.atomic
def edit_contact_person(
    person: ContactPerson, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> bool:
    """Set `values`; returns whether anything changed. History names the fields, not what they held."""
    changed = save_changes(
        person, values, expected_version=expected_version, actor=actor, action="organisation.edit_contact",
        personal=PERSONAL,
    )  # fmt: skip
    if changed:
        organisation_changed.announce(OrganisationChange(person.organisation))
    return bool(changed)


@transaction.atomic
def remove_contact_person(person: ContactPerson, *, actor: User | None) -> None:
    """Forget somebody to call: stops and partnerships that named them name nobody."""
    record("organisation.remove_contact", person.organisation, actor=actor, changes={"contact_persons": None})
    organisation_changed.announce(OrganisationChange(person.organisation))
    person.delete()


def _kept(logo: Logo, standing: StoredFile | None, actor: User | None) -> StoredFile | None:
    """The stored file for what a PictureField cleaned; one that is replaced is discarded within a day."""
    if logo is None or isinstance(logo, StoredFile):
        return logo or standing
    return None if isinstance(logo, bool) else keep_picture(logo, kind=LOGO, actor=actor)


def _theirs(
    current: Organisation, values: Mapping[str, Any], standing: dict[str, list[str]], differing: dict[str, list[str]]
) -> dict[str, tuple[Any, Any]]:
    fields = {field: (getattr(current, field), value) for field, value in values.items()}
    numbers = {scheme: (standing[scheme], found) for scheme, found in differing.items()}
    return {**{field: pair for field, pair in fields.items() if pair[0] != pair[1]}, **numbers}
