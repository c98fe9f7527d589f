"""The telephones of a stop's door: links made, shown as a code, sent and withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.desk.devices import operations
from registrations.desk.devices.forms import LinkForm, SendForm
from registrations.desk.devices.links import door_address
from registrations.desk.devices.queries import Telephone, days_of, device_at, telephones_of
from registrations.desk.operations import is_closed
from registrations.desk.rules import runs_door
from registrations.models import DeskDevice
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def _list_url(stop: Stop) -> str:
    return reverse("desk_devices", args=[stop.tour.slug, stop.slug])


def _page_url(device: DeskDevice) -> str:
    return reverse("desk_device", args=[device.stop.tour.slug, device.stop.slug, device.public_id])


def _around(request: HttpRequest, stop: Stop, here: str, *, under: bool = False) -> dict[str, object]:
    above = Link(_("Telephones at the door"), _list_url(stop)) if under else None
    door = Link(_("Door"), reverse("desk", args=[stop.tour.slug, stop.slug]))
    crumbs = [*crumbs_to(request, stop), above or door]
    return {"stop": stop, "context_tour": stop.tour, "crumbs": [*crumbs, Link(here, "")]}


@require_safe
@opens_to(runs_door, of=stop_at)
def devices(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Every link of the stop, and whether its telephone can go on without a network."""
    context = {
        **_around(request, stop, _("Telephones at the door")),
        "telephones": telephones_of(stop),
        "open": bool(days_of(stop)) and not is_closed(stop),
    }
    return render(request, "registrations/desk/devices/devices.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Make a link: its code is shown next."""
    form = LinkForm(posted(request), stop=stop)
    made: list[DeskDevice] = []
    return form_step(
        request,
        form,
        lambda: made.append(
            operations.make_link(
                stop,
                name=form.cleaned_data["name"],
                day=form.chosen_day,
                session=form.cleaned_data.get("session"),
                actor=signed_in_user(request),
            )
        ),
        title=_("New telephone at the door"),
        back_url=_list_url(stop),
        done=_("Now open it on the telephone."),
        done_url=lambda: _page_url(made[0]),
        once=True,
        template="registrations/desk/devices/form.html",
        extra={
            **_around(request, stop, _("New telephone"), under=True),
            "intro": _(
                "Whoever opens the link serves the door, without an account. The telephone keeps the names, firms, "
                "codes and sessions of that day’s people, your notes for the desk and “no photographs”, and nothing "
                "else. It ends in the night after the day."
            ),
            "submit_label": _("Make the link"),
            "open": bool(days_of(stop)) and not is_closed(stop),
        },
    )


@require_safe
@opens_to(runs_door, of=device_at)
def device(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """The link as a code to be read off the screen, or off paper."""
    from tournee.documents.html.qr_code import code_picture  # lazily: few pages show a code

    address, telephone = door_address(device), Telephone(device, timezone.now())
    context = {
        **_around(request, device.stop, telephone.name, under=True),
        "telephone": telephone,
        "device": device,
        "address": address,
        "code": "" if telephone.ended else code_picture(address, _("QR code that opens the door")),
    }
    return render(request, "registrations/desk/devices/device.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=device_at)
def send(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Send the link to whoever serves the door."""
    form = SendForm(posted(request))
    return form_step(
        request,
        form,
        lambda: operations.send_link(
            device, form.cleaned_data["email"], language=active_language(), actor=signed_in_user(request)
        ),
        title=_("Send the link by e-mail"),
        back_url=_page_url(device),
        done=_("The link is on its way."),
        once=True,
        template="registrations/desk/devices/form.html",
        extra={
            **_around(request, device.stop, _("Send"), under=True),
            "intro": _("Whoever has this link reads the names of that day. Send it to nobody else."),
            "submit_label": _("Send the link"),
            "open": True,
        },
    )


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=device_at)
def revoke(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """Withdraw the link: a telephone that was lost, or a link that went too far."""
    return second_step(
        request,
        operation=lambda _form: operations.revoke_link(device, actor=signed_in_user(request)),
        title=_("Withdraw the link of “%(name)s”?") % {"name": device.name},
        text=_(
            "It opens nothing any more, and the telephone erases the names the next time it is opened. What was noted "
            "on it is kept."
        ),
        confirm_label=_("Withdraw the link"),
        back_url=_list_url(device.stop),
        done=_("The link is withdrawn."),
        extra=_around(request, device.stop, _("Withdraw"), under=True),
    )
