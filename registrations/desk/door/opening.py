"""Opening a door by its link: in the reader's language, kept in no cache, and closed once the link has ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from registrations.desk.devices.links import EXPIRED, device_named_by, token_of, why_ended
from registrations.desk.door.remembering import COOKIE
from registrations.models import DeskDevice
from tournee.texts.languages import LANGUAGES, language_code
from tournee.web.access import View, anyone, opens_to

_LANGUAGE = "desk_language"
_GONE = 410
DoorView = Callable[..., HttpResponse]  # of a request, a DeskDevice, and what else the address says


def at_door(view: DoorView) -> View:
    """A page of the door; `?language=` is remembered. Once the link has ended the page says so, with status 410."""
    return _opened(_in_time(view, _ended_page), pages=True)


def for_telephone(view: DoorView) -> View:
    """What a telephone's script asks; once the link has ended it is told so as JSON, with status 410."""
    return _opened(_in_time(view, ended_json))


def also_late(view: DoorView) -> View:
    """As `for_telephone`, and also once the link has ended: the view decides."""
    return _opened(view)


def _in_time(view: DoorView, ended: DoorView) -> DoorView:
    @wraps(view)
    def opened(request: HttpRequest, device: DeskDevice, *args: Any) -> HttpResponse:
        if why_ended(device, timezone.now()):
            return ended(request, device)
        return view(request, device, *args)

    return opened


def _opened(view: DoorView, *, pages: bool = False) -> View:
    """The token is the right: no cookie is needed, so forms of other sites could do no more than whoever has it."""

    @opens_to(anyone, of=_door)
    @wraps(view)
    def known(request: HttpRequest, found: tuple[Any, ...]) -> HttpResponse:
        device, *more = found
        chosen = request.GET.get("language", "") if pages else ""
        if chosen in LANGUAGES and request.method == "GET":
            response: HttpResponse = HttpResponseRedirect(request.path)
            response.set_cookie(_LANGUAGE, chosen, path="/desk/", **_kept(device))
        else:
            response = view(request, device, *more)
        response.headers["Content-Language"] = translation.get_language() or "fr"
        if pages and response.status_code != _GONE:
            response.set_cookie(COOKIE, token_of(device), httponly=True, **_kept(device))
        patch_cache_control(response, private=True, no_store=True)
        return response

    @csrf_exempt
    @wraps(known)
    def in_language(request: HttpRequest, **said: str) -> HttpResponseBase:
        chosen = request.GET.get("language", "") if pages else ""
        language = chosen or request.COOKIES.get(_LANGUAGE) or translation.get_language_from_request(request)
        translation.activate(language_code(language))  # also for the page that says that there is no such door
        return known(request, **said)

    return in_language


def _door(token: str, **more: str) -> tuple[Any, ...]:
    return (device_named_by(token), *more.values())


def _kept(device: DeskDevice) -> dict[str, Any]:
    """How long and how safely a cookie of the door is kept."""
    return {"expires": device.expires_at, "secure": settings.SESSION_COOKIE_SECURE, "samesite": "Lax"}


def ended_json(_request: HttpRequest, device: DeskDevice) -> HttpResponse:
    """The link has ended: the telephone is to erase what it keeps."""
    why = why_ended(device, timezone.now())
    return JsonResponse({"ended": why, "said": ended_in_words(why)}, status=_GONE)


def _ended_page(request: HttpRequest, device: DeskDevice) -> HttpResponse:
    why = why_ended(device, timezone.now())
    context = {"said": ended_in_words(why), "why": why}
    response = render(request, "registrations/desk/door/ended.html", context, status=_GONE)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def ended_in_words(why: str) -> str:
    """Why the link opens nothing any more, and whom to ask."""
    if why == EXPIRED:
        return _("This link was for one day, which is over. Ask whoever gave it to you for a new one.")
    return _("This link was withdrawn. Ask whoever gave it to you for a new one.")
