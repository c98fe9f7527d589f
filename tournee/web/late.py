"""Views whose module is imported when one of them is first called.

Most processes answer readers of public pages for hours before somebody signs in or opens the workspace. What that takes
(forms, operations, keys and their cryptography) weighs 12 MB and a fifth of a second at the start of each. Addresses
and their names are known from the beginning.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from tournee.web.access import View


class LateView:
    """The view called `name` in `module`; asked who may open it, it is imported too."""

    def __init__(self, module: str, name: str) -> None:
        self.__module__ = module
        self.__name__ = self.__qualname__ = name

    @cached_property
    def _view(self) -> View:
        view: View = getattr(import_module(self.__module__), self.__name__)
        return view

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self._view(request, *args, **kwargs)

    @property
    def access(self) -> Any:
        """What `@opens_to` declared."""
        return self._view.access  # type: ignore[attr-defined]

    @property
    def csrf_exempt(self) -> bool:
        """Whether forms of other sites may be sent to it."""
        return getattr(self._view, "csrf_exempt", False)


class LateViews:
    """A module of views in `urls.py`: `views = LateViews("events.team.views")`, then `path("…", views.team)`."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> LateView:
        if name.startswith("_"):
            raise AttributeError(name)
        return LateView(self._module, name)
