"""The steps that an evening page takes: approval is asked for, given and taken back, and the page goes to people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.planning.proposals.notices import deciding_for
from events.planning.views.pages import closed, planning_step
from registrations.evening import operations, queries
from registrations.evening.letters import letter_in
from registrations.evening.links import address_of
from registrations.evening.queries import kept_at
from registrations.evening.rules import approves_evening, asks_for_approval
from registrations.evening.warnings import before_it_goes
from registrations.models import EveningPage
from registrations.writing.audience import Reader
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "POST"])
@opens_to(asks_for_approval, of=kept_at)
def ask(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Who is told that the page waits; then they are."""
    actor = signed_in_user(request)
    names = ", ".join(str(one) for one in deciding_for(page.stop)) or str(page.stop.tour)
    told = _("An e-mail tells %(who)s that the page is ready. You can go on correcting it until it is approved.")
    return _step(
        request, page, lambda: operations.ask_for_approval(page, actor=actor),
        title=_("Ask for approval?"),
        text=told % {"who": names},
        confirm_label=_("Ask for approval"),
        done=_("The team is told. Once the page is approved, everybody who came receives it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def approve(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """How many will read it, and the letter itself; then it goes."""
    readers = queries.readers_left(page)
    return _sending(
        request, page, operations.approve_page, readers,
        warnings=before_it_goes(page),
        title=_("Approve the evening page?"),
        text=_about_to_write(len(readers)) if readers else _nobody_left(page),
        confirm_label=_("Approve and send it") if readers else _("Approve it"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def send(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Whoever was noted at the door since it was approved, and the letter; then it goes to them."""
    readers, title = queries.readers_left(page) if page.approved_at else [], _("Send it to those who have not had it?")
    if not readers:
        why = _nobody_left(page) if page.approved_at else _("This page is not approved.")
        return closed(request, page.stop, title, why=why, back_url=address_of(page.stop))
    return _sending(
        request, page, operations.send_to_the_rest, readers,
        title=title, text=_about_to_write(len(readers)), confirm_label=_("Send it"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def take_back(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Ask, then take the approval back."""
    actor = signed_in_user(request)
    return _step(
        request, page, lambda: operations.take_back(page, actor=actor),
        title=_("Take the approval back?"),
        text=_about_to_take_back(page),
        confirm_label=_("Take the approval back"),
        done=_("The evening page can be corrected."),
        dangerous=True,
    )  # fmt: skip


def _sending(
    request: HttpRequest,
    page: EveningPage,
    operation: Callable[..., int],
    readers: Sequence[Reader],
    *,
    warnings: Sequence[str] = (),
    **said: Any,
) -> HttpResponse:
    """A step after which letters go to `readers`: the letter in each of their languages, then how many went."""
    actor, written = signed_in_user(request), 0
    languages = sorted({one.language for one in readers})

    def take() -> None:
        nonlocal written
        written = operation(page, actor=actor)

    letters = [(language, letter_in(page, language)) for language in languages]
    return _step(
        request, page, take,
        template="registrations/evening/approve.html",
        extra={"letters": letters, "warnings": warnings},
        done=lambda: _gone_to(written),
        **said,
    )  # fmt: skip


def _step(request: HttpRequest, page: EveningPage, operation: Callable[[], object], **said: Any) -> HttpResponse:
    """A step that leads back to the page."""
    back = address_of(page.stop)
    return planning_step(request, page.stop, operation, done_url=back, back_url=back, **said)


def _about_to_write(count: int) -> str:
    return ngettext(
        "You are about to write to %(count)s person who came.", "You are about to write to %(count)s people who came.",
        count,
    ) % {"count": format_number(count)}  # fmt: skip


def _about_to_take_back(page: EveningPage) -> str:
    said = _("The page is no longer public, and can be corrected. What was sent by e-mail stays as it is.")
    if not (count := queries.written_to(page.stop)):
        return said
    broken = ngettext(
        "The link in %(count)s e-mail does not open the page until it is approved again.",
        "The link in %(count)s e-mails does not open the page until it is approved again.",
        count,
    ) % {"count": format_number(count)}
    return f"{said} {broken}"


def _nobody_left(page: EveningPage) -> str:
    if page.sent_at is None:
        return _("Nobody is written to: nobody who came left an address.")
    return _("Nobody is left to write to: whoever came and left an address has had it.")


def _gone_to(count: int) -> str:
    if not count:
        return _("The evening page is approved.")
    return ngettext(
        "The evening page goes to %(count)s person.", "The evening page goes to %(count)s people.", count
    ) % {"count": format_number(count)}  # fmt: skip
