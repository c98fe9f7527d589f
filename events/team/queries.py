"""Who is what: roles of a user, members of a tour, representatives of an organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from events.models import Organisation, Partnership, Role, Stop, Tour
from events.team.models import Invitation, Membership
from tournee.database.asked import Asked, plain

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from tournee.accounts.models import User


EDITORS = frozenset({Role.EDITOR, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Roles:
    """A user's memberships: role by tour, and the organisations they represent (ids).

    `second_factor`: one of these tours wants its team to sign in with one.
    """

    by_tour: dict[int, str] = field(default_factory=dict)
    organisations: frozenset[int] = frozenset()
    administrator: bool = False
    second_factor: bool = False

    @property
    def edited(self) -> list[int]:
        """The ids of the tours one is an editor or a manager of; of the administrator, who may all, it says nothing."""
        return [tour for tour, role in self.by_tour.items() if role in EDITORS]

    def on(self, tour_id: int) -> str | None:
        """The role on that tour; the administrator is a manager of every tour."""
        return Role.MANAGER if self.administrator else self.by_tour.get(tour_id)


NOBODY = Roles()


_memberships = Asked(
    plain,
    lambda user: Membership.objects.filter(user=user).values_list(
        "tour_id", "organisation_id", "role", "tour__second_factor_required"
    ),
    int,
)


def roles_of(user: User | AnonymousUser) -> Roles:
    """The memberships of `user`, read once for the life of that object (a request)."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    known: Roles | None = user.__dict__.get("known_roles")
    if known is None:
        rows = _memberships(user.pk)
        known = Roles(
            by_tour={tour: role for tour, _organisation, role, _asks in rows if tour},
            organisations=frozenset(organisation for _tour, organisation, _role, _asks in rows if organisation),
            administrator=getattr(user, "is_administrator", False),
            second_factor=any(asks for _tour, _organisation, _role, asks in rows),
        )
        user.__dict__["known_roles"] = known
    return known


def tours_for(user: User | AnonymousUser) -> QuerySet[Tour]:
    """The tours whose team `user` belongs to; all of them for the administrator."""
    roles = roles_of(user)
    return Tour.objects.all() if roles.administrator else Tour.objects.filter(pk__in=roles.by_tour)


def co_hosted_stops(user: User | AnonymousUser) -> QuerySet[Stop]:
    """The stops co-hosted by an organisation that `user` represents."""
    return Stop.objects.filter(
        pk__in=Partnership.objects.filter(
            role=Partnership.Role.CO_HOST, organisation_id__in=roles_of(user).organisations, stop__isnull=False
        ).values("stop_id")
    )


def members_of(subject: Tour | Organisation) -> QuerySet[Membership]:
    """The members of a tour's team or the representatives of an organisation, by name; one query."""
    place = {"tour": subject} if isinstance(subject, Tour) else {"organisation": subject}
    return Membership.objects.filter(**place).select_related("user").order_by("user__name", "user__email")


def is_only_manager(membership: Membership) -> bool:
    """Whether the tour would be left without a manager."""
    if membership.tour is None or membership.role != Role.MANAGER:
        return False
    others = Membership.objects.filter(tour=membership.tour, role=Role.MANAGER).exclude(pk=membership.pk)
    return not others.exists()


def open_invitations_of(subject: Tour | Organisation) -> QuerySet[Invitation]:
    """The invitations that still wait for an answer, newest first; one query."""
    place = {"tour": subject} if isinstance(subject, Tour) else {"organisation": subject}
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, **place)


def representatives_at(stop: Stop) -> list[User]:
    """Everybody with an account who represents a co-host of `stop`, each once; one query."""
    hosts = Partnership.objects.filter(stop=stop, role=Partnership.Role.CO_HOST).values("organisation_id")
    members = Membership.objects.filter(role=Role.REPRESENTATIVE, organisation_id__in=hosts, user__is_active=True)
    return list({member.user_id: member.user for member in members.select_related("user")}.values())
