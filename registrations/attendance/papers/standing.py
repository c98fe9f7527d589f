"""Which papers a stop has as it stands: what is printed for a day is not for one cancelled, or without a day."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.models import Stop

# Of a stop without its day: whoever was expected is called.
CALLED_BY = "expected"


def withheld(stop: Stop) -> str:
    """Why no sheet, badge, poster or case of the stop is made, in the active language; "" where they are."""
    if stop.state == Stop.State.CANCELLED:
        return _("This stop is cancelled: nothing is printed but the list of people expected, to tell them.")
    if stop.starts_on is not None:
        return ""
    if stop.state == Stop.State.POSTPONED:
        return _(
            "This stop is postponed and has no date yet: nothing is printed but the list of people expected, to tell "
            "them. Sheets, badges, posters and the case come back with its new date."
        )
    return _(
        "This stop has no date yet: nothing is printed but the list of people expected. Sheets, badges, posters and "
        "the case come with its date."
    )


def is_made(kind: str, stop: Stop) -> bool:
    """Whether the stop has a paper of that kind (`files.KINDS`) as it stands."""
    return kind == CALLED_BY or not (stop.state == Stop.State.CANCELLED or stop.starts_on is None)


def mention(stop: Stop) -> tuple[str, str]:
    """What the list of people expected says before all else where there is no day to come to, title and sentence;
    both empty where there is one."""
    if stop.state == Stop.State.CANCELLED:
        return _("Stop cancelled"), _("It does not take place. This list serves to tell those who were expected.")
    if stop.state == Stop.State.POSTPONED:
        return _("Stop postponed"), _("Its new date is not set. This list serves to tell those who are expected.")
    if stop.starts_on is None:
        return _("No date yet"), _("The stop has no date: nobody can be expected on a day.")
    return "", ""


def in_brief(stop: Stop) -> str:
    """“cancelled”, “postponed”: what is said beside a stop's date; "" of any other."""
    if stop.state == Stop.State.CANCELLED:
        return _("stop cancelled")
    return _("stop postponed") if stop.state == Stop.State.POSTPONED else ""
