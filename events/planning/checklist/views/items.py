"""Pages of a tour's checklist: the lines that every stop gets as tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import ChecklistItem, Tour
from events.planning.checklist import operations
from events.planning.checklist.forms import ItemForm
from events.planning.checklist.ordinary import ORDINARY
from events.planning.checklist.queries import item_at
from events.planning.checklist.tables import lines_of
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour, reads_tour
from tournee.errors import OperationError
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user


def page_of_checklist(tour: Tour) -> str:
    """The address of the tour's checklist."""
    return reverse("planning_checklist", args=[tour.slug])


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The tour's checklist, with how far its stops are; the ordinary one is offered to a tour that has none."""
    context = {
        "tour": tour, "context_tour": tour, "lines": lines_of(tour), "ordinary": len(ORDINARY),
        "edits": plans_tour.test(request.user, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Checklist")),
    }  # fmt: skip
    return render(request, "events/planning/checklist/items.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a line that is not there yet."""
    form, actor = ItemForm(*sent(request), tour=tour), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_item(tour, form.values, actor=actor),
        subject=tour,
        title=_("New task of every stop"),
        done=_("The task is in the checklist, and at every stop that is still to come."),
        done_url=page_of_checklist(tour),
        back_url=page_of_checklist(tour),
        submit_label=_("Add the task"),
    )


@require_POST
@opens_to(edits_tour, of=tour_at)
def offer(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Begin with the ordinary tasks of a stop."""
    try:
        count = len(operations.offer_ordinary(tour, actor=signed_in_user(request)))
    except OperationError as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(count)s task is in the checklist.", "%(count)s tasks are in the checklist.", count)
        messages.success(request, said % {"count": count})
    return redirect(page_of_checklist(tour))


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=item_at)
def edit(request: HttpRequest, item: ChecklistItem) -> HttpResponse:
    """The form of a line; it says what happens to the stops' tasks."""
    form, actor = ItemForm(*sent(request), instance=item, tour=item.tour), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.edit_item(item, form.values, expected_version=form.expected_version, actor=actor),
        subject=item.tour,
        title=_("Edit the task of every stop"),
        intro=_happens_to(item),
        done_url=page_of_checklist(item.tour),
        back_url=page_of_checklist(item.tour),
    )


def _happens_to(item: ChecklistItem) -> str:
    waiting = item.tasks.filter(done_at=None).count()
    follow = ngettext(
        "It is still to do at %(count)s stop, which follows. Where it is done it stays as it was.",
        "It is still to do at %(count)s stops, which follow. Where it is done it stays as it was.",
        waiting,
    )
    return follow % {"count": waiting} if waiting else ""


@require_POST
@opens_to(edits_tour, of=item_at)
def move(request: HttpRequest, item: ChecklistItem) -> HttpResponse:
    """One place up or down, among the lines of the same day."""
    place = f"{page_of_checklist(item.tour)}#line-{item.pk}"
    return moved(request, lambda by: operations.move_item(item, by, actor=signed_in_user(request)), place)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=item_at)
def remove(request: HttpRequest, item: ChecklistItem) -> HttpResponse:
    """Ask, saying what goes with it, then take a line away."""
    waiting, done = item.tasks.filter(done_at=None).count(), item.tasks.exclude(done_at=None).count()
    lost = ngettext(
        "It goes from %(count)s stop where it is still to do.",
        "It goes from %(count)s stops where it is still to do.",
        waiting,
    )
    kept = ngettext(
        "It stays at %(count)s stop where it is done.", "It stays at %(count)s stops where it is done.", done
    )
    said = [text % {"count": count} for text, count in ((lost, waiting), (kept, done)) if count]
    return planning_step(
        request,
        item.tour,
        lambda: operations.remove_item(item, actor=signed_in_user(request)),
        title=_("Remove “%(task)s” from the checklist?") % {"task": item},
        text="" if said else _("No stop has it yet."),
        confirm_label=_("Remove the task"),
        done=_("The task is removed from the checklist."),
        back_url=page_of_checklist(item.tour),
        dangerous=True,
        extra={"consequences": said},
    )
