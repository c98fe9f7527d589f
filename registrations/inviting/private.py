"""Pages whose address is the only secret: whoever posts to them knows it."""

from __future__ import annotations

from django.views.decorators.csrf import csrf_exempt

from registrations.private import unkept
from tournee.web.access import View


def by_link(view: View) -> View:
    """The page of a secret link. Whoever posts to it knows the link: no cookie is asked for, and none is given.

    Without a referrer a browser sends `Origin: null`, which the protection of forms that rely on a cookie refuses;
    here the address itself is what nobody else can know.
    """
    return csrf_exempt(unkept(referrer="no-referrer")(view))
