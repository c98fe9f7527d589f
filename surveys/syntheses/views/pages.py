"""What the pages of a synthesis in the workspace share: addresses, crumbs, the page of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.views.pages import closed, crumbs_to
from surveys.models import Synthesis
from surveys.syntheses.queries import stop_of
from surveys.syntheses.rules import may_still_write
from tournee.web.form_step import Said, form_step
from tournee.web.navigation import Link


def address_of(stop: Stop, name: str = "stop_synthesis", *more: object) -> str:
    """The address of a page about the synthesis of `stop`: by default the one on which it is written."""
    return reverse(name, args=[stop.tour.slug, stop.slug, *more])


def crumbs_of(request: HttpRequest, stop: Stop, here: str = "") -> list[Link]:
    """The way to the synthesis of `stop`, or to a page below it."""
    if not here:
        return crumbs_to(request, stop, _("Synthesis"))
    return [*crumbs_to(request, stop), Link(_("Synthesis"), address_of(stop)), Link(here, "")]


def written_form(
    request: HttpRequest,
    form: forms.BaseForm,
    operation: Callable[[], object],
    *,
    synthesis: Synthesis,
    title: str,
    done: Said = "",
    place: str = "#sections",
    **more: Any,
) -> HttpResponse:
    """The page of a form about `synthesis`; afterwards one is led to the `place` on the page where it is written."""
    stop = stop_of(synthesis)
    if not may_still_write.test(request.user, synthesis):
        return closed(request, stop, title)
    extra = {
        "crumbs": crumbs_of(request, stop, title), "context_tour": stop.tour, "intro": "", "links": [], "lists": [],
        "submit_label": _("Save"),
    }  # fmt: skip
    return form_step(
        request, form, operation, title=title, back_url=address_of(stop) + place,
        done=done or _("Your changes are kept."), template="events/planning/form.html", extra=extra, **more,
    )  # fmt: skip
