"""The form with which a party registers: one page, whoever they are and however many."""

from __future__ import annotations

import uuid
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.booking.errors import BookingError
from registrations.booking.forms.consenting import ConsentFields
from registrations.booking.forms.fields import OneLine, SessionsField
from registrations.booking.forms.overlaps import ask_about_overlaps
from registrations.booking.forms.party import PartyFields
from registrations.booking.forms.people import FIRST_ROWS, MOST_ROWS, PeopleFields, rows_in
from registrations.booking.offer import Offer
from registrations.booking.operations.registering import check_people
from registrations.booking.request import RegistrationRequest
from registrations.booking.terms.codes import code_named, require_code, unknown_code
from registrations.models import AccessCode, Registration
from tournee.texts.languages import active_language

FREE, ALL = "free", "all"
CODE_LENGTH = 40


class RegistrationForm(PartyFields, PeopleFields, ConsentFields):
    """What a party fills in. `offer` says what can be chosen; `request()` is what the operation takes."""

    sessions = SessionsField(label=gettext_lazy("Which sessions?"), required=False)
    all_or_none = forms.ChoiceField(
        label=gettext_lazy("Where there is not room for everybody"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (FREE, gettext_lazy("We take what is free, and wait together for the rest.")),
            (ALL, gettext_lazy("All of us in all these sessions, or nothing: we wait until everything is free.")),
        ],
    )
    no_photographs = forms.BooleanField(
        label=gettext_lazy("No photographs of the people named here, please"), required=False
    )
    access_code = OneLine(
        label=gettext_lazy("Your code"), max_length=CODE_LENGTH, required=False,
        help_text=gettext_lazy("It is in the message that invited you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    submission = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    origin = Registration.Origin.WEB

    def __init__(self, data: Any = None, *, offer: Offer, rows: int = FIRST_ROWS, **kwargs: Any) -> None:
        self.offer = offer
        self.lenient = self.origin != Registration.Origin.WEB
        super().__init__(data, **kwargs)
        self.fields["sessions"] = SessionsField(offer.sessions, label=_("Which sessions?"), required=False)
        self.initial.setdefault("submission", uuid.uuid4())
        if len(offer.sessions) == 1:
            self.initial.setdefault("sessions", [str(offer.sessions[0].session.pk)])
        self.add_people(rows)
        self._add_consents()

    @classmethod
    def kept(cls, data: Any, *, offer: Offer, more: int = 0) -> Self:
        """The form with all that was typed, `more` lines, and nothing judged yet."""
        form = cls(offer=offer, rows=min(rows_in(data) + more, MOST_ROWS))
        for name, field in form.fields.items():
            value = field.widget.value_from_datadict(data, {}, name)
            if value is not None:
                form.initial[name] = value
        return form

    @classmethod
    def with_one_more(cls, data: Any, *, offer: Offer) -> Self:
        """The form with a further line, where one goes on typing."""
        form = cls.kept(data, offer=offer, more=1)
        form.fields[f"person_{form.rows}_name"].widget.attrs["autofocus"] = True
        return form

    def _add_consents(self) -> None:
        del self.fields["no_photographs"]  # each says so themselves
        self.add_consents(self.offer.co_hosts)

    def not_photographed(self, number: int, cleaned: dict[str, Any]) -> bool:
        if "no_photographs" in self.fields:
            return bool(cleaned.get("no_photographs"))
        return super().not_photographed(number, cleaned)

    @property
    def asks_about_waiting(self) -> bool:
        """Whether the page asks what to do where there is not room for everybody."""
        return bool(self["all_or_none"].errors or self["all_or_none"].value())

    def clean_submission(self) -> uuid.UUID:
        """The form's own mark; a form that lost it, or was given another, gets a new one."""
        try:
            return uuid.UUID(self.cleaned_data["submission"])
        except ValueError:
            return uuid.uuid4()

    def clean_access_code(self) -> AccessCode | None:
        """The code that was typed; what opens nothing here, and none where one is needed, is refused beside it."""
        typed = self.cleaned_data["access_code"]
        code = code_named(self.offer.stop, typed) if typed else None
        try:
            if typed and code is None:
                raise unknown_code()
            if code is None and not self.lenient:
                require_code(self.offer.stop, None)
        except BookingError as error:
            raise forms.ValidationError(str(error.message), code=error.code) from error
        return code

    def clean_website(self) -> str:
        """People do not see this field; programs that fill in forms do."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("The field “Leave this empty” is filled in, as programs do. Empty it and send again."), code="robot"
            )
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "contact_name" in self.errors and cleaned.get("coming"):
            cleaned["contact_name"] = "…"  # somebody comes: said once, beside the name
        self.people = list(self.wanted_people(cleaned))
        self.forget_lines_of_nobody(cleaned)
        self.answers = self.own_of_party.clean(cleaned)
        if not self.people:
            self.add_error("coming", forms.ValidationError(_("Say who comes: you, or a colleague."), code="nobody"))
            return cleaned
        if "sessions" not in self.errors and not all(person.sessions for _row, person in self.people):
            self.add_error("sessions", SessionsField.default_error_messages["required"])
        self.settle_call_backs(cleaned)
        try:
            check_people([person for _row, person in self.people])
        except BookingError as error:
            self.add_error(self.field_of(error), forms.ValidationError(str(error.message), code=error.code))
        if not self.errors:
            self._ask_about_waiting(cleaned)
            ask_about_overlaps(
                self, self.offer.sessions, [(person.name, person.sessions) for _row, person in self.people]
            )
        return cleaned

    def _ask_about_waiting(self, cleaned: dict[str, Any]) -> None:
        """Nobody is put on a waiting list without having read so: what the list of sessions did not say is asked."""
        wanted = [person.sessions for _row, person in self.people]
        waiting = self.offer.would_wait(wanted)
        several = len(frozenset().union(*wanted)) > 1
        if cleaned.get("all_or_none") or not waiting or (not several and all(one.waits for one in waiting)):
            return
        titles = ", ".join(_("“%(title)s”") % {"title": one.session.title} for one in waiting)
        said = ngettext(
            "%(titles)s has not enough free places for you. Choose here, and send again.",
            "%(titles)s have not enough free places for you. Choose here, and send again.",
            len(waiting),
        )
        data = cast("QueryDict", self.data).copy()
        data["all_or_none"] = FREE
        self.data = data
        self.add_error("all_or_none", forms.ValidationError(said % {"titles": titles}, code="would_wait"))

    def field_of(self, error: BookingError) -> str | None:
        """The field beside which to say what booking refuses."""
        if error.attendee is not None:
            row = self.people[error.attendee][0]
            wanted = {"email": "email", "sessions": "sessions"}.get(error.field or "", "name")
            if row:
                return f"person_{row}_{wanted}"
            return "sessions" if wanted == "sessions" else f"contact_{wanted}"
        return {"attendees": "coming", "contact_phone": "call_phone"}.get(error.field or "", error.field)

    def request(self) -> RegistrationRequest:
        """What was filled in, as the operation takes it."""
        cleaned = self.cleaned_data
        return RegistrationRequest(
            **self.party_values(),
            attendees=[person for _row, person in self.people],
            contact_comes=0 if cleaned["coming"] else None,
            language=self.language(),
            consents=list(self.consents()),
            all_or_none=cleaned["all_or_none"] == ALL,
            answers=self.answers,
            access_code=cleaned["access_code"],
            origin=self.origin,
            submission=cleaned["submission"],
            fictitious=self.offer.stop.tour.fictitious,
        )

    def language(self) -> str:
        """The language they are written to in: the page's."""
        return active_language()
