"""Pages of a stop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Commitment, Stop, Tour
from events.planning import operations
from events.planning.asking import Asking, asking_of
from events.planning.following import followed_by
from events.planning.forms.stops import CoHostStopForm, StopForm
from events.planning.listing.rules import above_the_limit, takes_options
from events.planning.materials.queries import materials_of
from events.planning.panels import seats_in_words, tabs_of_stop
from events.planning.proposals.rules import hosts_a_public_stop, offers_proposing
from events.planning.proposals.views.proposing import proposed_stop
from events.planning.queries import changes_of, fundings_of, partners_of, programme_of, stop_at, tour_at
from events.planning.rules import is_open, plans_stop, plans_tour
from events.planning.steps import missing_before, next_step, open_steps
from events.planning.telling.asking import preview_before
from events.planning.telling.told import Kind
from events.planning.views.pages import crumbs_to, page_of, planning_form, planning_step, sent
from events.planning.words import lost_in_words, standing, wanted_of_stop, when_planned
from events.team.queries import roles_of
from events.team.rules import co_hosts_stop, edits_stop, edits_tour, reads_tour, sees_stop
from tournee.accounts.models import User
from tournee.web.access import opens_to, signed_in_user


def form_class_for(user: User, stop: Stop) -> type[CoHostStopForm]:
    """The team's whole form, or its co-hosts' shorter one."""
    return StopForm if edits_tour.test(user, stop) else CoHostStopForm


def fields_for(user: User, stop: Stop) -> frozenset[str]:
    """The fields of `stop` that this person may fill; none for a reader."""
    return fields_of(form_class_for(user, stop)) if plans_stop.test(user, stop) else frozenset()


def fields_of(form: type[CoHostStopForm]) -> frozenset[str]:
    """The fields of the stop that this form holds."""
    return frozenset(form._meta.fields or ())


@require_safe
@opens_to(sees_stop, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """One stop as its team and its co-hosts see it: what is next, all its facts, its programme, its partners."""
    user = signed_in_user(request)
    facts, following = _facts_of(stop), _what_is_next(stop, user)
    context = {
        **facts,
        **following,
        "asking": _asking(stop, user, facts, {wanted.url for wanted in following["missing"]}),
        "tabs": tabs_of_stop(request, stop, page_of(stop)),
        "crumbs": crumbs_to(request, stop),
        "edits": plans_stop.test(user, stop),
        "plans": plans_tour.test(user, stop),
        "proposes": offers_proposing(user, stop),
        "archived": not is_open.test(user, stop),
        "deletes": stop.published_at is None and plans_tour.test(user, stop),
        "in_team": reads_tour.test(user, stop),
        "represented": roles_of(user).organisations,
        "adds_options": takes_options(stop) and plans_tour.test(user, stop),
        "context_tour": stop.tour,
    }
    return render(request, "events/planning/stop.html", context)


def _facts_of(stop: Stop) -> dict[str, Any]:
    options, programme = list(stop.date_options.all()), programme_of(stop)
    seats = {pk: said for named in seats_in_words for pk, said in named(programme).items()}
    return {
        "stop": stop,
        "standing": standing(stop, timezone.now()),
        "when": when_planned(stop, len(options)),
        "options": [] if stop.starts_on else options,
        "programme": programme,
        "sessions": [(session, seats.get(session.pk, "")) for session in programme],
        "above_the_limit": above_the_limit(stop, programme),
        "materials": materials_of(stop),
        "partners": partners_of(stop),
        "fundings": fundings_of(stop),
        "themes": list(stop.themes.all()),
    }


def _asking(stop: Stop, user: User, facts: Mapping[str, Any], missing: Collection[str]) -> Asking:
    """What the stop asks of this person, but for what its page offers already: the step onwards, what is `missing`."""
    asked = asking_of(
        stop, user, programme=facts["programme"], partners=facts["partners"], edits=plans_stop.test(user, stop)
    )
    here = page_of(stop)
    offered = {here, f"{here}publish/", *missing}
    lines = [line for line in asked.lines if line.action is None or line.action.url not in offered]
    return replace(asked, lines=lines)


def _what_is_next(stop: Stop, user: User) -> dict[str, Any]:
    """The steps this person may take, and what is missing before the next one, whoever may take it."""
    following = next_step(stop)
    missing = missing_before(following, stop) if following else []
    return {
        "steps": [(step, step.said_of(stop)) for step in open_steps(stop, user)],
        "following": following,
        "missing": wanted_of_stop(stop, missing, fields=fields_for(user, stop)),
    }


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a stop that is not there yet."""
    form = StopForm(*sent(request), tour=tour)
    made: list[Stop] = []
    return planning_form(
        request,
        form,
        lambda: made.append(operations.add_stop(tour, form.values, actor=signed_in_user(request))),
        subject=tour,
        title=_("New stop"),
        done=lambda: _("%(stop)s is added to the tour, as an idea.") % {"stop": made[0]},
        done_url=lambda: page_of(made[0]),
        intro=_("A place is enough; all the rest can wait."),
        submit_label=_("Add the stop"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_stop | co_hosts_stop, of=stop_at)
def edit(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a stop; what is public already says who will notice. Its co-hosts then propose what they typed."""
    user = signed_in_user(request)
    if hosts_a_public_stop.test(user, stop):
        return proposed_stop(request, stop)
    form = form_class_for(user, stop)(*sent(request), instance=stop, tour=stop.tour)
    intro = _("Readers see changes at once; before a new date or place is kept, you see who is told.")

    def save(subject: Any) -> None:
        operations.edit_stop(subject, form.values, expected_version=form.expected_version, actor=user)

    preview = preview_before(request, form, stop, Kind.MOVED, save) if stop.published_at else None
    return planning_form(
        request,
        form,
        lambda: save(stop),
        subject=stop,
        title=_("Edit the stop"),
        intro=intro if stop.published_at and not preview else "",
        submit_label=_("Save and tell them") if preview else "",
        preview=preview,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def remove(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, saying what goes with it, then delete a stop that was never public; or say why it stays."""
    why = next((fault.message for fault in operations.faults_of_removal(stop)), "")
    return planning_step(
        request,
        stop,
        lambda: operations.remove_stop(stop, expected_version=None, actor=signed_in_user(request)),
        title=_("Delete the stop at %(place)s?") % {"place": stop},
        text=_("It was never public. It cannot be brought back; only the tour’s history remembers it."),
        confirm_label=_("Delete the stop"),
        done=_("%(place)s is deleted.") % {"place": stop},
        done_url=f"{page_of(stop.tour)}#stops",
        dangerous=True,
        extra={
            "consequences": lost_in_words(operations.lost_with(stop)),
            "refused": why,
        },
    )


@require_safe
@opens_to(reads_tour, of=stop_at)
def history(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Who changed what of the stop, its sessions, its partners, and what was done to who came."""
    of_stop = (stop.sessions, stop.partnerships, stop.fundings, stop.tasks, stop.proposals)
    promises = Commitment.objects.filter(partnership__stop=stop)
    entries = changes_of(stop, *(things.all() for things in of_stop), promises, followed=followed_by(stop))
    tabs = tabs_of_stop(request, stop, request.path)
    context = {
        "about": stop, "entries": entries, "tabs": tabs, "context_tour": stop.tour, "crumbs": crumbs_to(request, stop)
    }  # fmt: skip
    return render(request, "events/planning/history.html", context)
