"""Pages that write a synthesis: its titles and its sections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.planning.views.pages import planning_step, sent
from surveys.models import Synthesis, SynthesisSection
from surveys.syntheses import operations
from surveys.syntheses.forms import SectionForm, SynthesisForm
from surveys.syntheses.queries import section_at, stop_of, synthesis_at
from surveys.syntheses.rules import writes_synthesis
from surveys.syntheses.views.pages import address_of, written_form
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(writes_synthesis, of=synthesis_at)
def edit(request: HttpRequest, synthesis: Synthesis) -> HttpResponse:
    """The form of its titles."""
    form, actor = SynthesisForm(*sent(request), instance=synthesis), signed_in_user(request)

    def save() -> None:
        operations.edit_synthesis(synthesis, form.values, expected_version=form.expected_version, actor=actor)

    return written_form(request, form, save, synthesis=synthesis, title=_("Edit the title"), place="")


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(writes_synthesis, of=synthesis_at)
def new_section(request: HttpRequest, synthesis: Synthesis) -> HttpResponse:
    """The form of a section that is not there yet."""
    form, actor = SectionForm(*sent(request)), signed_in_user(request)
    return written_form(
        request,
        form,
        lambda: operations.add_section(synthesis, form.values, actor=actor),
        synthesis=synthesis,
        title=_("New section"),
        done=_("The section is added."),
        once=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(writes_synthesis, of=section_at)
def edit_section(request: HttpRequest, section: SynthesisSection) -> HttpResponse:
    """The form in which a section is written."""
    form, actor = SectionForm(*sent(request), instance=section), signed_in_user(request)

    def save() -> None:
        operations.edit_section(section, form.values, expected_version=form.expected_version, actor=actor)

    return written_form(request, form, save, synthesis=section.synthesis, title=_("Write the section"))


@require_POST
@opens_to(writes_synthesis, of=section_at)
def move_section(request: HttpRequest, section: SynthesisSection) -> HttpResponse:
    """One place up or down, as the button says."""
    place, actor = f"{address_of(stop_of(section.synthesis))}#sections", signed_in_user(request)
    return moved(request, lambda by: operations.move_section(section, by, actor=actor), place)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(writes_synthesis, of=section_at)
def remove_section(request: HttpRequest, section: SynthesisSection) -> HttpResponse:
    """Ask, then take a section out."""
    return planning_step(
        request,
        stop_of(section.synthesis),
        lambda: operations.remove_section(section, actor=signed_in_user(request)),
        title=_("Remove the section “%(title)s”?") % {"title": section.title},
        text=_("Its text is lost. Editions that were published keep it."),
        confirm_label=_("Remove the section"),
        back_url=f"{address_of(stop_of(section.synthesis))}#sections",
        done=_("The section is removed."),
        dangerous=True,
    )
