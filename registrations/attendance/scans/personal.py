"""What scanned sheets hold of somebody: that theirs is among the names and signatures."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from registrations.models import CheckIn, Person, ScannedSheet
from registrations.privacy.announcements import Held


def held_by_scans(person: Person) -> Iterator[Held]:
    """Each scanned sheet of what they signed on paper; two queries."""
    signed = CheckIn.objects.standing().filter(attendee__person=person, how=CheckIn.How.PAPER)
    sheets = Q(pk=None)
    for stop, session in signed.order_by().values_list("stop", "session").distinct():
        sheets |= Q(stop=stop, session=session)
    for scan in ScannedSheet.objects.filter(sheets).select_related("stop__tour", "session").order_by("pk"):
        yield Held(
            _("scan of a signed attendance sheet"),
            _("to prove who came"),
            {
                "tour": str(scan.stop.tour), "stop": str(scan.stop), "session": str(scan.session or ""),
                "day": scan.day, "page": scan.page, "added_at": scan.added_at,
            },
        )  # fmt: skip
