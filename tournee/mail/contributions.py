"""What the outbox adds to the ground floor's places."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tournee.jobs.due import DueWork, due_work
from tournee.mail.models import OutboxMessage
from tournee.mail.purging import purge_messages
from tournee.mail.rules import sees_messages
from tournee.mail.sending import recover_uncertain
from tournee.mail.tasks import wake_sender
from tournee.web.navigation import Link, workspace_navigation


def register() -> None:
    """Due work: what a crash left is settled, what is due is sent, what was kept long enough is removed."""
    minute, day = timedelta(minutes=1), timedelta(days=1)
    due_work.add(DueWork("mail.recover", minute, recover_uncertain), by="tournee.mail", order=10)
    due_work.add(DueWork("mail.send", minute, wake_if_due), by="tournee.mail", order=20)
    due_work.add(DueWork("mail.purge", day, purge_messages), by="tournee.mail")
    workspace_navigation.add(navigation, by="tournee.mail", order=800)


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The outbox, for whoever may see any of it."""
    if sees_messages.test(request.user):
        yield Link(gettext("Messages"), reverse("messages"))


def wake_if_due() -> str | None:
    """Enqueue the sender if a message waits whose time has come."""
    if not OutboxMessage.objects.due().exists():
        return None
    wake_sender()
    return "sender woken"
