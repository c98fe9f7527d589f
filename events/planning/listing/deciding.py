"""What is decided on a stop's page with one tap: who looks after it, its possible dates, and which of them holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import DateOption, Stop
from events.planning.listing import operations
from events.planning.listing.forms import DateOptionForm, LeadForm
from events.planning.listing.options import option_at
from events.planning.queries import stop_at
from events.planning.views.pages import page_of, planning_form, planning_step, sent
from events.planning.words import days_in_words
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user

_PART = "#dates"


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def lead(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form that says who in the team looks after the stop."""
    form, actor = LeadForm(*sent(request), instance=stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.choose_lead(
            stop, form.cleaned_data["lead"], expected_version=form.expected_version, actor=actor
        ),
        subject=stop,
        title=_("Who looks after %(stop)s?") % {"stop": stop},
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def add_option(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of one more possible date."""
    form, actor = DateOptionForm(*sent(request), stop=stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_option(stop, **form.cleaned_data, actor=actor),
        subject=stop,
        title=_("One more possible date"),
        done=_("The possible date is kept."),
        part=_PART,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=option_at)
def choose(request: HttpRequest, option: DateOption) -> HttpResponse:
    """Take the date; asked from elsewhere than the stop's page, ask first."""
    said = days_in_words(option.starts_on, option.ends_on)
    return planning_step(
        request,
        option.stop,
        lambda: operations.choose_option(option, actor=signed_in_user(request)),
        title=_("Is it %(date)s?") % {"date": said},
        text=_("The stop takes this date; the other possible dates are forgotten."),
        confirm_label=_("Take this date"),
        done=_("The date is set: %(date)s.") % {"date": said},
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=option_at)
def remove(request: HttpRequest, option: DateOption) -> HttpResponse:
    """Drop a possible date; asked from elsewhere than the stop's page, ask first."""
    said = days_in_words(option.starts_on, option.ends_on)
    return planning_step(
        request,
        option.stop,
        lambda: operations.remove_option(option, actor=signed_in_user(request)),
        title=_("Is %(date)s no longer possible?") % {"date": said},
        text=_("The other possible dates stay."),
        confirm_label=_("Remove this date"),
        done=_("%(date)s is no longer a possible date.") % {"date": said},
        done_url=f"{page_of(option.stop)}{_PART}",
    )
