"""The page that adds a theme."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.planning.forms.themes import ThemeForm
from events.planning.operations.themes import create_theme
from events.planning.views.pages import planning_form, sent
from events.team.rules import creates_tours
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "POST"])
@opens_to(creates_tours)
def new(request: HttpRequest) -> HttpResponse:
    """The form of a theme that every tour may pick."""
    form, actor = ThemeForm(*sent(request)), signed_in_user(request)

    def create() -> None:
        cleaned = form.cleaned_data
        vocabulary = cleaned["vocabulary"] or cleaned["new_vocabulary"]
        create_theme(vocabulary, label_fr=cleaned["label_fr"], label_en=cleaned["label_en"], actor=actor)

    return planning_form(
        request,
        form,
        create,
        subject=None,
        title=_("New theme"),
        done=lambda: _("“%(theme)s” can be picked.") % {"theme": form.cleaned_data["label_fr"]},
        submit_label=_("Add the theme"),
    )
