"""Ten thousand invitations queued, then a thousand of them sent to a local SMTP server, beside a bare loop by turns.

The server is aiosmtpd in a process of its own, which takes everything and keeps nothing.
"""

from __future__ import annotations

import datetime
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from events.models import Stop
from registrations.inviting.invitations.operations import approve_invitation, create_invitation
from registrations.inviting.invitations.sending import send_invitation
from registrations.models import Contact, ContactList, Invitation, Invitee, Solicitation
from tests.served import free_port
from tournee.mail.composing import compose
from tournee.mail.models import OutboxMessage
from tournee.mail.sending import send_batch

QUEUED, SENT, ROUNDS = 10_000, 200, 5
AIM_SECONDS, AIM_SHARE = 10.0, 0.5


def measure_invitations(slug: str) -> Iterator[dict[str, object]]:
    """On the first stop of the tour at that slug."""
    invitation = _prepared(Stop.objects.filter(tour__slug=slug).order_by("pk")[0])
    start = time.process_time()
    queued = send_invitation(invitation, datetime.datetime(2031, 2, 3, 10, tzinfo=datetime.UTC))
    took = time.process_time() - start
    yield {
        "what": "invitations queued: gathered, each with its own link, language and headers",
        "invitations": queued,
        "processor_seconds": round(took, 2),
        "aim_seconds": AIM_SECONDS,
        "met": queued == QUEUED and took <= AIM_SECONDS,
    }
    with _server() as port:
        rounds = [(_bare(port), _sent(port)) for _round in range(ROUNDS)]
    bare, sent = min(one for one, _other in rounds), min(other for _one, other in rounds)
    yield {
        "what": f"invitations sent over one connection (aiosmtpd {_version()}), against a bare loop that composes too",
        "sent_a_second": round(SENT / sent),
        "bare_a_second": round(SENT / bare),
        "share": round(bare / sent, 2),
        "aim_share": AIM_SHARE,
        "met": bare / sent >= AIM_SHARE,
    }
    _clear(invitation)


def _prepared(stop: Stop) -> Invitation:
    contacts = ContactList.objects.create(
        tour=stop.tour,
        name="mesurée",
        source="annuaire mesuré",
        obtained_on=datetime.date(2026, 1, 5),
        basis="interest",
    )
    Contact.objects.bulk_create(
        (
            Contact(
                contact_list=contacts, email=f"mesure{n}@example.net", email_key=f"mesure{n}@example.net",
                name=f"Personne {n}", company_name=f"Atelier {n // 2}", language="en" if n % 4 == 0 else "fr",
            )
            for n in range(QUEUED)
        ),
        batch_size=1_000,
    )  # fmt: skip
    values = {
        "subject_fr": "Venez à {ville}", "subject_en": "Come to {town}",
        "text_fr": "Comment {entreprise} innove ?\n" * 6,
        "text_en": "How does {firm} innovate?\n" * 6, "per_hour": QUEUED * 60, "contact_lists": [contacts],
        "starts_at": datetime.datetime(2031, 2, 3, 9, tzinfo=datetime.UTC),
    }  # fmt: skip
    invitation = create_invitation(stop, values, actor=None)
    approve_invitation(invitation, actor=None)
    return Invitation.objects.select_related("relay__organisation", "stop__tour", "stop__town", "stop__region").get(
        pk=invitation.pk
    )


@contextmanager
def _server() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    process = subprocess.Popen(command)
    try:
        for _try in range(100):
            try:
                smtplib.SMTP("127.0.0.1", port).quit()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def _bare(port: int) -> float:
    """The seconds that the same messages take in a loop that composes each and hands it over, and keeps no record."""
    messages = list(OutboxMessage.objects.prefetch_related("parts").order_by("pk")[:SENT])
    with smtplib.SMTP("127.0.0.1", port) as server:
        start = time.perf_counter()
        for message in messages:
            content = compose(message).message().as_bytes(linesep="\r\n")
            server.sendmail("tournee@example.org", [message.to_address], content)
        return time.perf_counter() - start


def _sent(port: int) -> float:
    """The seconds that the outbox takes: claimed, composed, handed over, settled."""
    own = {
        "EMAIL_BACKEND": "tournee.mail.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port,
        "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_HOST_USER": "",
    }  # fmt: skip
    with override_settings(**own):
        accepted, start = 0, time.perf_counter()
        while accepted < SENT:
            accepted += send_batch()[1]
        return (time.perf_counter() - start) * SENT / accepted


def _version() -> str:
    from importlib.metadata import version

    return version("aiosmtpd")


def _clear(invitation: Invitation) -> None:
    OutboxMessage.objects.filter(template__startswith="registrations/inviting").delete()
    Solicitation.objects.all().delete()
    Invitee.objects.filter(invitation=invitation).delete()
    relay = invitation.relay
    lists = list(invitation.contact_lists.values_list("pk", flat=True))
    invitation.delete()
    relay.delete()
    Contact.objects.filter(contact_list__in=lists).delete()
    ContactList.objects.filter(pk__in=lists).delete()
