"""Creating, editing, publishing and archiving a tour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import FormerTourSlug, Membership, Role, Tour
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.guards import require_ready
from events.planning.operations.addresses import free_tour_slug, tour_slug_taken
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.planning.operations.themes import other_themes, pick_themes
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

FIELDS = (
    "kind", "title_fr", "title_en", "intro_fr", "intro_en", "starts_on", "ends_on", "time_zone", "territory_vintage",
    "previous_edition", "fictitious", "contact_name", "contact_email", "target_stops", "target_companies",
    "target_participants", "target_organisations", "target_questionnaires", "second_factor_required",
)  # fmt: skip


@transaction.atomic
def create_tour(values: Mapping[str, Any], *, actor: User | None) -> Tour:
    """A new tour in preparation, managed by `actor`.

    `values` are named as the model's fields; `slug` may be left out (it is made from the title) and `themes` is a list.
    Raises PlanningError when the dates run backwards or the address is taken.
    """
    raise_first(faults_of_tour(values))
    tour = Tour(**{name: values[name] for name in FIELDS if name in values})
    tour.slug = values.get("slug") or free_tour_slug(tour.title_fr)
    tour.save()
    tour.themes.set(values.get("themes") or [])
    if actor is not None:
        Membership.objects.create(user=actor, tour=tour, role=Role.MANAGER)
        actor.__dict__.pop("known_roles", None)
    record("tour.create", tour, actor=actor)
    return tour


def faults_of_tour(values: Mapping[str, Any], tour: Tour | None = None) -> Iterator[PlanningError]:
    """What is wrong with `values` for a new tour, or for `tour`: dates, address, editions."""
    given = {name: values.get(name, getattr(tour, name, None)) for name in ("starts_on", "ends_on", "previous_edition")}
    if given["starts_on"] and given["ends_on"] and given["ends_on"] < given["starts_on"]:
        yield PlanningError(_("The last day is before the first one."), code="backwards", field="ends_on")
    slug = values.get("slug")
    if slug and slug != getattr(tour, "slug", "") and tour_slug_taken(slug, besides=tour):
        yield PlanningError(_("Another tour has this address. Choose another."), code="address_taken", field="slug")
    if tour is not None and _goes_round(tour, given["previous_edition"]):
        yield PlanningError(
            _("These editions would follow each other in a circle. Choose an earlier one."),
            code="edition_circle", field="previous_edition",
        )  # fmt: skip


@changes_a_tour
def edit_tour(tour: Tour, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None) -> Tour:
    """Change a tour. A published tour's old address redirects. Raises PlanningError, StaleVersion."""
    raise_first(faults_of_tour(values, tour))
    fields = {name: values[name] for name in (*FIELDS, "slug") if name in values}
    old_slug = tour.slug
    themes = other_themes(tour, values)
    changed = save_changes(
        tour, fields, expected_version=expected_version, actor=actor, action="tour.edit", also=themes
    )
    pick_themes(tour, themes)
    if "slug" in changed and tour.published_at:
        FormerTourSlug.objects.filter(slug=tour.slug).delete()
        FormerTourSlug.objects.update_or_create(slug=old_slug, defaults={"tour": tour})
    readers_see_a_change(tour.pk)
    return tour


@changes_a_tour
def publish_tour(tour: Tour, *, actor: User | None) -> Tour:
    """Make a tour public. Raises NotReady naming what is missing, IllegalTransition unless it is in preparation."""
    require_ready("tour.publish", tour)
    return _move(tour, {Tour.State.DRAFT}, Tour.State.PUBLISHED, action="tour.publish", actor=actor)


@transaction.atomic
def archive_tour(tour: Tour, *, actor: User | None) -> Tour:
    """Close a tour: it stays readable, and its team plans nothing more. Raises IllegalTransition."""
    return _move(tour, {Tour.State.PUBLISHED}, Tour.State.ARCHIVED, action="tour.archive", actor=actor)


@transaction.atomic
def reopen_tour(tour: Tour, *, actor: User | None) -> Tour:
    """Take a tour out of the archive. Raises IllegalTransition."""
    return _move(tour, {Tour.State.ARCHIVED}, Tour.State.PUBLISHED, action="tour.reopen", actor=actor)


def _move(tour: Tour, sources: set[str], target: str, *, action: str, actor: User | None) -> Tour:
    before = tour.state
    values: dict[str, Any] = {"state": target}
    if target == Tour.State.PUBLISHED and tour.published_at is None:
        values["published_at"] = timezone.now()
    if not Tour.objects.filter(pk=tour.pk, state__in=sources).update(**values):
        tour.refresh_from_db()
        raise IllegalTransition(
            _("This tour is %(state)s: it cannot become that now. Reload the page to see where it stands.")
            % {"state": tour.get_state_display()}
        )
    readers_see_a_change(tour.pk)
    tour.refresh_from_db()
    record(action, tour, actor=actor, changes={"state": (before, target)})
    return tour


def _goes_round(tour: Tour, previous: Tour | None) -> bool:
    """Editions follow one another; none follows itself, however many lie between."""
    seen = {tour.pk}
    while previous is not None:
        if previous.pk in seen:
            return True
        seen.add(previous.pk)
        previous = previous.previous_edition
    return False
