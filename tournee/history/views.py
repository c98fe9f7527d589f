"""Who changed what in the whole installation; the page about one object belongs to its floor, with `entries.html`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tournee.history.queries import all_entries, in_words
from tournee.web.access import administrator, opens_to
from tournee.web.tables import Column, build_table

_COLUMNS = [
    Column("at", _("When"), sort=["at"]),
    Column("who", _("Who"), sort=["actor__name", "actor__email"]),
    Column("what", _("What was done")),
    Column("about", _("About"), sort=["label"]),
    Column("changes", _("From → to")),
]


@require_safe
@opens_to(administrator)
def everything(request: HttpRequest) -> HttpResponse:
    """Every change, newest first, by person, object, action and day."""
    table = build_table(
        request, all_entries(), _COLUMNS, default_sort="-at", filters="tournee.history.filters.HistoryFilter"
    )
    table.page.object_list = in_words(table.page.object_list)
    return render(request, "tournee/history/everything.html", {"table": table})
