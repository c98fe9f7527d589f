"""The style guide: every component in every state on one page, the reference of screenshots and of axe."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tournee.drawing import samples
from tournee.drawing.figure import make_figure
from tournee.history.models import Versioned
from tournee.history.operations import StaleVersion
from tournee.web.access import opens_to, signed_in
from tournee.web.forms import DateInput, TimeInput, VersionedForm, refusals
from tournee.web.navigation import Link
from tournee.web.tables import Column, build_table

SECTIONS = [
    ("type", gettext_lazy("Type and colours")),
    ("controls", gettext_lazy("Buttons and navigation")),
    ("states", gettext_lazy("States and notices")),
    ("forms", gettext_lazy("Forms")),
    ("tables", gettext_lazy("Tables")),
    ("content", gettext_lazy("Content")),
    ("charts", gettext_lazy("Charts")),
    ("tour", gettext_lazy("The tour")),
]


class SampleForm(VersionedForm):
    """Every kind of field once."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("We write only about this stop.")
    )
    date = forms.DateField(label=gettext_lazy("Date"), widget=DateInput)
    time = forms.TimeField(label=gettext_lazy("Time"), widget=TimeInput, required=False)
    seats = forms.IntegerField(label=gettext_lazy("Number of seats"), min_value=1, required=False)
    region = forms.ChoiceField(
        label=gettext_lazy("Region"),
        choices=[("", "–"), ("28", "Normandie"), ("32", "Hauts-de-France")],
        required=False,
    )
    account = forms.CharField(
        label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        widget=forms.RadioSelect,
        choices=[("workshop", gettext_lazy("workshop")), ("technical_day", gettext_lazy("technical day"))],
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("skills", gettext_lazy("skills")), ("export", gettext_lazy("export"))],
        required=False,
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"), required=False, help_text=gettext_lazy("PNG or JPEG, up to 5 MB.")
    )
    public = forms.BooleanField(label=gettext_lazy("Show this stop on the public page"), required=False)


COLOURS = ["paper", "surface", "ink", "muted", "rule", "route", "pine", "land", "coast", "ok", "warn", "danger"]
COLUMNS = [
    Column("name", gettext_lazy("Name"), sort=["model"]),
    Column("part", pgettext_lazy("of the installation", "Part"), sort=["app_label", "model"]),
    Column("state", gettext_lazy("State")),
    Column("number", gettext_lazy("Number"), sort=["pk"], numeric=True),
]
TYPED: dict[str, Any] = {
    "title": "Du savoir-faire à l’export",
    "email": "direction@example",
    "date": "2026-07-03",
    "time": "14:30",
    "seats": "0",
    "region": "28",
    "kind": "workshop",
    "version": "2",
}


@require_safe
@opens_to(signed_in)
def page(request: HttpRequest) -> HttpResponseBase:
    """The style guide."""
    here = reverse("styleguide")
    context = {
        "sections": SECTIONS,
        "colours": COLOURS,
        "table": build_table(
            request,
            ContentType.objects.all(),
            COLUMNS,
            default_sort="name",
            filters="tournee.web.samples.SampleFilter",
            per_page=6,
        ),
        "plain_form": SampleForm(prefix="plain", initial={"public": True}),
        "wrong_form": SampleForm(
            {f"wrong-{name}": value for name, value in TYPED.items()} | {"wrong-title": ""}, prefix="wrong"
        ),
        "stale_form": _stale_form(),
        "charts": [make_figure(chart, id_prefix=f"chart-{name}") for name, chart in samples.charts().items()],
        "tabs": [Link(_("Programme"), here, current=True), Link(_("Registrations"), here), Link(_("Synthesis"), here)],
        "crumbs": [Link(_("Workspace"), here), Link(_("Style guide"), here)],
        "day": datetime.date(2026, 10, 1),
        "last_day": datetime.date(2026, 10, 3),
        "clock_time": datetime.time(14, 30),
    }
    return render(request, "tournee/web/styleguide/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(signed_in)
def confirm(request: HttpRequest) -> HttpResponseBase:
    """A dangerous action asks first; this one does nothing."""
    if request.method == "POST":
        messages.success(request, _("The stop at Thiers would now be cancelled."))
        return redirect("styleguide")
    context = {
        "title": _("Cancel the stop at Thiers?"),
        "text": _("Everyone registered is told by e-mail, and their calendars strike it out. It cannot be undone."),
        "confirm_label": _("Cancel this stop"),
        "back_url": reverse("styleguide"),
    }
    return render(request, "tournee/web/confirm.html", context)


def _stale_form() -> SampleForm:
    """A form that somebody else was quicker to save."""
    form = SampleForm(
        {f"stale-{name}": value for name, value in {**TYPED, "email": "a@example.org", "seats": "40"}.items()},
        prefix="stale",
    )
    current = cast("Versioned", SimpleNamespace(version=3))
    if form.is_valid():
        with refusals(form):
            raise StaleVersion(current, {"date": (datetime.date(2026, 7, 10), None), "seats": (35, 40)})
    return form
