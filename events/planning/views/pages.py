"""What planning's pages share: crumbs, the page of a form, the page of a second step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Funding, Partnership, Stop, Tour
from events.planning.errors import TourArchived
from events.planning.forms.choosing import lists_of
from events.planning.rules import is_open
from events.team.rules import reads_tour, stop_of, tour_of
from tournee.web.form_step import Said, form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

if TYPE_CHECKING:
    from events.planning.forms.base import LaidOut
    from events.planning.telling.asking import Preview

_STEP = "events/planning/step.html"
_FORM = "events/planning/form.html"


def page_of(subject: Tour | Stop | None) -> str:
    """The address of a tour or a stop in the workspace; the workspace's own for neither."""
    if subject is None:
        return reverse("workspace")
    if isinstance(subject, Tour):
        return reverse("planning_tour", args=[subject.slug])
    return reverse("planning_stop", args=[subject.tour.slug, subject.slug])


def about_of(subject: Tour | Stop) -> str:
    """Where the facts and fundings of a tour or a stop stand: a tour has a page of its own for them."""
    return reverse("planning_about", args=[subject.slug]) if isinstance(subject, Tour) else page_of(subject)


def subject_of(thing: Partnership | Funding) -> Tour | Stop:
    """The tour or stop on whose page a partnership or funding stands; a session's stand on its stop's."""
    return stop_of(thing) or tour_of(thing)


def crumbs_to(request: HttpRequest, subject: Tour | Stop | None, here: str = "") -> list[Link]:
    """The way from the workspace to the page called `here`, through what of it this person may open."""
    way = [Link(_("Workspace"), reverse("workspace"))]
    tour = tour_of(subject) if subject else None
    if tour is not None and reads_tour.test(request.user, tour):
        way.append(Link(str(tour), page_of(tour)))
    if isinstance(subject, Stop):
        way.append(Link(str(subject), page_of(subject)))
    return [*way, Link(here, "")] if here else way


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """The data and files of a form: what was posted, or nothing yet."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def planning_form(
    request: HttpRequest,
    form: LaidOut,
    operation: Callable[[], object],
    *,
    subject: Tour | Stop | None,
    title: str,
    done: Said = "",
    done_url: Said = "",
    part: str = "",
    back_url: str = "",
    intro: str = "",
    submit_label: str = "",
    links: Sequence[Link] = (),
    preview: Preview | None = None,
    template: str = _FORM,
) -> HttpResponse:
    """The page of a laid out form about `subject`, which saves what is there or creates, once (see `form_step`).

    Afterwards one is led to `done_url`, or to the `part` (#partners) of the subject's page; `links` lead to what one
    may need on the way. Whoever gives up is led to `back_url`, or to the subject's page. With a `preview` nothing
    is done yet: it is shown above what was typed.
    """
    if subject is not None and not is_open.test(request.user, subject):
        return closed(request, subject, title)
    instance = getattr(form, "instance", None)
    creates = instance is None or instance.pk is None
    extra = {
        "intro": intro, "links": links, "lists": lists_of(form).values(), "submit_label": submit_label or _("Save"),
        "crumbs": crumbs_to(request, subject, title),
        "context_tour": tour_of(subject) if subject else None,
    }  # fmt: skip
    if preview is not None:
        shown = {**extra, "form": form, "title": title, "back_url": back_url or page_of(subject), "preview": preview}
        return render(request, "events/planning/telling/form.html", shown)
    return form_step(
        request, form, operation, title=title, back_url=back_url or page_of(subject),
        done=done or _("Your changes are kept."),
        done_url=done_url or (lambda: f"{page_of(subject)}{part}"), once=creates, template=template,
        extra=extra,
    )  # fmt: skip


def planning_step(
    request: HttpRequest,
    subject: Tour | Stop,
    operation: Callable[[], object],
    *,
    dangerous: bool = False,
    preview: Preview | None = None,
    template: str = _STEP,
    **said: Any,
) -> HttpResponse:
    """Ask before `operation` about `subject`; `said` is what `second_step` takes, `extra` included.

    With a `preview` nothing is done yet: it is what one is asked about.
    """
    if not is_open.test(request.user, subject):
        return closed(request, subject, said["title"])
    extra = {"dangerous": dangerous, **said.pop("extra", {})}
    back = {"back_url": page_of(subject), **said}
    if preview is not None:
        return previewed(request, preview, {"form": forms.Form(request.POST), "dangerous": dangerous, **back})
    return second_step(request, operation=lambda _form: operation(), template=template, extra=extra, **back)


def previewed(request: HttpRequest, preview: Preview, asked: Mapping[str, Any]) -> HttpResponse:
    """The page of a step that shows who is told before it is taken."""
    return render(
        request, "events/planning/telling/step.html", {"missing": [], "refused": "", **asked, "preview": preview}
    )


def closed(
    request: HttpRequest, subject: Tour | Stop, title: str, *, why: str = "", back_url: str = ""
) -> HttpResponse:
    """The page that `title` names, where nothing can be changed: `why` (its tour is archived), and the way back."""
    context: dict[str, Any] = {
        "title": title, "refused": why or TourArchived().message, "missing": [],
        "back_url": back_url or page_of(subject), "form": forms.Form(),
    }  # fmt: skip
    return render(request, _STEP, context, status=422 if request.method == "POST" else 200)
