"""The team's view of the outbox, and the webhook that bounces come in by."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.mail import operations
from tournee.mail.addresses import normal_address
from tournee.mail.bounces import read_reports, report_bounce, webhook_secret
from tournee.mail.models import BouncedAddress, OutboxMessage, State
from tournee.mail.pictures import QR_CODE, with_pictures
from tournee.mail.rules import sees_message, sees_messages
from tournee.web.access import administrator, anyone, opens_to
from tournee.web.tables import Column, build_table

COLUMNS = [
    Column("subject", gettext_lazy("Subject"), sort=["subject"]),
    Column("to", pgettext_lazy("recipient", "To"), sort=["to_address"]),
    Column("purpose", gettext_lazy("Purpose"), sort=["purpose"]),
    Column("written", gettext_lazy("Written"), sort=["written_at"]),
    Column("state", gettext_lazy("State"), sort=["state"]),
]
# What a message's own HTML may do in its frame: nothing but look like itself.
PREVIEW_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"


def _message(message_id: int) -> OutboxMessage:
    return get_object_or_404(OutboxMessage, pk=message_id)


@opens_to(sees_messages)
def message_list(request: HttpRequest) -> HttpResponse:
    """The messages this person may see, newest first."""
    visible = OutboxMessage.objects.visible_to(cast("User", request.user))
    table = build_table(
        request, visible.for_list(), COLUMNS, default_sort="-written", filters="tournee.mail.filters.MessageFilter"
    )
    held = visible.filter(state=State.HELD).count()
    return render(request, "tournee/mail/messages.html", {"table": table, "held": held})


@csp_update({"frame-src": [SELF]})
@opens_to(sees_message, of=_message)
def message_page(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """One message: what was written, what became of it, what can be done."""
    title = message.shown_title
    context = {
        "message": message,
        "parts": message.parts.defer("content"),
        "bounced": BouncedAddress.objects.filter(address=normal_address(message.to_address)).first(),
        "crumbs": [{"label": _("Messages"), "url": reverse("messages")}, {"label": title, "url": ""}],
    }
    return render(request, "tournee/mail/message.html", context)


@opens_to(sees_message, of=_message)
def message_html(_request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """The message's own HTML, under a policy of its own, for the frame on its page."""
    if not message.html or message.confidential:
        raise Http404
    headers = {"Content-Security-Policy": PREVIEW_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    pictures = message.parts.filter(content_type=QR_CODE)
    return HttpResponse(with_pictures(message.html, pictures), headers=headers)


@require_POST
@opens_to(sees_message, of=_message)
def resend_message(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """Send a settled message once more."""
    done = _("The message is being sent once more, as a new one.")
    return _decide(request, message, lambda: operations.resend(message, actor=cast("User", request.user)), done)


@require_POST
@opens_to(sees_message, of=_message)
def release_message(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """Send a held message."""
    done = _("The message is being sent again.")
    return _decide(request, message, lambda: operations.release_held(message, actor=cast("User", request.user)), done)


@require_POST
@opens_to(sees_message, of=_message)
def cancel_message(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """Do not send a message that waits."""
    done = _("The message will not be sent.")
    return _decide(request, message, lambda: operations.cancel_queued(message, actor=cast("User", request.user)), done)


@require_POST
@opens_to(administrator, of=_message)
def forgive_bounce(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    """Say that a message's address takes mail again."""
    done = _("The address counts as working again.")
    actor = cast("User", request.user)
    return _decide(request, message, lambda: operations.forgive_bounce(message.to_address, actor=actor), done)


def _decide(request: HttpRequest, message: OutboxMessage, decision: Callable[[], object], done: str) -> HttpResponse:
    """Carry out `decision`, say how it went, and show the message it leads to."""
    shown = message
    try:
        result = decision()
    except OperationError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, done)
        shown = result if isinstance(result, OutboxMessage) else message
    return redirect("message", shown.pk)


@csrf_exempt
@require_POST
@opens_to(anyone)
def bounce_webhook(request: HttpRequest, secret: str) -> HttpResponse:
    """Where a mail provider reports bounces and complaints; whoever lacks the secret finds nothing here."""
    expected = webhook_secret()
    if not expected or not constant_time_compare(secret, expected):
        raise Http404
    try:
        reports = read_reports(request.body)
    except (OperationError, RequestDataTooBig) as refusal:
        return JsonResponse({"title": str(refusal), "status": 400}, status=400, content_type="application/problem+json")
    for report in reports:
        report_bounce(report)
    return JsonResponse({"received": len(reports)})
