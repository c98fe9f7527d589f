"""Reading a tour's own words, and what became of messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Tour
from events.planning.queries import tour_at
from registrations.models import Message, MessageSent, NoticeText
from tournee.mail.models import OutboxAbout, State
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.texts.typography import format_time

Moment = NoticeText.Moment


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of a tour in one language: the tour's own words, or none where ours are sent."""

    tour: Tour
    moment: NoticeText.Moment
    language: str
    text: NoticeText | None

    @property
    def in_language(self) -> str:
        """The language by its name."""
        return str(dict(LANGUAGE_CHOICES)[self.language])


def notice_at(tour: str, moment: str, language: str) -> Notice:
    """The notice at that address. Raises Http404."""
    found = tour_at(tour)
    if moment not in Moment.values or language not in dict(LANGUAGE_CHOICES):
        raise Http404
    text = NoticeText.objects.filter(tour=found, moment=moment, language=language).first()
    if text is not None:
        text.tour = found
    return Notice(found, Moment(moment), language, text)


def written_in(notice: Notice) -> set[str]:
    """The languages in which the tour has words of its own for that notice; one query."""
    texts = NoticeText.objects.filter(tour=notice.tour, moment=notice.moment)
    return set(texts.values_list("language", flat=True))


def notices_of(tour: Tour) -> list[tuple[NoticeText.Moment, list[Notice]]]:
    """Each moment with its notice in each language; one query."""
    own = {(text.moment, text.language): text for text in NoticeText.objects.filter(tour=tour)}
    languages = [language for language, _name in LANGUAGE_CHOICES]
    return [
        (moment, [Notice(tour, moment, one, own.get((moment.value, one))) for one in languages]) for moment in Moment
    ]


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many messages are in a state of the outbox."""

    state: State
    count: int

    @property
    def tone(self) -> str:
        """How its badge looks."""
        tones = {State.ACCEPTED: "ok", State.QUEUED: "open", State.SENDING: "part", State.CANCELLED: "off"}
        return tones.get(self.state, "warn" if self.state in (State.DEFERRED, State.HELD) else "danger")


@dataclass(frozen=True, slots=True)
class Written:
    """A message with its sendings and what the outbox says of them."""

    message: Message
    recipients: int
    states: list[StateCount]

    @property
    def is_rule(self) -> bool:
        """It goes out by itself."""
        return self.message.days is not None

    @property
    def when(self) -> str:
        """“7 days before the stop, at 09:00”."""
        days, at = self.message.days or 0, self.message.at
        if not days:
            return _("on the day of the stop, at %(at)s") % {"at": at and format_time(at)}
        if days < 0:
            said = ngettext(
                "%(count)s day before the stop, at %(at)s", "%(count)s days before the stop, at %(at)s", -days
            )
        else:
            said = ngettext("%(count)s day after the stop, at %(at)s", "%(count)s days after the stop, at %(at)s", days)
        return said % {"count": abs(days), "at": at and format_time(at)}


def messages_of(tour: Tour) -> list[Written]:
    """The rules of a tour in the order of their days, then what was sent, the latest first; three queries."""
    sendings = Prefetch("sendings", MessageSent.objects.select_related("stop").order_by("at", "pk"))
    found = list(Message.objects.filter(tour=tour).select_related("stop").prefetch_related(sendings))
    states = states_of(found)
    written = [Written(one, sum(sent.recipients for sent in one.sendings.all()), states[one.pk]) for one in found]
    rules = [one for one in written if one.is_rule]
    sent = sorted((one for one in written if not one.is_rule), key=lambda one: one.message.pk, reverse=True)
    return [*rules, *sent]


def states_of(messages: Iterable[Message]) -> Mapping[int, list[StateCount]]:
    """What the outbox says of each message, by its id; one query. Rows that were purged are not counted any more."""
    about = OutboxAbout.objects.filter(
        content_type=ContentType.objects.get_for_model(Message), object_id__in=[one.pk for one in messages]
    )
    states: dict[int, list[StateCount]] = defaultdict(list)
    rows = about.order_by().values_list("object_id", "message__state").annotate(Count("pk"))
    for message, state, count in sorted(rows, key=lambda row: (row[0], -row[2])):
        states[message].append(StateCount(State(state), count))
    return states


def message_at(message: int) -> Message:
    """That message, with its tour and stop. Raises Http404."""
    return get_object_or_404(Message.objects.select_related("tour", "stop__tour"), pk=message)
