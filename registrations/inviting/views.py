"""The public page that stops solicitations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from registrations.inviting import oppositions
from registrations.inviting.private import by_link
from registrations.models import Opposition
from tournee.web.access import anyone, opens_to


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=oppositions.hash_in)
def unsubscribe(request: HttpRequest, address_hash: str | None) -> HttpResponse:
    """One button, and what it stops. One POST is enough, from a mail program too: no redirect (RFC 8058)."""
    if address_hash is None:
        return render(request, "registrations/inviting/unsubscribe_unknown.html", status=404)
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        oppositions.oppose(address_hash, through="one-click" if one_click else "page")
    done = Opposition.objects.filter(address_hash=address_hash).exists()
    return render(request, "registrations/inviting/unsubscribe.html", {"done": done})
