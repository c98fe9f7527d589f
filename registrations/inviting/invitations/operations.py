"""Preparing an invitation, approving it, stopping it, deleting one that was not sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.operations.changing import changes_a_tour
from registrations.inviting.errors import InvitingError
from registrations.inviting.invitations.audience import Audience, audience_of
from registrations.inviting.invitations.audience import State as To
from registrations.inviting.invitations.letters import write_test
from registrations.inviting.invitations.words import faults_of_words, languages_of
from registrations.inviting.relays.operations import add_relay
from registrations.models import ContactList, Invitation
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import StaleVersion, record, save_changes

FIELDS = ("relay", "subject_fr", "subject_en", "text_fr", "text_en", "starts_at", "reminds_at", "per_hour")
State = Invitation.State


@changes_a_tour
def create_invitation(stop: Stop, values: Mapping[str, Any], *, actor: User | None) -> Invitation:
    """An invitation to `stop`, in preparation; `contact_lists` a list, `relay` whose link it carries (the team's).

    Raises InvitingError for a relay or a list of another stop or tour, braces that cannot be filled in, moments out of
    order; TourArchived.
    """
    raise_first(faults_of_invitation(stop, values))
    fields = {name: values[name] for name in FIELDS if values.get(name) is not None}
    fields.setdefault("relay", None)
    if fields["relay"] is None:
        fields["relay"] = add_relay(stop, None, actor=actor)
    invitation = Invitation.objects.create(stop=stop, **fields)
    invitation.contact_lists.set(values.get("contact_lists") or [])
    record("stop_invitation.create", invitation, actor=actor)
    return invitation


@changes_a_tour
def edit_invitation(
    invitation: Invitation, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Invitation:
    """Change one in preparation. Raises InvitingError (also once it is approved), StaleVersion, TourArchived."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _require_draft(current)
    standing = {name: getattr(current, name) for name in ("starts_at", "reminds_at")}
    raise_first(faults_of_invitation(invitation.stop, {**standing, **values}))
    fields = {name: values[name] for name in FIELDS if name in values and (name != "relay" or values[name])}
    lists = _other_lists(current, values)
    save_changes(
        invitation,
        fields,
        expected_version=expected_version,
        actor=actor,
        action="stop_invitation.edit",
        also={"contact_lists": lists} if lists else None,
    )
    if lists:
        invitation.contact_lists.set(lists[1])
    return invitation


@changes_a_tour
def approve_invitation(invitation: Invitation, *, actor: User | None) -> Invitation:
    """Let the tick send it from its moment on. Two people who approve at once approve once; the second is told.

    Raises InvitingError for one that is approved already, and for what `faults_of_approval` says; TourArchived.
    """
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update(no_key=True))
    _require_draft(invitation)
    invitation.stop.refresh_from_db(fields=["state", "starts_on", "ends_on"])
    raise_first(faults_of_approval(invitation))
    Invitation.objects.filter(pk=invitation.pk).update(state=State.APPROVED, version=F("version") + 1)
    invitation.refresh_from_db()
    record("stop_invitation.approve", invitation, actor=actor)
    return invitation


@changes_a_tour
def stop_invitation(invitation: Invitation, *, actor: User | None) -> Invitation:
    """Nobody is written to or reminded any more. Stopped twice, it is stopped. Raises TourArchived."""
    moved = Invitation.objects.filter(pk=invitation.pk, state=State.APPROVED).update(
        state=State.STOPPED, version=F("version") + 1
    )
    invitation.refresh_from_db()
    if moved:
        record("stop_invitation.stop", invitation, actor=actor)
    return invitation


@changes_a_tour
def remove_invitation(invitation: Invitation, *, expected_version: int | None, actor: User | None) -> None:
    """Delete one in preparation. Raises InvitingError once it is approved, StaleVersion, TourArchived."""
    current = Invitation.objects.select_for_update(of=("self",)).select_related("stop").get(pk=invitation.pk)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersion(current, {})
    _require_draft(current)
    record("stop_invitation.remove", current.stop, actor=actor, changes={"invitation": (str(current), "")})
    current.delete()


def send_test(invitation: Invitation, *, actor: User) -> None:
    """The invitation as it will be, in each of its languages, to whoever prepares it. Raises InvitingError."""
    if not languages_of(invitation):
        raise _without_words()
    with transaction.atomic():
        record("stop_invitation.test", invitation, actor=actor)
        for language in languages_of(invitation):
            write_test(invitation, actor, language)


def faults_of_invitation(stop: Stop, values: Mapping[str, Any]) -> Iterator[InvitingError]:
    """What the operations refuse of `values`."""
    yield from faults_of_words(values)
    relay = values.get("relay")
    if relay is not None and relay.stop_id != stop.pk:
        yield InvitingError(_("This relay belongs to another stop."), code="relay_elsewhere", field="relay")
    if any(each.tour_id != stop.tour_id for each in values.get("contact_lists") or ()):
        yield InvitingError(_("This list belongs to another tour."), code="list_elsewhere", field="contact_lists")
    starts_at, reminds_at = values.get("starts_at"), values.get("reminds_at")
    if starts_at and reminds_at and reminds_at <= starts_at:
        yield InvitingError(_("The reminder comes after the invitation."), code="reminds_before", field="reminds_at")
    if "per_hour" in values and (values["per_hour"] or 0) < 1:
        yield InvitingError(_("At least one message an hour."), code="no_pace", field="per_hour")


def faults_of_approval(invitation: Invitation, audience: Audience | None = None) -> Iterator[InvitingError]:
    """Why the invitation cannot be approved as it stands, one sentence each; `audience` if it was gathered already."""
    stop, now = invitation.stop, timezone.now()
    if stop.phase(now) != Stop.Phase.UPCOMING:
        yield InvitingError(_NOT_UPCOMING[_why_not(stop)], code="stop_not_upcoming")
    elif stop.starts_on and invitation.starts_at.astimezone(stop.zone).date() >= stop.starts_on:
        yield InvitingError(
            _("It would be sent once the stop has begun. Choose an earlier moment."), code="too_late", field="starts_at"
        )
    if not languages_of(invitation):
        yield _without_words()
    if not invitation.contact_lists.exists():
        yield InvitingError(_("Choose the contact lists it goes to."), code="no_list", field="contact_lists")
    elif not (audience or audience_of(invitation, now)).count(To.WAITING):
        yield InvitingError(
            _("Nobody on its lists is left to be written to. Choose another list."),
            code="nobody_left",
            field="contact_lists",
        )


_NOT_UPCOMING = {
    Stop.State.CANCELLED: _("The stop is cancelled: nobody can be invited to it."),
    Stop.State.POSTPONED: _("The stop is postponed. Give it its new date first."),
    Stop.State.PUBLISHED: _("The stop has begun or is over: nobody can be invited to it any more."),
    Stop.State.IDEA: _("The stop is not public yet, and its page is what people are invited to. Publish it first."),
}


def _why_not(stop: Stop) -> Stop.State:
    return Stop.State(stop.state) if stop.state in _NOT_UPCOMING else Stop.State.IDEA


def _without_words() -> InvitingError:
    return InvitingError(
        _("Write a subject and a text, in one language at least."), code="no_words", field="subject_fr"
    )


def _require_draft(invitation: Invitation) -> None:
    if invitation.state != State.DRAFT:
        raise InvitingError(
            _("This invitation is approved: people were written to, or will be. Stop it and prepare another."),
            code="approved",
        )


def _other_lists(
    invitation: Invitation, values: Mapping[str, Any]
) -> tuple[list[ContactList], list[ContactList]] | None:
    """The lists it goes to and those it is to go to, where they differ."""
    if "contact_lists" not in values:
        return None
    before, after = list(invitation.contact_lists.all()), list(values["contact_lists"])
    return None if set(before) == set(after) else (before, after)
