"""Who may see and keep organisations."""

import pytest
from django.contrib.auth.models import AnonymousUser

from events.organisations.rules import keeps_organisation, keeps_organisations, represents
from tests.events.factories import ContactPersonFactory, MembershipFactory, OrganisationFactory
from tournee.models import User


@pytest.mark.parametrize(("trait", "allowed"), [("reader", False), ("manager", True), ("representative", False)])
def test_editors_and_managers_of_any_tour_keep_all_organisations(db: None, trait: str, allowed: bool) -> None:
    assert keeps_organisations.test(MembershipFactory(**{trait: True}).user) is allowed


def test_the_administrator_keeps_them_and_nobody_without_membership_does(administrator: User, user: User) -> None:
    assert keeps_organisations.test(administrator)
    assert not keeps_organisations.test(user)
    assert not keeps_organisations.test(AnonymousUser())


def test_a_representative_keeps_their_own_organisation_and_its_people_only(db: None) -> None:
    membership = MembershipFactory(representative=True)
    own = ContactPersonFactory(organisation=membership.organisation)
    assert keeps_organisation.test(membership.user, membership.organisation)
    assert represents.test(membership.user, own)
    assert not keeps_organisation.test(membership.user, OrganisationFactory())
    assert not keeps_organisation.test(membership.user, ContactPersonFactory())
