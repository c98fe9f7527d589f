"""Certificates on paper: one sheet for each, with the route and the stop's point on it; plain data made of what was
certified, and of the name as it is known now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.catalogue.queries import stop_rows
from events.models import Funding, Stop
from events.route import position_scene
from registrations.attendance.certificates import links, words
from registrations.attendance.documents import Occasion
from registrations.attendance.gathering import funding_on_paper, name_on_paper, occasion_of
from registrations.attendance.papers.emblem import emblem
from registrations.attendance.presence import CONFIRMED_ONLY
from registrations.attendance.rule.queries import rules_of
from registrations.attendance.rule.words import whose_rule
from registrations.desk.rows import party_of
from registrations.models import AttendanceRule, Certificate
from tournee.documents.blocks import Certificate as Sheet
from tournee.documents.blocks import KeyFigure, Picture, QRCode
from tournee.documents.document import Document, Logo
from tournee.documents.document import Funding as FundingOnPaper
from tournee.documents.inline import Link, Strong, Words
from tournee.drawing.scene import Scene
from tournee.texts.typography import format_date, format_number

_EMBLEM = 22  # millimetres


@dataclass(slots=True)
class _Stop:
    """What all certificates of a stop say alike, gathered once a language.

    `strict` are the sessions (public ids) that count only once confirmed.
    """

    stop: Stop
    rule: AttendanceRule
    strict: frozenset[str]
    sessions: dict[str, list[Funding]] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    scenes: dict[str, Scene | None] = field(default_factory=dict)

    def occasion(self, language: str) -> Occasion:
        """How they name the stop."""
        if language not in self.occasions:
            self.occasions[language] = occasion_of(self.stop, language)
        return self.occasions[language]

    def fundings(self, certificate: Certificate) -> tuple[FundingOnPaper, ...]:
        """Who paid for what the certificate attests, in its language: for the stop, and for the sessions attended.

        Where the European Union co-funds and no emblem was entered, its own stands with its mention.
        """
        own = (funding for one in certificate.sessions for funding in self.sessions.get(one["session"], ()))
        entered = (*self.occasion(certificate.language).fundings, *map(funding_on_paper, own))
        paid = tuple(dict.fromkeys(entered))
        if self.rule.regime != AttendanceRule.Regime.CO_FUNDED or any(one.emblem for one in paid):
            return paid
        union = Logo(Picture(emblem(), _EMBLEM), _("Emblem of the European Union"))
        mention = paid[0].mention if paid else _("Co-funded by the European Union")
        return (FundingOnPaper(mention, union), *paid[1:])

    def scene(self, language: str) -> Scene | None:
        """Where the stop is along the route; None while it is not public, or nobody knows where it is."""
        if language not in self.scenes:
            self.scenes[language] = _scene(self.stop)
        return self.scenes[language]


def document_of(stop: Stop, certificates: Iterable[Certificate], language: str) -> Document:
    """These certificates of a stop, a sheet each in its own language, as one document of that language."""
    paid = Funding.objects.filter(session__stop=stop).select_related("session", "emblem").order_by("pk")
    sessions: dict[str, list[Funding]] = {}
    for funding in paid:
        sessions.setdefault(str(funding.session.public_id) if funding.session else "", []).append(funding)
    rules = rules_of(stop)
    strict = (str(one.public_id) for one in stop.sessions.all() if rules.of(one).regime in CONFIRMED_ONLY)
    common = _Stop(stop, rules.of_stop, frozenset(strict), sessions)
    sheets = tuple(_sheet(common, one) for one in certificates)
    with override(language):
        made_up = _("Made-up tour: these people and firms are invented.")
        title = _("Certificate of attendance") if len(sheets) == 1 else _("Certificates of attendance")
        return Document(
            f"{title} – {sheets[0].name if len(sheets) == 1 else stop.place}",
            language,
            sheets,
            date=timezone.now().astimezone(stop.zone).date(),
            author=settings.SITE_NAME,
            subject=f"{stop.tour}, {stop.place}",
            notice=made_up if stop.tour.fictitious else "",
        )


def pdf_of(stop: Stop, certificates: Sequence[Certificate], language: str) -> bytes:
    """The same as a file to print or to keep."""
    from tournee.documents import pdf  # lazily: it loads reportlab

    return pdf.render(document_of(stop, certificates, language))


def file_name(certificate: Certificate) -> str:
    """What its file is called: what it is, its number, whose it is."""
    with override(certificate.language):
        what = _("certificate-of-attendance")
    return "-".join(filter(None, (what, str(certificate.number), slugify(str(certificate.attendee.person))))) + ".pdf"


def file_name_of_all(stop: Stop) -> str:
    """What the file of a stop's certificates is called, in the active language."""
    return "-".join((_("certificates-of-attendance"), stop.slug)) + ".pdf"


def _sheet(common: _Stop, certificate: Certificate) -> Sheet:
    """One certificate, in its own language."""
    person, language = certificate.attendee.person, certificate.language
    with override(language):
        occasion = common.occasion(language)
        return Sheet(
            title=_("Certificate of attendance"),
            name=name_on_paper(certificate.attendee),
            opening=_("We certify that"),
            statement=_statement(occasion),
            kicker=occasion.tour,
            number=_("No. %(number)s") % {"number": format_number(certificate.number)},
            lines=tuple(filter(None, (", ".join(filter(None, (person.position, party_of(person)))),))),
            figure=_figure(common, certificate),
            rows=tuple(words.sessions_in_words(certificate)),
            attested=_attested(common, certificate, occasion),
            check=_check(certificate),
            scene=common.scene(language),
            fundings=common.fundings(certificate),
            language=language,
        )


def _statement(occasion: Occasion) -> str:
    where = ", ".join(filter(None, (occasion.place, occasion.venue)))
    if occasion.days and occasion.days[0] != occasion.days[1]:
        return _("took part in the stop of the tour held %(days)s: %(where)s.") % {
            "days": occasion.days_in_words(),
            "where": where,
        }
    said = _("took part in the stop of the tour held on %(day)s: %(where)s.")
    return said % {"day": occasion.days_in_words(), "where": where}


def _figure(common: _Stop, certificate: Certificate) -> KeyFigure | None:
    if not certificate.minutes:
        return None
    count = len(certificate.sessions)
    label = ngettext("attended, in %(count)s session", "attended, in %(count)s sessions", count)
    if common.strict.isdisjoint(one["session"] for one in certificate.sessions):
        note = _("From the arrival that was noted to the end of each session, or to the departure.")
    else:
        note = _(
            "By each half-day signed for; otherwise from the arrival that was noted to the end of the session, or to "
            "the departure."
        )
    return KeyFigure(words.hours_in_words(certificate.minutes), label % {"count": format_number(count)}, note)


def _attested(common: _Stop, certificate: Certificate, occasion: Occasion) -> tuple[Words, ...]:
    """When it was issued, who answers for it, and by which rule presence was proved."""
    issued = format_date(certificate.issued_at, weekday=False, zone=common.stop.zone)
    lines: list[Words] = [(Strong(_("Issued on %(day)s") % {"day": issued}),)]
    if occasion.organisers:
        lines.append(_("Organised by %(names)s") % {"names": occasion.organisers})
    if occasion.hosts:
        lines.append(_("Hosted by %(names)s") % {"names": occasion.hosts})
    if whose := whose_rule(common.rule):
        lines.append(_("Presence proved by the rule of: %(whose)s") % {"whose": whose})
    return tuple(lines)


def _check(certificate: Certificate) -> QRCode:
    """The code that leads to where it is checked, and what is typed there instead of it."""
    link = links.verify_link(certificate)
    page = links.verify_page().split("://")[-1].rstrip("/")
    code = words.short_code(certificate)
    said = (_("Is it genuine? Scan the code, or open"), " ", Link(page, link), " ", _("and type:"), " ", Strong(code))
    return QRCode(link, said, alternative=_("QR code: the page that says whether this certificate is genuine"))


def _scene(stop: Stop) -> Scene | None:
    rows = stop_rows(stop.tour, timezone.now(), seats_told=False)
    here = next((row.on_route for row in rows if row.pk == stop.pk), None)
    return position_scene([row.on_route for row in rows if row.on_route], here) if here else None
