"""Contact lists in the workspace."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Tour
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.rules import is_open, plans_tour
from events.planning.views.pages import closed, crumbs_to, planning_form, planning_step, sent
from registrations.inviting.lists import operations, rules
from registrations.inviting.lists.forms import ContactListForm
from registrations.inviting.lists.queries import contact_at, contact_list_at, contact_lists_of, elsewhere
from registrations.inviting.lists.tables import CONTACTS
from registrations.models import Contact, ContactList
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step
from tournee.web.tables import build_table

FILTERS = "registrations.inviting.lists.filters.ContactFilters"


def page_of(contact_list: ContactList) -> str:
    """The list's address in the workspace."""
    return reverse("contact_list", args=[contact_list.public_id])


def crumbs_of(request: HttpRequest, contact_list: ContactList, here: str = "") -> list[Link]:
    """The way to a page of the list."""
    way = crumbs_to(request, contact_list.tour)
    way.append(Link(_("Contact lists"), reverse("contact_lists", args=[contact_list.tour.slug])))
    way.append(Link(contact_list.name, page_of(contact_list)))
    return [*way, Link(here, "")] if here else way


@require_safe
@opens_to(rules.edits_tour, of=tour_at)
def lists(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The lists of a tour."""
    context = {
        "tour": tour,
        "context_tour": tour,
        "lists": contact_lists_of(tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Contact lists")),
        "plans": plans_tour.test(request.user, tour),
    }
    return render(request, "registrations/inviting/lists/lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a list that is not there yet."""
    form, made = ContactListForm(*sent(request), tour=tour), []
    return planning_form(
        request,
        form,
        lambda: made.append(operations.create_contact_list(tour, form.values, actor=signed_in_user(request))),
        subject=tour,
        title=_("New contact list"),
        done=_("The list is kept. Import its addresses."),
        done_url=lambda: page_of(made[0]),
        back_url=reverse("contact_lists", args=[tour.slug]),
    )


@require_safe
@opens_to(rules.edits_tour, of=contact_list_at)
def page(request: HttpRequest, contact_list: ContactList) -> HttpResponse:
    """One list with its contacts, to search and to page through."""
    contacts = contact_list.contacts.all()
    table = build_table(request, contacts, CONTACTS, default_sort="address", filters=FILTERS)
    also = elsewhere(list(table.page.object_list), contact_list)
    for row in table.page.object_list:
        row.elsewhere = also[row.pk]
    context = {
        "contact_list": contact_list,
        "context_tour": contact_list.tour,
        "table": table,
        "size": contacts.count(),
        "crumbs": crumbs_of(request, contact_list),
        "plans": plans_tour.test(request.user, contact_list),
    }
    return render(request, "registrations/inviting/lists/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=contact_list_at)
def edit(request: HttpRequest, contact_list: ContactList) -> HttpResponse:
    """The form of a list."""
    form = ContactListForm(*sent(request), instance=contact_list, tour=contact_list.tour)

    def save() -> None:
        version = form.expected_version
        operations.edit_contact_list(contact_list, form.values, expected_version=version, actor=signed_in_user(request))

    return planning_form(
        request,
        form,
        save,
        subject=contact_list.tour,
        title=_("Edit the contact list"),
        done_url=page_of(contact_list),
        back_url=page_of(contact_list),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=contact_list_at)
def import_contacts(request: HttpRequest, contact_list: ContactList) -> HttpResponse:
    """Choose a sheet, see what it would do, confirm."""
    from registrations.inviting.lists.sheet import CONTACTS as SHEET  # lazily: sheets are seldom sent
    from registrations.inviting.lists.sheet import writer
    from tournee.sheets.steps import import_step, refused_sheet  # lazily: the same

    if not is_open.test(request.user, contact_list):
        return closed(request, contact_list.tour, _("Import contacts"))
    purpose, actor = f"registrations.contacts:{contact_list.pk}", signed_in_user(request)
    if "refused" in request.GET:
        return refused_sheet(request, purpose=purpose, actor=actor)
    step = import_step(request, sheet=SHEET, write=writer(contact_list), purpose=purpose, actor=actor, partial=True)
    if step.done and step.applied:
        count = step.applied.written
        said = ngettext("%(count)d contact was written.", "%(count)d contacts were written.", count)
        messages.success(request, said % {"count": count} if count else _("Nothing to change: all was known already."))
        if not step.refused:
            return redirect(page_of(contact_list))
    crumbs = crumbs_of(request, contact_list, _("Import"))
    context = {"step": step, "crumbs": crumbs, "contact_list": contact_list, "context_tour": contact_list.tour}
    return render(request, "registrations/inviting/lists/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=contact_list_at)
def remove_list(request: HttpRequest, contact_list: ContactList) -> HttpResponse:
    """Ask, then delete a list that nothing was sent to."""
    count = contact_list.contacts.count()
    lost = ngettext("Its %(count)s contact is deleted.", "Its %(count)s contacts are deleted.", count)
    return planning_step(
        request,
        contact_list.tour,
        lambda: operations.remove_contact_list(contact_list, actor=signed_in_user(request)),
        title=_("Delete the list “%(name)s”?") % {"name": contact_list.name},
        text="",
        confirm_label=_("Delete the list"),
        back_url=page_of(contact_list),
        done=_("The list is deleted."),
        done_url=reverse("contact_lists", args=[contact_list.tour.slug]),
        dangerous=True,
        extra={
            "consequences": [
                lost % {"count": format_number(count)},
                _("Campaigns in preparation no longer go to it. Whoever wants no more messages still gets none."),
                _("This cannot be undone."),
            ]
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.keeps_contact, of=contact_at)
def remove(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Ask, then take one address off a list."""
    return second_step(
        request,
        operation=lambda _form: operations.remove_contact(contact, actor=signed_in_user(request)),
        title=_("Remove %(address)s from the list?") % {"address": contact.email},
        text=_(
            "Nothing is sent to it through this list any more. What was sent stays, and another list may still have it."
        ),
        confirm_label=_("Remove"),
        back_url=page_of(contact.contact_list),
        done=_("The contact is removed."),
    )
