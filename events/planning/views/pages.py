"""What planning's pages share: crumbs, the page of a form, and a creation that two clicks make once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Funding, Partnership, Stop, Tour
from events.planning.forms.choosing import lists_of
from events.planning.operations.fundings import tour_of
from events.team.rules import reads_tour
from tournee.web.access import signed_in_user
from tournee.web.forms import submit
from tournee.web.navigation import Link

_REMEMBERED_SECONDS = 60 * 60


def page_of(subject: Tour | Stop) -> str:
    """The address of a tour or a stop in the workspace."""
    if isinstance(subject, Tour):
        return reverse("planning_tour", args=[subject.slug])
    return reverse("planning_stop", args=[subject.tour.slug, subject.slug])


def subject_of(thing: Partnership | Funding) -> Tour | Stop:
    """The tour or stop on whose page a partnership or funding stands; a session's stand on its stop's."""
    if thing.session is not None:
        return thing.session.stop
    return thing.stop or thing.tour or tour_of(thing)  # type: ignore[arg-type]


def crumbs_to(request: HttpRequest, subject: Tour | Stop | None, here: str = "") -> list[Link]:
    """The way from the workspace to the page called `here`, through what of it this person may open."""
    way = [Link(_("Workspace"), reverse("workspace"))]
    tour = subject.tour if isinstance(subject, Stop) else subject
    if tour is not None and reads_tour.test(request.user, tour):
        way.append(Link(str(tour), page_of(tour)))
    if isinstance(subject, Stop):
        way.append(Link(str(subject), page_of(subject)))
    return [*way, Link(here, "")] if here else way


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    subject: Tour | Stop | None,
    intro: str = "",
    submit_label: str = "",
    links: Sequence[Link] = (),
) -> HttpResponse:
    """The page of a laid out form; 422 when it is sent back. `links` lead to what one may need on the way."""
    context = {
        "form": form, "title": title, "intro": intro, "links": links, "lists": lists_of(form).values(),
        "submit_label": submit_label or _("Save"), "crumbs": crumbs_to(request, subject, title),
        "context_tour": subject.tour if isinstance(subject, Stop) else subject,
        "back_url": page_of(subject) if subject else reverse("workspace"),
        "once": request.POST.get("once") or uuid.uuid4().hex,
    }  # fmt: skip
    return render(request, "events/planning/form.html", context, status=422 if form.errors else 200)


def created(
    request: HttpRequest, form: forms.BaseForm, operation: Callable[[], object], *, done: Callable[[], tuple[str, str]]
) -> HttpResponse | None:
    """Create once, however often the form is sent: a second sending is led where the first one was.

    `done()` is asked after `operation` for the message and the address to go to. None while nothing was sent, or when
    it was refused and the form says why.
    """
    if not form.is_bound or not form.is_valid():
        return None
    key = f"once:{signed_in_user(request).pk}:{request.POST.get('once', '')[:40]}"
    if request.POST.get("once") and not cache.add(key, "", _REMEMBERED_SECONDS):
        return redirect(cache.get(key) or reverse("workspace"))
    if not submit(form, operation):
        cache.delete(key)
        return None
    message, url = done()
    cache.set(key, url, _REMEMBERED_SECONDS)
    messages.success(request, message)
    return redirect(url)


def saved(
    request: HttpRequest, form: forms.BaseForm, operation: Callable[[], object], *, url: Callable[[], str]
) -> HttpResponse | None:
    """Save an edited object; None while nothing was sent, or when it was refused and the form says why."""
    if not form.is_bound or not submit(form, operation):
        return None
    messages.success(request, _("Your changes are kept."))
    return redirect(url())


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """The data and files of a form: what was posted, or nothing yet."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
