"""The private calendar itself, and the page where one opens, copies, renews and revokes it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.calendars import links
from events.calendars.mine import feed as planning
from events.calendars.mine.operations import make_link, note_read, revoke_link
from events.calendars.mine.queries import is_open, link_at, open_link_of, token_of
from events.calendars.models import FeedLink
from events.calendars.subscribing import following
from events.team.queries import roles_of
from tournee.web.access import anyone, opens_to, signed_in, signed_in_user
from tournee.web.second_step import second_step


@require_safe
@opens_to(anyone, of=link_at)
def feed(request: HttpRequest, link: FeedLink) -> HttpResponseBase:
    """The calendar of whoever made the link; 410, in words, once it is revoked."""
    if not is_open(link):
        return _private(render(request, "events/calendars/closed.html", status=410))
    from events.calendars import ics  # lazily: icalendar stays out of processes that serve no feed

    note_read(link, getattr(link, "last_read_at", None))
    content = ics.render(planning.feed_of(link.user, links.absolute(request.path)))
    return _private(HttpResponse(content, content_type="text/calendar; charset=utf-8"))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, listed nowhere, and its address told to no other site."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def page(request: HttpRequest) -> HttpResponseBase:
    """One's private calendar: what it holds, its address, how it is followed; made on request."""
    user = signed_in_user(request)
    link = open_link_of(user)
    if request.method == "POST":
        if link is None:
            make_link(user, actor=user)
        return redirect("planning_calendar")
    roles = roles_of(user)
    context = {
        "link": link,
        "follow": following(_address(link), _("My stops")) if link else None,
        "team": roles.administrator or bool(roles.by_tour),
        "host": bool(roles.organisations),
    }
    return render(request, "events/calendars/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def renew(request: HttpRequest) -> HttpResponse:
    """Ask, then replace the address."""
    user = signed_in_user(request)
    return second_step(
        request,
        operation=lambda _form: make_link(user, actor=user),
        title=_("Change the address of your private calendar?"),
        text=_("Whoever has the present address reads nothing more. Follow the new one in your own calendars."),
        confirm_label=_("Change the address"),
        back_url=reverse("planning_calendar"),
        done=_("Your private calendar has a new address."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def revoke(request: HttpRequest) -> HttpResponse:
    """Ask, then close the calendar."""
    user = signed_in_user(request)

    def close(_form: object) -> None:
        if link := open_link_of(user):
            revoke_link(link, actor=user)

    return second_step(
        request,
        operation=close,
        title=_("Close your private calendar?"),
        text=_("Calendars that follow it keep what they last read. You can open a new one at any time."),
        confirm_label=_("Close the calendar"),
        back_url=reverse("planning_calendar"),
        done=_("Your private calendar is closed."),
    )


def _address(link: FeedLink) -> str:
    """Where the calendar is read, in the reader's language."""
    return links.absolute(reverse("my_calendar", args=[token_of(link)]))
