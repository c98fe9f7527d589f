"""Run inside the product (`python -m tests.e2e.prepare`): adds what the demonstration lacks to open every page.

Prints as JSON the arguments of each page's address, and a session's cookie for each person.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import sys
import time
from typing import Any

import django

from tests.e2e import prepare_above, prepare_planning

PASSWORD = "seven-stops-before-albert"
KEYHOLDER, CODE_ONLY, ENGLISH = "cle@demo.example", "code@demo.example", "planning.en@demo.example"
# Two who add a passkey.
PASSKEY_ALONE, PASSKEY_SECOND = "anna@demo.example", "bruna@demo.example"
# The name of a person in `pages.py`, and their address.
PEOPLE = {
    "administrator": "administration@demo.example",
    "manager": "pilotage@demo.example",
    "editor": "edition@demo.example",
    "reader": "lecture@demo.example",
    "representative": "accueil@demo.example",
    "keyholder": KEYHOLDER,
    "code_only": CODE_ONLY,
}


def main() -> None:
    """Prepare, and print."""
    django.setup()
    samples = {**_people(), **_planning(), **prepare_planning.samples(), **_organisations()}
    samples |= {**_messages(), **prepare_above.registrations()}
    samples |= {**prepare_above.filling(), **prepare_above.who_came(), **prepare_above.surveys()}
    json.dump({"samples": samples, "cookies": {name: _session(email) for name, email in PEOPLE.items()}}, sys.stdout)


def _people() -> dict[str, dict[str, Any]]:
    """Somebody with every second factor, one without a password, a manager who reads English, a key to the API."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal import auth as totp
    from allauth.mfa.webauthn.internal.auth import WebAuthn

    from events.models import Membership, Role, Tour
    from tournee.accounts.operations import create_account
    from tournee.api.operations import make_key
    from tournee.models import User

    keyholder = create_account(KEYHOLDER, "Noa Serrurier", "fr", PASSWORD, actor=None)
    create_account(CODE_ONLY, "Lou Sansmot", "fr", actor=None)
    for email in (PASSKEY_ALONE, PASSKEY_SECOND):
        create_account(email, "Anna Weaver", "en", PASSWORD, actor=None)
    english = create_account(ENGLISH, "Robin Weaver", "en", PASSWORD, actor=None)
    Membership.objects.create(user=english, tour=Tour.objects.get(slug="prochaine"), role=Role.MANAGER)
    totp.TOTP.activate(keyholder, totp.generate_totp_secret())
    RecoveryCodes.activate(keyholder)
    WebAuthn.add(keyholder, "Téléphone", _credential())
    key = Authenticator.objects.get(user=keyholder, type=Authenticator.Type.WEBAUTHN)
    manager = User.objects.get(email=PEOPLE["manager"])
    api_key, _secret = make_key(user=manager, name="Site de la région", scope="read", days=90, actor=manager)
    return {"security_key": {"pk": key.pk}, "api_key": {"pk": api_key.pk}}


def _credential() -> dict[str, Any]:
    """What a browser sends when a key is registered; the key is nobody's."""
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    data = AttestedCredentialData.create(b"\0" * 16, b"demonstration-key", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    attested = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, data)
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    return {
        "id": websafe_encode(b"demonstration-key"),
        "rawId": websafe_encode(b"demonstration-key"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", attested, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def _planning() -> dict[str, dict[str, Any]]:
    """A tour in each state, a stop in each state, and what hangs on them."""
    from events.models import Funding, Partnership, Session, SourcedFact, Stop, Tour
    from events.planning.operations import add_stop, cancel_session, create_tour
    from tournee.models import User

    manager = User.objects.get(email=PEOPLE["manager"])
    tour = Tour.objects.get(slug="prochaine")
    start = datetime.date.today() + datetime.timedelta(days=200)  # noqa: DTZ011 (any day will do)
    draft = create_tour(
        {
            "slug": "brouillon", "title_fr": "Une tournée en préparation",
            "starts_on": datetime.date(2019, 9, 1), "ends_on": start,
        },
        actor=manager,
    )  # fmt: skip
    source = {"place": "Troyes", "starts_on": datetime.date(2019, 9, 12), "source_url": "https://demo.example/"}
    past = add_stop(draft, source, actor=manager)
    funding = Funding.objects.create(
        tour=tour, scheme="Programme de démonstration", mention_fr="Avec un soutien fictif."
    )
    samples: dict[str, dict[str, Any]] = {
        "tour": {"tour": tour.slug},
        "tour_2019": {"tour": "2019"},
        "organisation_public": {"organisation": "chambre-modele"},
        "organisation_hosting": {"organisation": "universite-fictive-des-hautes-plaines"},
        "territory_public": {"territory": "region-2026-28"},
        "theme_public": {"theme": "cooperation"},
        "api_group": {"group": "registrations"},
        "tour_draft": {"tour": draft.slug},
        "stop_past": {"tour": draft.slug, "stop": past.slug},
        "funding": {"funding": funding.pk},
        "partner": {"partnership": Partnership.objects.filter(stop__tour=tour).earliest("pk").pk},
        "fact": {"fact": SourcedFact.objects.earliest("pk").pk},
    }
    for state in ("idea", "contacted", "confirmed", "postponed", "cancelled"):
        samples[f"stop_{state}"] = {"tour": tour.slug, "stop": tour.stops.filter(state=state).earliest("pk").slug}
    published = tour.stops.filter(state=Stop.State.PUBLISHED)
    held, to_come = published.earliest("starts_on"), published.latest("starts_on")
    samples["stop_held"] = {"tour": tour.slug, "stop": held.slug}
    samples["stop"] = {"tour": tour.slug, "stop": to_come.slug}
    samples["stop_hosted"] = {"tour": tour.slug, "stop": _hosted(tour)}
    samples["session"] = {**samples["stop"], "session": to_come.sessions.earliest("pk").pk}
    cancelled = to_come.sessions.latest("pk")
    cancel_session(cancelled, actor=manager)
    samples["session_cancelled"] = {**samples["stop"], "session": cancelled.pk}
    unseen = Session.objects.filter(stop__tour=tour, stop__published_at=None).earliest("pk")
    samples["session_unseen"] = {"tour": tour.slug, "stop": unseen.stop.slug, "session": unseen.pk}
    return samples


def _hosted(tour: Any) -> str:
    """A stop that the representative's organisation co-hosts."""
    from events.models import Membership

    organisation = Membership.objects.get(user__email=PEOPLE["representative"]).organisation
    return str(tour.stops.filter(partnerships__organisation=organisation).latest("pk").slug)


def _organisations() -> dict[str, dict[str, Any]]:
    from events.models import ContactPerson, Membership, Tour

    membership = Membership.objects.get(user__email=PEOPLE["representative"])
    organisation = membership.organisation
    assert organisation is not None
    person = ContactPerson.objects.create(
        organisation=organisation, name="Jo Exemple", role="accueil", email="jo@demo.example"
    )
    tour = Tour.objects.get(slug="prochaine")
    return {
        "organisation": {"slug": organisation.slug},
        "represented": {"organisation": organisation.slug},
        "contact_person": {"slug": organisation.slug, "pk": person.pk},
        "member": {"membership": Membership.objects.get(user__email=PEOPLE["reader"], tour=tour).pk},
    }


def _messages() -> dict[str, dict[str, Any]]:
    """An invitation, whose e-mail waits in the outbox, and one that was withdrawn."""
    from events.models import Tour
    from events.team.operations import invite, withdraw_invitation
    from tournee.mail.models import OutboxMessage
    from tournee.models import User

    tour, manager = Tour.objects.get(slug="prochaine"), User.objects.get(email=PEOPLE["manager"])
    closed = invite(tour, email="parti@demo.example", role="reader", actor=manager)
    withdraw_invitation(closed, actor=manager)
    invitation = invite(tour, email="attendu@demo.example", role="reader", actor=manager)
    message = OutboxMessage.objects.get(to_address="attendu@demo.example")
    return {
        "invitation": {"token": str(invitation.token)},
        "invitation_closed": {"token": str(closed.token)},
        "invitation_row": {"invitation": invitation.pk},
        "message": {"message_id": message.pk},
        "stop_nowhere": {"tour": "nulle-part"},
        "email_key": {"key": "unknown"},
    }


def _session(email: str) -> str:
    """The cookie of a session of `email`, who proved a moment ahead who they are (so that no page asks again)."""
    from allauth.account.internal.flows import login
    from django.conf import settings
    from django.test import Client

    from tournee.models import User

    client, user = Client(), User.objects.get(email=email)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    later = time.time() + 3600
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": later, "reauthenticated": True}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    main()
