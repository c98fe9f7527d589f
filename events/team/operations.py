"""Who works on what: inviting, accepting, changing a role, leaving."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Role, Tour
from events.team.models import Invitation, Membership
from events.team.queries import is_only_manager, members_of
from tournee.accounts.models import User
from tournee.accounts.operations import create_account
from tournee.errors import OperationError, raise_first
from tournee.history.operations import record
from tournee.mail.addresses import Recipient
from tournee.mail.operations import queue_message

VALID_FOR = datetime.timedelta(days=14)


class TeamError(OperationError):
    """A membership or an invitation that cannot be."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting an invitation made: the membership, and whether the account is new."""

    membership: Membership
    new_account: bool


@transaction.atomic
def invite(
    subject: Tour | Organisation, *, email: str, role: str, name: str = "", language: str = "fr", actor: User
) -> Invitation:
    """Invite `email` to be `role` on a tour, or a representative of an organisation; the invitation is mailed.

    An open invitation of the same address is renewed instead of doubled. Raises TeamError when the person is a member
    already, or when the role does not fit the subject.
    """
    email = email.strip().lower()
    place = _place(subject, role)
    raise_first(faults_of_invitation(subject, email))
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None, **place).update(
        withdrawn_at=timezone.now()
    )
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        name=name,
        language=language,
        invited_by=actor,
        expires_at=timezone.now() + VALID_FOR,
        **place,
    )
    _mail(invitation, subject, actor)
    record("team.invite", subject, actor=actor, changes={"email": None, "role": ("", role)})
    return invitation


def faults_of_invitation(subject: Tour | Organisation, email: str) -> Iterator[TeamError]:
    """Why nobody at `email` can be invited: they are a member already."""
    if members_of(subject).filter(user__email__iexact=email).exists():
        said = _("This person is a member already. Change the role in the list.")
        yield TeamError(said, code="member_already", field="email")


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    user: User | None = None,
    name: str = "",
    language: str = "fr",
    password: str | None = None,
) -> Accepted:
    """Become a member: `user` if somebody is signed in, else a new account with the invited address.

    An account that exists with that address must be signed in first: a link alone does not open it. Works once: of two
    clicks at the same time one makes the membership. Raises TeamError (`sign_in_first`; `invitation_closed` when it was
    used, withdrawn or has run out; `member_already`) and AccountError for what an account cannot be.
    """
    now = timezone.now()
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).update(accepted_at=now)  # fmt: skip
    if not taken:
        raise TeamError(
            _("This invitation was used, withdrawn or has run out. Ask the person who invited you for a new one."),
            code="invitation_closed",
        )
    if user is None and User.objects.filter(email__iexact=invitation.email).exists():
        raise TeamError(
            _("You have an account already. Sign in, and the invitation will wait here."), code="sign_in_first"
        )
    account = user or create_account(invitation.email, name or invitation.name, language, password, actor=None)
    membership, made = Membership.objects.get_or_create(
        user=account, tour=invitation.tour, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    if not made:  # else the only manager could come down to reader by a link
        raise TeamError(_("You are a member already. A manager can change your role."), code="member_already")
    account.__dict__.pop("known_roles", None)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=account)
    subject = invitation.tour or invitation.organisation
    if subject is not None:
        record("team.join", subject, actor=account, changes={"member": None, "role": ("", invitation.role)})
    return Accepted(membership, new_account=user is None)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, actor: User) -> None:
    """The link stops working. Raises TeamError once it was accepted."""
    withdrawn = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not withdrawn.update(withdrawn_at=timezone.now()):
        raise TeamError(_("This invitation is no longer open."), code="invitation_closed")
    subject = invitation.tour or invitation.organisation
    if subject is not None:
        record("team.withdraw", subject, actor=actor, changes={"email": None})


@transaction.atomic
def change_role(membership: Membership, role: str, *, actor: User) -> Membership:
    """Give a member another role. Raises TeamError if the tour would be left without a manager."""
    if membership.tour is None or role not in (Role.READER, Role.EDITOR, Role.MANAGER):
        raise TeamError(_("This role is not one of a tour’s team."), code="role_unfit", field="role")
    before = membership.role
    if before == Role.MANAGER and role != Role.MANAGER:
        _keep_a_manager(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    record("team.role", membership.tour, actor=actor, changes={"member": None, "role": (before, role)})
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, actor: User) -> None:
    """End a membership. Raises TeamError if the tour would be left without a manager."""
    if membership.role == Role.MANAGER:
        _keep_a_manager(membership)
    subject = membership.tour or membership.organisation
    if subject is not None:
        record("team.leave", subject, actor=actor, changes={"member": None, "role": (membership.role, "")})
    membership.delete()


def _keep_a_manager(membership: Membership) -> None:
    """The tour's row is locked, so that two managers cannot leave at the same time."""
    if membership.tour is not None:
        Tour.objects.select_for_update().get(pk=membership.tour.pk)
    if is_only_manager(membership):
        raise only_manager()


def only_manager() -> TeamError:
    """What is said to whoever would leave a tour without a manager."""
    said = _("This is the only manager of the tour. Make somebody else a manager first.")
    return TeamError(said, code="last_manager", field="role")


def _place(subject: Tour | Organisation, role: str) -> dict[str, Tour | Organisation | None]:
    of_a_tour = isinstance(subject, Tour)
    if of_a_tour == (role == Role.REPRESENTATIVE) or role not in Role.values:
        raise TeamError(_("This role does not fit here."), code="role_unfit", field="role")
    return {"tour": subject if of_a_tour else None, "organisation": None if of_a_tour else subject}


def _mail(invitation: Invitation, subject: Tour | Organisation, actor: User) -> None:
    with translation.override(invitation.language):
        address = settings.SITE_URL + reverse("invitation", args=[invitation.token])
        queue_message(
            "events/team/mail/invitation",
            to=Recipient(invitation.email, invitation.name),
            language=invitation.language,
            context={
                "name": invitation.name, "subject_name": str(subject), "inviter": str(actor), "address": address,
                "role": invitation.get_role_display(), "days": VALID_FOR.days,
            },
            purpose=_("Invitation to a team"),
            confidential=True,  # whoever holds the link becomes a member
            reply_to=actor.email,
            sender_name=str(actor),
            about=[subject],
        )  # fmt: skip
