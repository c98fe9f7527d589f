"""Inviting people, and what they then may."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from events.models import Membership, Role
from events.planning.operations import cancel_stop, reinstate_stop
from events.team import rules
from events.team.models import Invitation
from events.team.operations import (
    TeamError,
    accept_invitation,
    change_role,
    invite,
    remove_member,
    withdraw_invitation,
)
from tests.events.factories import OrganisationFactory, PartnershipFactory, StopFactory, TourFactory
from tests.tournee.factories import UserFactory
from tournee.accounts.policies import is_second_factor_required
from tournee.mail.models import OutboxMessage
from tournee.models import User

pytestmark = pytest.mark.django_db


def member(role: Role, **place: object) -> User:
    return Membership.objects.create(user=UserFactory(), role=role, **place).user


def test_an_invitation_is_mailed_in_the_language_of_whoever_gets_it(user: User) -> None:
    invite(TourFactory(title_en="The tour"), email="Ann@Example.org", role=Role.EDITOR, language="en", actor=user)

    message = OutboxMessage.objects.get()
    assert (message.to_address, message.reply_to) == ("ann@example.org", user.email)
    assert "The tour" in message.text
    assert f"/en/workspace/invitations/{Invitation.objects.get().token}/" in message.text


def test_accepting_makes_an_account_and_the_membership(user: User) -> None:
    tour = TourFactory()
    invitation = invite(tour, email="ann@example.org", role=Role.EDITOR, name="Ann", actor=user)

    accepted = accept_invitation(invitation)

    assert accepted.new_account
    assert (accepted.membership.user.email, accepted.membership.role) == ("ann@example.org", Role.EDITOR)


def test_an_invitation_works_once(user: User) -> None:
    invitation = invite(TourFactory(), email="ann@example.org", role=Role.EDITOR, actor=user)
    accept_invitation(invitation)

    with pytest.raises(TeamError):
        accept_invitation(invitation, user=UserFactory())


def test_a_link_alone_does_not_open_an_account_that_exists(user: User) -> None:
    UserFactory(email="ann@example.org")
    invitation = invite(TourFactory(), email="ann@example.org", role=Role.EDITOR, actor=user)

    with pytest.raises(TeamError) as refusal:
        accept_invitation(invitation)

    assert refusal.value.code == "sign_in_first"
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("closing", ["withdrawn", "expired"])
def test_a_closed_invitation_is_refused(user: User, closing: str) -> None:
    invitation = invite(TourFactory(), email="ann@example.org", role=Role.EDITOR, actor=user)
    if closing == "withdrawn":
        withdraw_invitation(invitation, actor=user)
    else:
        Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))

    with pytest.raises(TeamError) as refusal:
        accept_invitation(invitation)

    assert refusal.value.code == "invitation_closed"


def test_inviting_again_replaces_the_open_invitation(user: User) -> None:
    tour = TourFactory()
    for role in (Role.READER, Role.EDITOR):
        invite(tour, email="ann@example.org", role=role, actor=user)

    assert Invitation.objects.get(withdrawn_at=None).role == Role.EDITOR


def test_a_link_changes_no_role_of_a_member(user: User) -> None:
    tour = TourFactory()
    only_manager = member(Role.MANAGER, tour=tour)
    invitation = invite(tour, email="another@example.org", role=Role.READER, actor=user)

    with pytest.raises(TeamError) as refused:
        accept_invitation(invitation, user=only_manager)

    assert refused.value.code == "member_already"
    assert Membership.objects.get(user=only_manager).role == Role.MANAGER
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_member_is_not_invited_again(user: User) -> None:
    membership = Membership.objects.create(user=UserFactory(), tour=TourFactory(), role=Role.READER)

    with pytest.raises(TeamError) as refusal:
        invite(membership.tour, email=membership.user.email, role=Role.EDITOR, actor=user)

    assert refusal.value.field == "email"


@pytest.mark.parametrize(("kind", "role"), [("tour", Role.REPRESENTATIVE), ("organisation", Role.MANAGER)])
def test_a_role_must_fit_what_it_is_for(user: User, kind: str, role: Role) -> None:
    subject = TourFactory() if kind == "tour" else OrganisationFactory()

    with pytest.raises(TeamError):
        invite(subject, email="ann@example.org", role=role, actor=user)


def test_a_tour_keeps_a_manager(user: User) -> None:
    only = Membership.objects.create(user=UserFactory(), tour=TourFactory(), role=Role.MANAGER)

    for leave in (lambda: remove_member(only, actor=user), lambda: change_role(only, Role.READER, actor=user)):
        with pytest.raises(TeamError) as refusal:
            leave()
        assert refusal.value.code == "last_manager"


TEAM_TABLE = [
    # role, reads, edits, manages
    (Role.READER, True, False, False),
    (Role.EDITOR, True, True, False),
    (Role.MANAGER, True, True, True),
]


@pytest.mark.parametrize(("role", "reads", "edits", "manages"), TEAM_TABLE)
def test_the_table_of_roles(role: Role, reads: bool, edits: bool, manages: bool) -> None:
    stop = StopFactory()
    someone = member(role, tour=stop.tour)

    found = [rule.test(someone, stop) for rule in (rules.reads_tour, rules.edits_tour, rules.manages_tour)]

    assert found == [reads, edits, manages]


def test_a_role_on_one_tour_gives_nothing_on_another() -> None:
    someone = member(Role.MANAGER, tour=TourFactory())

    assert not rules.reads_tour.test(someone, TourFactory())


def test_the_administrator_manages_every_tour(administrator: User) -> None:
    assert rules.manages_tour.test(administrator, TourFactory())


def test_nobody_has_no_rights() -> None:
    stop = StopFactory(published=True)

    assert not any(rule.test(AnonymousUser(), stop) for rule in (rules.sees_stop, rules.edits_stop))


def test_a_co_host_sees_its_stops_and_nothing_of_the_others() -> None:
    partnership = PartnershipFactory(role="co_host")
    host = member(Role.REPRESENTATIVE, organisation=partnership.organisation)

    assert rules.sees_stop.test(host, partnership.stop)
    assert not rules.sees_stop.test(host, StopFactory(tour=partnership.stop.tour))
    assert not rules.reads_tour.test(host, partnership.stop.tour)


@pytest.mark.parametrize(("published", "edits"), [(False, True), (True, False)])
def test_a_co_host_edits_its_stop_until_it_is_published(published: bool, edits: bool) -> None:
    partnership = PartnershipFactory(role="co_host", stop=StopFactory(published=published))
    host = member(Role.REPRESENTATIVE, organisation=partnership.organisation)

    assert rules.edits_stop.test(host, partnership.stop) == edits


def test_a_supporter_is_no_co_host() -> None:
    partnership = PartnershipFactory(role="supporter")

    assert not rules.sees_stop.test(
        member(Role.REPRESENTATIVE, organisation=partnership.organisation), partnership.stop
    )


def test_co_hosts_are_told_when_their_stop_is_cancelled_each_in_their_language() -> None:
    partnership = PartnershipFactory(role="co_host", stop=StopFactory(published=True))
    host = member(Role.REPRESENTATIVE, organisation=partnership.organisation)
    User.objects.filter(pk=host.pk).update(language="en")
    member(Role.REPRESENTATIVE, organisation=OrganisationFactory())

    cancel_stop(partnership.stop, reason_fr="Salle fermée.", reason_en="Room closed.", actor=None)

    message = OutboxMessage.objects.get()
    assert message.to_address == host.email
    assert "Reason: Room closed." in message.text


def test_a_tour_may_ask_its_team_for_a_second_factor() -> None:
    someone = member(Role.READER, tour=TourFactory(second_factor_required=True))

    assert is_second_factor_required(someone)
    assert not is_second_factor_required(member(Role.READER, tour=TourFactory()))


def test_co_hosts_learn_that_a_cancellation_is_taken_back() -> None:
    partnership = PartnershipFactory(role="co_host", stop=StopFactory(published=True))
    member(Role.REPRESENTATIVE, organisation=partnership.organisation)
    cancel_stop(partnership.stop, reason_fr="Erreur.", actor=None)

    reinstate_stop(partnership.stop, actor=None)

    newest = OutboxMessage.objects.order_by("pk").last()
    assert newest is not None
    assert "a de nouveau lieu" in newest.text
