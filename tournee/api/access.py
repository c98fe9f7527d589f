"""Who may call what: every viewset declares a predicate for each of its actions, and a test walks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import rules
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from tournee.accounts.policies import second_factor_missing
from tournee.api.models import ApiKey
from tournee.web.access import anyone

if TYPE_CHECKING:
    from rest_framework.views import APIView  # at run time its module imports this one, by way of the settings

Access = Mapping[str, rules.Predicate]


def action_of(view: APIView, request: Request) -> str | None:
    """The name under which `view.access` declares this request: the viewset's action, or the method (`get`)."""
    method = (request.method or "").lower()
    if hasattr(view, "action_map"):
        action: str | None = getattr(view, "action", None)
        return action if action != "metadata" else None
    return (
        ("get" if method == "head" else method) if method in view.http_method_names and hasattr(view, method) else None
    )


class AllowedByAccess(BasePermission):
    """Asks the predicates in the view's `access`: about the object where an action has one, else about its parent."""

    message = _("You may not do this. Ask a manager of the tour.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        action = action_of(view, request)
        if action is None:
            return True  # the method does not exist here: the answer is 405
        if isinstance(request.auth, ApiKey) and not request.auth.may_write and request.method not in SAFE_METHODS:
            raise PermissionDenied(_("This key may only read. Make one that may write."), "read_only_key")
        if getattr(view, "detail", False):
            return True  # asked about the object, by has_object_permission; the base view holds that it was
        about = view.access_about() if hasattr(view, "access_about") else None
        return _allowed(request, view, action, about)

    def has_object_permission(self, request: Request, view: APIView, obj: Any) -> bool:
        action = action_of(view, request)
        return action is not None and _allowed(request, view, action, obj)


def _allowed(request: Request, view: APIView, action: str, about: object) -> bool:
    """Whether the caller may; nothing opens to a person whose second factor is still missing but what opens to all."""
    access: Access = view.access  # type: ignore[attr-defined]
    predicate = access[action]
    if not predicate.test(request.user, about):
        return False
    if predicate is not anyone and second_factor_missing(request.user) and not predicate.test(AnonymousUser(), about):
        raise PermissionDenied(
            _("Your account needs a second factor. Set it up, then try again."), "second_factor_missing"
        )
    return True
