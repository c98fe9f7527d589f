"""The team's pages: who works on a tour, who represents an organisation, and accepting an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Invitation, Membership, Organisation, Role, Tour
from events.planning.panels import tabs_of_tour
from events.team import loading, operations, rules
from events.team.forms import InvitationForm, OwnRoleForm, RepresentativeForm, RoleForm
from events.team.queries import is_only_manager, members_of, open_invitations_of
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted, submit
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

Subject = Tour | Organisation


def page_of(subject: Subject) -> str:
    """The address of the members' page of a tour or an organisation."""
    name = "team" if isinstance(subject, Tour) else "representatives"
    return reverse(name, args=[subject.slug])


def _home_of(subject: Subject) -> str:
    """The page of the tour or organisation itself."""
    name = "planning_tour" if isinstance(subject, Tour) else "organisation"
    return reverse(name, args=[subject.slug])


def subject_of(thing: Membership | Invitation) -> Subject:
    """What a membership or an invitation is for; the database holds that there is one."""
    subject = thing.tour or thing.organisation
    if subject is None:
        raise ValueError(thing)
    return subject


@opens_to(rules.reads_tour, of=loading.tour_named)
def team(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Who works on the tour; managers invite from here."""
    return _members(request, tour, InvitationForm, may_change=rules.manages_tour.test(request.user, tour))


@opens_to(rules.invites_for_organisation, of=loading.organisation_named)
def representatives(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who speaks for an organisation, and so co-hosts its stops."""
    return _members(request, organisation, RepresentativeForm, may_change=True)


def _members(
    request: HttpRequest, subject: Subject, form_class: type[InvitationForm], *, may_change: bool
) -> HttpResponse:
    if request.method == "POST" and not may_change:
        raise PermissionDenied(_("Only a manager of the tour invites people. Ask one of those listed here."))
    form = form_class(posted(request), subject=subject, initial={"language": "fr"})
    if form.is_bound and submit(
        form,
        lambda: operations.invite(subject, actor=signed_in_user(request), **form.cleaned_data),
    ):
        messages.success(
            request, _("The invitation to %(email)s is on its way.") % {"email": form.cleaned_data["email"]}
        )
        return redirect(page_of(subject))
    title = _("Team") if isinstance(subject, Tour) else _("Representatives")
    context = {
        "crumbs": [Link(_("Workspace"), reverse("workspace")), Link(str(subject), _home_of(subject)), Link(title, "")],
        "subject": subject,
        "is_tour": isinstance(subject, Tour),
        "context_tour": subject if isinstance(subject, Tour) else None,
        "tabs": tabs_of_tour(request, subject, page_of(subject)) if isinstance(subject, Tour) else [],
        "form": form,
        "may_change": may_change,
        "members": members_of(subject),
        "invitations": open_invitations_of(subject) if may_change else [],
    }
    return render(request, "events/team/members.html", context, status=422 if form.errors else 200)


@opens_to(rules.manages_membership, of=loading.membership_numbered)
def role(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Give a member another role; who takes rights from herself is asked once more."""
    form = RoleForm(posted(request), initial={"role": membership.role})
    first = form.is_bound and form.is_valid() and "sure" not in request.POST
    if first and (asked := _loses_rights(request, membership, form.cleaned_data["role"])):
        return asked
    return form_step(
        request,
        form,
        lambda: operations.change_role(membership, form.cleaned_data["role"], actor=signed_in_user(request)),
        title=_("Role of %(name)s") % {"name": membership.user},
        back_url=page_of(subject_of(membership)),
        done=_("The role was changed."),
    )


def _loses_rights(request: HttpRequest, membership: Membership, wanted: str) -> HttpResponse | None:
    """The question before somebody gives up being a manager; None where nothing is given up, or nothing can be."""
    losses = {
        Role.EDITOR: _("You will still plan, but no longer publish, archive or choose the team."),
        Role.READER: _("You will still see the whole plan, but no longer change anything of it."),
    }
    if not _own(request, membership) or wanted not in losses or is_only_manager(membership):
        return None
    context = {
        "title": _("Take these rights from yourself?"),
        "text": " ".join([losses[Role(wanted)], _("Only another manager can give you the role back.")]),
        "confirm_label": _("Change my role"),
        "back_url": page_of(subject_of(membership)),
        "form": OwnRoleForm(initial={"role": wanted}),
    }
    return render(request, "tournee/web/confirm.html", context)


def _own(request: HttpRequest, membership: Membership) -> bool:
    """Whether the membership is that of the person who asks, and gives them rights they would lose with it."""
    user = signed_in_user(request)
    return membership.user_id == user.pk and not user.is_administrator


@opens_to(rules.manages_membership, of=loading.membership_numbered)
def remove(request: HttpRequest, membership: Membership) -> HttpResponse:
    """End a membership, after a second step that says what is lost; the last manager of a tour stays."""
    subject, own = subject_of(membership), _own(request, membership)
    words = {"name": membership.user, "subject": subject}
    alone = operations.only_manager() if is_only_manager(membership) else None
    losing = _("You lose access to %(subject)s at once. Only somebody who stays can invite you again.") % words
    return second_step(
        request,
        operation=lambda _form: operations.remove_member(membership, actor=signed_in_user(request)),
        title=(_("Leave %(subject)s?") if own else _("Remove %(name)s?")) % words,
        text=losing if own else _("They lose access at once. What they did stays in the history."),
        confirm_label=_("Leave") if own else _("Remove"),
        back_url=page_of(subject),
        done=(_("You have left %(subject)s.") if own else _("%(name)s is no longer a member.")) % words,
        done_url=reverse("workspace") if own else None,
        template="events/planning/step.html",
        extra={"dangerous": True, "refused": alone.message if alone else ""},
    )


@opens_to(rules.manages_membership, of=loading.invitation_numbered)
def withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make an invitation's link stop working, after a second step."""
    return second_step(
        request,
        operation=lambda _form: operations.withdraw_invitation(invitation, actor=signed_in_user(request)),
        title=_("Withdraw the invitation to %(email)s?") % {"email": invitation.email},
        text=_("The link in the e-mail stops working."),
        confirm_label=_("Withdraw"),
        back_url=page_of(subject_of(invitation)),
        done=_("The invitation was withdrawn."),
    )
