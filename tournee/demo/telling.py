"""What the made-up edition writes to those who registered, and whom it calls."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from events.models import Stop, Tour
from events.planning.announcements import StopChange
from registrations.calling.operations import note_call, open_call_list
from registrations.models import Call, Message, NoticeText, Registration
from registrations.writing.operations import save_notice_text, send_message, write_rule
from tournee.accounts.models import User
from tournee.demo.cast import Extras
from tournee.demo.parties import Rows, firm_at, party_at, place_of

# Under our own subject: what a message is about is seen at a glance.
_NOTICE = {
    "fr": (
        "Merci de votre inscription (fictive, comme toute cette édition). Venez comme vous êtes\u202f: une question de "
        "l’atelier, un échec, un essai en cours nous apprennent autant qu’une réussite."
    ),
    "en": (
        "Thank you for registering (made up, as is this whole edition). Come as you are: a question from the shop "
        "floor, a failure, a trial under way teach us as much as a success."
    ),
}
_BEFORE = {
    "subject_fr": "Après-demain à {ville}",
    "text_fr": "Bonjour {nom},\n\nNous vous attendons dans deux jours, {lieu}. Si quelqu’un ne peut pas venir, dites-"
    "le depuis votre page\u202f: d’autres attendent sa place.",
    "subject_en": "The day after tomorrow in {town}",
    "text_en": "Dear {name},\n\nWe expect you in two days, {venue}. If somebody cannot come, say so from your page: "
    "others wait for the place.",
}
_SELECTED = {
    "subject_fr": "{ville}\u00a0: l’entrée se fait par la cour",
    "text_fr": "Bonjour {nom},\n\nLa rue de l’Exemple est en travaux (imaginaires)\u00a0: entrez par la cour.",
    "subject_en": "{town}: please enter through the yard",
    "text_en": "Dear {name},\n\nThere are (imaginary) works in Example Street: please enter through the yard.",
}
_FIRMS_TO_CALL = 6


def write(tour: Tour, stop: Stop, actor: User) -> None:
    """The tour's own words of the confirmation, a message two days before each stop, one sent to the firms of one."""
    for language, text in _NOTICE.items():
        values = {"subject": "", "text": text}
        save_notice_text(tour, NoticeText.Moment.REGISTERED, language, values, expected_version=None, actor=actor)
    rule = {"audience": Message.Audience.CONTACTS, "days": -2, "at": datetime.time(9), **_BEFORE}
    write_rule(tour, rule, actor=actor)
    firms = Registration.objects.filter(stop=stop, party=Registration.Party.FIRM)
    send_message(stop, firms, {"audience": Message.Audience.CONTACTS, **_SELECTED}, actor=actor)


def call(stop: Stop, extras: Extras, callers: Sequence[User]) -> None:
    """The stop was postponed the day before: of those registered one was reached, one was not.

    They are written as rows, since nobody can register for it any more.
    """
    rows, place = Rows(), place_of(stop)
    for number in range(_FIRMS_TO_CALL):
        party_at(place, rows, extras, company=firm_at(stop, extras, rows), people=1 + number % 2)
    for number, person in enumerate(rows.people):
        person.phone = f"+33 1 99 00 30 {number:02d}"
    rows.write()
    tomorrow = timezone.localdate(timezone=stop.zone) + datetime.timedelta(days=1)
    open_call_list(Call.Reason.POSTPONED)(StopChange(stop, tomorrow, callers[0]))
    due = list(Call.objects.filter(stop=stop).order_by("pk"))
    note_call(due[0], Call.Outcome.REACHED, "viendra à la nouvelle date", expected_version=None, actor=callers[0])
    note_call(due[1], Call.Outcome.NOT_REACHED, "répondeur", expected_version=None, actor=callers[-1])
