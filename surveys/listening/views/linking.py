"""Facilitators' links in the workspace: made with a name, shown once, revoked."""

from __future__ import annotations

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Session, Stop
from events.planning.queries import session_at
from surveys.listening import links, operations
from surveys.listening.forms import LinkForm
from surveys.listening.queries import link_at
from surveys.listening.rules import notes_sessions
from surveys.listening.views.around import crumbs_within, note_form, note_step
from surveys.models import FacilitatorLink
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted

_SIGNER = TimestampSigner(salt="surveys.listening.shown-once")
SHOWN_FOR = 15 * 60  # seconds: long enough to be scanned or copied, and then no more


@require_http_methods(["GET", "POST"])
@opens_to(notes_sessions, of=session_at)
def new(request: HttpRequest, session: Session) -> HttpResponse:
    """For whom a link is; then it is shown."""
    form = LinkForm(posted(request))
    made: list[FacilitatorLink] = []

    def create() -> None:
        made.append(operations.create_link(session, **form.cleaned_data, actor=signed_in_user(request)))

    return note_form(
        request, session.stop, form, create, title=_("New link: %(session)s") % {"session": session},
        intro=_("Whoever has the link notes what is said at this session, without an account."),
        submit_label=_("Create the link"), done_url=lambda: _shown_at(made[0]), once=True,
        done=lambda: _("The link for %(name)s is there.") % {"name": made[0].name},
    )  # fmt: skip


@require_safe
@opens_to(notes_sessions, of=link_at)
def shown(request: HttpRequest, link: FacilitatorLink) -> HttpResponse:
    """The link as an address and a code to scan, to whoever has just made it."""
    from tournee.documents.html.qr_code import code_picture  # lazily: few pages show a code

    stop, address = link.session.stop, ""
    if _just_made(request, link):
        address = links.session_notes(link)
    context = {
        "link": link, "stop": stop, "context_tour": stop.tour, "address": address,
        "crumbs": crumbs_within(request, stop, link.name),
        "picture": code_picture(address, _("The same address as a code to scan")) if address else "",
    }  # fmt: skip
    return render(request, "surveys/listening/link.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(notes_sessions, of=link_at)
def revoke(request: HttpRequest, link: FacilitatorLink) -> HttpResponse:
    """Ask, then make a link stop working."""
    return note_step(
        request, link.session.stop, lambda: operations.revoke_link(link, actor=signed_in_user(request)),
        title=_("Revoke the link for %(name)s?") % {"name": link.name},
        text=_("It opens nothing any more, at once. What was noted by it stays."),
        confirm_label=_("Revoke the link"), done=_("The link for %(name)s is revoked.") % {"name": link.name},
    )  # fmt: skip


def _address_of(link: FacilitatorLink, stop: Stop) -> str:
    return reverse("notes_link", args=[stop.tour.slug, stop.slug, link.pk])


def _shown_at(link: FacilitatorLink) -> str:
    """Its page, with a proof that it was made just now."""
    return f"{_address_of(link, link.session.stop)}?made={_SIGNER.sign(str(link.pk))}"


def _just_made(request: HttpRequest, link: FacilitatorLink) -> bool:
    try:
        return _SIGNER.unsign(request.GET.get("made", ""), max_age=SHOWN_FOR) == str(link.pk)
    except BadSignature:
        return False
