"""Pages of skills frameworks: the list, one version's tree, and what changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.team.rules import edits_any_tour
from surveys.models import FrameworkVersion, Skill, SkillsFramework
from surveys.skills import operations
from surveys.skills.forms import FrameworkForm, SkillForm
from surveys.skills.queries import framework_at, frameworks, latest_version_at, skill_at, tree_of, version_at
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

_FORM = "surveys/listening/form.html"


def page_of(framework: SkillsFramework) -> str:
    """The address of a framework: its newest version."""
    return reverse("skills_framework", args=[framework.slug])


def _crumbs(framework: SkillsFramework | None, here: str = "") -> list[Link]:
    way = [Link(_("Workspace"), reverse("workspace")), Link(_("Skills frameworks"), reverse("skills_frameworks"))]
    if framework is not None:
        way.append(Link(str(framework), page_of(framework)))
    return [*way, Link(here, "")] if here else way


@require_safe
@opens_to(edits_any_tour)
def frameworks_page(request: HttpRequest) -> HttpResponse:
    """Every framework, with its versions."""
    return render(request, "surveys/skills/frameworks.html", {"frameworks": frameworks(), "crumbs": _crumbs(None)[:1]})


@require_safe
@opens_to(edits_any_tour, of=latest_version_at)
def page(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """The newest version of a framework."""
    return _tree(request, version)


@require_safe
@opens_to(edits_any_tour, of=version_at)
def version_page(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """One version of a framework."""
    return _tree(request, version)


def _tree(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    versions = list(version.framework.versions.all())
    context = {
        "framework": version.framework,
        "version": version,
        "versions": versions,
        "newest": version == versions[0],
        "writable": version.frozen_at is None,
        "tree": tree_of(version),
        "crumbs": _crumbs(None),
    }
    return render(request, "surveys/skills/framework.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour)
def new(request: HttpRequest) -> HttpResponse:
    """The form of a framework that is not there yet."""
    form = FrameworkForm(posted(request))
    made: list[SkillsFramework] = []
    return _form(
        request, form,
        lambda: made.append(operations.create_framework(form.values, actor=signed_in_user(request))),
        framework=None, title=_("New skills framework"), done=_("The framework is there: add its domains and skills."),
        done_url=lambda: page_of(made[0]), submit_label=_("Create the framework"), once=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=framework_at)
def edit(request: HttpRequest, framework: SkillsFramework) -> HttpResponse:
    """What a framework is called, and where it comes from."""
    form = FrameworkForm(posted(request), instance=framework)

    def save() -> None:
        version, actor = form.expected_version, signed_in_user(request)
        operations.edit_framework(framework, form.values, expected_version=version, actor=actor)

    return _form(request, form, save, framework=framework, title=_("Edit the framework"))


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=latest_version_at)
def new_skill(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """The form of a skill or a domain that is not there yet; `?domain=` chooses where it stands."""
    sent = posted(request)
    form = SkillForm(sent, framework_version=version, initial={"parent": request.GET.get("domain")})
    return _form(
        request, form, lambda: operations.add_skill(version, form.values, actor=signed_in_user(request)),
        framework=version.framework, title=_("New skill"), submit_label=_("Add it"), once=True,
        done=lambda: _("“%(skill)s” is added.") % {"skill": form.cleaned_data["title_fr"]},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=skill_at)
def edit_a_skill(request: HttpRequest, skill: Skill) -> HttpResponse:
    """The form of a skill."""
    version = skill.framework_version
    form = SkillForm(posted(request), instance=skill, framework_version=version)

    def save() -> None:
        expected, actor = form.expected_version, signed_in_user(request)
        operations.edit_skill(skill, form.values, expected_version=expected, actor=actor)

    return _form(request, form, save, framework=version.framework, title=_("Edit the skill"))


@require_POST
@opens_to(edits_any_tour, of=skill_at)
def move(request: HttpRequest, skill: Skill) -> HttpResponse:
    """One place up or down."""
    place = f"{page_of(skill.framework_version.framework)}#skill-{skill.pk}"
    return moved(request, lambda by: operations.move_skill(skill, by, actor=signed_in_user(request)), place)


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=skill_at)
def remove(request: HttpRequest, skill: Skill) -> HttpResponse:
    """Ask, then take a skill out of the version being written."""
    return _asked(
        request, skill.framework_version.framework,
        lambda: operations.remove_skill(skill, actor=signed_in_user(request)),
        title=_("Remove “%(skill)s”?") % {"skill": skill},
        text=_("It is in this version no more. Frozen versions keep it."),
        confirm_label=_("Remove it"), done=_("“%(skill)s” is removed.") % {"skill": skill}, dangerous=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=latest_version_at)
def freeze(request: HttpRequest, version: FrameworkVersion) -> HttpResponse:
    """Ask, then freeze the version being written."""
    return _asked(
        request, version.framework, lambda: operations.freeze_version(version, actor=signed_in_user(request)),
        title=_("Freeze version %(number)s?") % {"number": version.number},
        text=_("Its skills then change no more, and passages are coded to them. To go on, you start a new version."),
        confirm_label=_("Freeze the version"), done=_("Version %(number)s is frozen.") % {"number": version.number},
        dangerous=False,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_any_tour, of=framework_at)
def copy(request: HttpRequest, framework: SkillsFramework) -> HttpResponse:
    """Ask, then start a new version."""
    return _asked(
        request, framework, lambda: operations.start_version(framework, actor=signed_in_user(request)),
        title=_("Start a new version?"),
        text=_("It begins as a copy of the last one. Passages stay coded to the version they were coded to."),
        confirm_label=_("Start a new version"), done=_("The new version is there, as a copy."), dangerous=False,
    )  # fmt: skip


def _form(
    request: HttpRequest, form: forms.BaseForm, operation: Callable[[], object], *,
    framework: SkillsFramework | None, title: str, **said: Any,
) -> HttpResponse:  # fmt: skip
    extra = {"crumbs": _crumbs(framework, title), "submit_label": said.pop("submit_label", _("Save")), "intro": ""}
    back = page_of(framework) if framework else reverse("skills_frameworks")
    said.setdefault("done", _("Your changes are kept."))
    return form_step(request, form, operation, title=title, back_url=back, template=_FORM, extra=extra, **said)


def _asked(
    request: HttpRequest, framework: SkillsFramework, operation: Callable[[], object], *, dangerous: bool, **said: Any
) -> HttpResponse:
    return second_step(
        request, operation=lambda _form: operation(), back_url=page_of(framework), **said,
        template="events/planning/step.html", extra={"dangerous": dangerous},
    )  # fmt: skip
