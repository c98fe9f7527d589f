"""The public page of a door's code. It lists nobody, and tells nobody who is registered."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registrations.attendance.self_sign_in.forms import SignInForm
from registrations.attendance.self_sign_in.operations import sign_in
from registrations.attendance.self_sign_in.queries import Door, door_at
from registrations.booking.rates import AN_HOUR, asked_too_often, within_rate
from tournee.accounts.throttling import client_ip
from tournee.texts.typography import format_date, format_date_time, format_time_range
from tournee.web.access import anyone, opens_to
from tournee.web.forms import posted, submit

_A_DAY, _A_MOMENT = datetime.timedelta(hours=23), datetime.timedelta(microseconds=1)  # a day may lack an hour
_AN_HOUR = 900  # tries from one address: a whole room is behind that of its house


@never_cache
@require_http_methods(["GET", "POST"])
@opens_to(anyone, of=door_at)
def page(request: HttpRequest, door: Door) -> HttpResponse:
    """The form, or what came of it."""
    form = SignInForm(posted(request))
    context: dict[str, object] = {"door": door, "form": form, "open": door.is_open(timezone.now()), "done": False}
    context["hours"] = _hours(door)
    if form.is_bound and not within_rate("self-sign-in", client_ip(request) or "", limit=_AN_HOUR, seconds=AN_HOUR):
        form.add_error(None, asked_too_often())
    elif form.is_bound and form.is_valid():
        noted: list[object] = []
        if submit(form, lambda: noted.append(sign_in(door, form.cleaned_data["who"]))):
            context |= {"done": True, "fact": noted[0]}
    response = render(request, "registrations/attendance/self_sign_in/page.html", context, status=_status(form))
    response["X-Robots-Tag"] = "noindex"
    return response


def _hours(door: Door) -> str:
    """When one signs in here, in words; "" where that is not known."""
    if door.opens is None or door.closes is None:
        return ""
    zone = door.stop.zone
    opens, closes = door.opens.astimezone(zone), door.closes.astimezone(zone)
    day = format_date(opens)
    if closes - opens >= _A_DAY and opens.date() == (closes - _A_MOMENT).date():
        return _("One signs in here on %(day)s.") % {"day": day}
    if opens.date() == closes.date():
        return _("One signs in here on %(day)s, %(hours)s.") % {"day": day, "hours": format_time_range(opens, closes)}
    return _("One signs in here from %(opens)s until %(closes)s.") % {
        "opens": format_date_time(opens), "closes": format_date_time(closes)
    }  # fmt: skip


def _status(form: SignInForm) -> int:
    return 422 if form.errors else 200
