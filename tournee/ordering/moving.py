"""Moving a row by a button that says where to: the page of every order that people give."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tournee.errors import OperationError
from tournee.ordering.rows import Way


def moved(request: HttpRequest, move: Callable[[Way], object], place: str) -> HttpResponse:
    """Move as the button `way` says (up or down) and come back to `place`; what is refused is said there."""
    try:
        move(-1 if request.POST.get("way") == "up" else 1)
    except OperationError as refused:
        messages.error(request, str(refused))
    return redirect(place)
