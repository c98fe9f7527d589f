"""Pages of organisations in the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import ContactPerson, Organisation
from events.organisations import operations
from events.organisations.forms import ContactPersonForm, OrganisationForm
from events.organisations.queries import contact_person_at, organisation_at, organisations
from events.organisations.rules import keeps_organisation, keeps_organisations
from events.organisations.tables import COLUMNS
from events.team.rules import invites_for_organisation
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.second_step import second_step
from tournee.web.tables import build_table

if TYPE_CHECKING:
    from django_filters import FilterSet

FILTERS = "events.organisations.filters.OrganisationFilters"
_FORM = "events/organisations/form.html"


@require_safe
@opens_to(keeps_organisations)
def organisation_list(request: HttpRequest) -> HttpResponse:
    """All organisations, to search, filter and sort."""
    table = build_table(request, organisations(), COLUMNS, default_sort="name", filters=FILTERS)
    return render(request, "events/organisations/list.html", {"table": table, "query": request.GET.urlencode()})


@require_safe
@opens_to(keeps_organisation, of=organisation_at)
def organisation_page(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One organisation, with the people to call and what it takes part in."""
    context = {
        "organisation": organisation,
        "people": organisation.contact_persons.order_by("name", "pk"),
        "partnerships": organisation.partnerships.select_related("tour", "stop__tour", "session__stop"),
        "crumbs": _crumbs(str(organisation.name)),
        "invites": invites_for_organisation.test(request.user, organisation),
        "lists_all": keeps_organisations.test(request.user),
    }
    return render(request, "events/organisations/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisations)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """The form of an organisation that is not known yet."""
    form = OrganisationForm(posted(request), request.FILES or None)
    made: list[Organisation] = []

    def create() -> None:
        logo = form.cleaned_data["logo"]
        made.append(
            operations.create_organisation(form.values, numbers=form.numbers, logo=logo, actor=signed_in_user(request))
        )

    return form_step(
        request,
        form,
        create,
        title=_("New organisation"),
        back_url=reverse("organisations"),
        done=lambda: _("%(name)s is kept.") % {"name": made[0].name},
        done_url=lambda: _page_of(made[0]),
        template=_FORM,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisation, of=organisation_at)
def edit_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The form of an organisation."""
    form = OrganisationForm(posted(request), request.FILES or None, instance=organisation)

    def save() -> None:
        data = {"numbers": form.numbers, "logo": form.cleaned_data["logo"], "expected_version": form.expected_version}
        operations.edit_organisation(organisation, form.values, **data, actor=signed_in_user(request))

    title, done = _("Edit %(name)s") % {"name": organisation.name}, _("Your changes are kept.")
    return form_step(request, form, save, title=title, back_url=_page_of(organisation), done=done, template=_FORM)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisation, of=organisation_at)
def new_contact_person(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The form of somebody to call."""
    form = ContactPersonForm(posted(request))

    def add() -> None:
        operations.add_contact_person(organisation, form.values, actor=signed_in_user(request))

    title = _("New contact person at %(name)s") % {"name": organisation.name}
    done = _("The contact person is kept.")
    return form_step(request, form, add, title=title, back_url=_page_of(organisation), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisation, of=contact_person_at)
def edit_contact_person(request: HttpRequest, person: ContactPerson) -> HttpResponse:
    """The form of somebody to call who is known already."""
    form = ContactPersonForm(posted(request), instance=person)

    def save() -> None:
        version = form.expected_version
        operations.edit_contact_person(person, form.values, expected_version=version, actor=signed_in_user(request))

    title, done = _("Edit %(name)s") % {"name": person.name}, _("Your changes are kept.")
    return form_step(request, form, save, title=title, back_url=_page_of(person.organisation), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisation, of=contact_person_at)
def remove_contact_person(request: HttpRequest, person: ContactPerson) -> HttpResponse:
    """Ask, then forget somebody to call."""
    return second_step(
        request,
        operation=lambda _form: operations.remove_contact_person(person, actor=signed_in_user(request)),
        title=_("Remove %(name)s?") % {"name": person.name},
        text=_("Stops and partnerships that name this person will name nobody."),
        confirm_label=_("Remove"),
        back_url=_page_of(person.organisation),
        done=_("The contact person is removed."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_organisations)
def import_organisations(request: HttpRequest) -> HttpResponse:
    """Choose a sheet, see what it would do, confirm."""
    from events.organisations.sheet import ORGANISATIONS, write_organisation  # lazily: sheets are seldom sent
    from tournee.sheets.steps import import_step  # lazily: the same

    step = import_step(
        request,
        sheet=ORGANISATIONS,
        write=write_organisation,
        purpose="events.organisations",
        actor=signed_in_user(request),
    )
    if step.done and step.applied:
        count = step.applied.new + step.applied.changed
        said = ngettext("%(count)d organisation was written.", "%(count)d organisations were written.", count)
        messages.success(request, said % {"count": count} if count else _("Nothing to change: all was known already."))
        return redirect("organisations")
    return render(request, "events/organisations/import.html", {"step": step, "crumbs": _crumbs(_("Import"))})


@require_safe
@opens_to(keeps_organisations)
def export_organisations(request: HttpRequest, suffix: str) -> HttpResponse:
    """What the list shows under its filters, as a workbook or as CSV."""
    from events.organisations.sheet import ORGANISATIONS, rows_of  # lazily: sheets are seldom asked for
    from tournee.sheets.responses import sheet_response  # lazily: the same
    from tournee.sheets.separated import write_csv  # lazily: the same
    from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

    filters: type[FilterSet] = import_string(FILTERS)
    found = filters(request.GET, queryset=organisations(), request=request).qs.order_by("search_key", "pk")
    language = active_language()
    title = ORGANISATIONS.title(language)
    if suffix == "csv":
        content = write_csv(ORGANISATIONS, rows_of(found), language=language)
    else:
        content = write_xlsx(ORGANISATIONS, rows_of(found), title=title, language=language)
    return sheet_response(content, f"{title}.{suffix}")


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"label": _("Organisations"), "url": reverse("organisations")}, {"label": here, "url": ""}]


def _page_of(organisation: Organisation) -> str:
    return reverse("organisation", kwargs={"slug": organisation.slug})
