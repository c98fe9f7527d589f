"""The form with which a party registers: one page, whoever they are and however many."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.booking.errors import BookingError
from registrations.booking.forms.fields import EmailField, OneLine, SessionsField
from registrations.booking.forms.overlaps import ask_about_overlaps
from registrations.booking.forms.party import PartyFields
from registrations.booking.offer import Offer
from registrations.booking.operations.registering import check_people
from registrations.booking.request import ConsentRequest, PersonRequest, RegistrationRequest
from registrations.models import Consent, Registration
from tournee.texts.languages import active_language

FIRST_ROWS, MOST_ROWS = 1, 40  # more lines than people are allowed, so that who pastes thirty loses none
FREE, ALL = "free", "all"
ROW = ("name", "email", "needs", "sessions")
_CALL_BACK = gettext_lazy("I agree to be called back by %(organisation)s after the stop.")
_QUESTIONNAIRE = gettext_lazy("I agree to be asked a questionnaire after the stop: a few minutes, once.")


class RegistrationForm(PartyFields):
    """What a party fills in. `offer` says what can be chosen; `request()` is what the operation takes.

    Colleagues stand in numbered lines (`person_1_name`…); `rows` says how many an empty form has.
    """

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
    coming = forms.BooleanField(label=gettext_lazy("I am coming myself"), required=False, initial=True)
    needs = forms.CharField(
        label=gettext_lazy("What should we know to receive you well?"),
        help_text=gettext_lazy("Access, food… Leave it empty if there is nothing. It is removed after the stop."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_photographs = forms.BooleanField(
        label=gettext_lazy("No photographs of the people named here, please"), required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    origin = Registration.Origin.WEB

    def __init__(self, data: Any = None, *, offer: Offer, rows: int = FIRST_ROWS, **kwargs: Any) -> None:
        self.offer = offer
        super().__init__(data, **kwargs)
        self.rows = max(rows, FIRST_ROWS, rows_in(data) if data is not None else 0)
        self.fields["sessions"] = SessionsField(offer.sessions, label=_("Which sessions?"), required=False)
        self.initial.setdefault("submission", uuid.uuid4())
        if len(offer.sessions) == 1:
            self.initial.setdefault("sessions", [str(offer.sessions[0].session.pk)])
        for number in range(1, self.rows + 1):
            self._add_row(number)
        self._add_consents()

    @classmethod
    def with_one_more(cls, data: Any, *, offer: Offer) -> RegistrationForm:
        """The form with a further line, all that was typed kept and nothing judged yet."""
        form = cls(offer=offer, rows=min(rows_in(data) + 1, MOST_ROWS))
        for name, field in form.fields.items():
            if (value := field.widget.value_from_datadict(data, {}, name)) is not None:
                form.initial[name] = value
        form.fields[f"person_{form.rows}_name"].widget.attrs["autofocus"] = True
        return form

    def _add_row(self, number: int) -> None:
        who = {"number": number}
        self.fields |= {
            f"person_{number}_name": OneLine(
                label=_("Colleague %(number)s: name") % who, max_length=120, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            ),
            f"person_{number}_email": EmailField(
                label=_("Colleague %(number)s: e-mail address") % who,
                help_text=_("Optional: for their own calendar entry."), required=False,
            ),
            f"person_{number}_sessions": SessionsField(
                self.offer.sessions, label=_("Other sessions than those above"), required=False,
                help_text=_("Nothing ticked: the same as everybody."),
            ),
            f"person_{number}_needs": forms.CharField(
                label=_("What should we know to receive them well?"), max_length=300, required=False
            ),
        }  # fmt: skip

    def _add_consents(self) -> None:
        if self.offer.co_hosts:
            self.fields["call_back"] = forms.MultipleChoiceField(
                label=_("May our hosts call you back?"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(one.pk), _CALL_BACK % {"organisation": one.name}) for one in self.offer.co_hosts],
            )  # fmt: skip
        self.fields["questionnaire"] = forms.BooleanField(label=str(_QUESTIONNAIRE), required=False)

    def people_rows(self) -> Iterator[dict[str, Any]]:
        """The lines of colleagues for the page; one is `used` where its details hold something."""
        for number in range(1, self.rows + 1):
            fields: dict[str, BoundField] = {name: self[f"person_{number}_{name}"] for name in ROW}
            details = [fields["needs"], fields["sessions"]]
            yield {"number": number, **fields, "used": any(field.errors or field.value() for field in details)}

    @property
    def asks_about_waiting(self) -> bool:
        """Whether the page asks what to do where there is not room for everybody."""
        return bool(self["all_or_none"].errors or self["all_or_none"].value())

    def clean_submission(self) -> uuid.UUID:
        """The form's own mark; a form that lost it gets a new one."""
        mark: uuid.UUID | None = self.cleaned_data["submission"]
        return mark or uuid.uuid4()

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
        self.people = list(self._people(cleaned))
        if not self.people:
            self.add_error("coming", forms.ValidationError(_("Say who comes: you, or a colleague."), code="nobody"))
            return cleaned
        if "sessions" not in self.errors and not all(person.sessions for _row, person in self.people):
            self.add_error("sessions", SessionsField.default_error_messages["required"])
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

    def _people(self, cleaned: dict[str, Any]) -> Iterator[tuple[int, PersonRequest]]:
        """Whoever comes with the number of their line; the contact's is 0."""
        common = cleaned.get("sessions") or frozenset()
        quiet = bool(cleaned.get("no_photographs"))
        left = cleaned.get("needs", "")
        if cleaned.get("coming") and cleaned.get("contact_name"):
            yield 0, PersonRequest(cleaned["contact_name"], cleaned.get("contact_email", ""), "", common, left, quiet)
            left = ""
        for number in range(1, self.rows + 1):
            typed: dict[str, Any] = {name: cleaned.get(f"person_{number}_{name}") or "" for name in ROW}
            if typed["name"]:
                needs = " ".join(filter(None, [left, typed["needs"]]))[:300]
                chosen = typed["sessions"] or common
                yield number, PersonRequest(typed["name"], typed["email"], "", frozenset(chosen), needs, quiet)
                left = ""
            elif any(typed.values()) and f"person_{number}_name" not in self.errors:
                self.add_error(f"person_{number}_name", forms.ValidationError(_("Give their name."), code="required"))

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
        return {"attendees": "coming"}.get(error.field or "", error.field)

    def request(self) -> RegistrationRequest:
        """What was filled in, as the operation takes it."""
        cleaned = self.cleaned_data
        return RegistrationRequest(
            **self.party_values(),
            attendees=[person for _row, person in self.people],
            contact_comes=0 if cleaned["coming"] else None,
            language=self.language(),
            consents=list(self._consents()),
            all_or_none=cleaned["all_or_none"] == ALL,
            origin=self.origin,
            submission=cleaned["submission"],
            fictitious=self.offer.stop.tour.fictitious,
        )

    def language(self) -> str:
        """The language they are written to in: the page's."""
        return active_language()

    def _consents(self) -> Iterator[ConsentRequest]:
        agreed = self.cleaned_data.get("call_back", [])
        for one in self.offer.co_hosts if "call_back" in self.fields else ():
            words = _CALL_BACK % {"organisation": one.name}
            yield ConsentRequest(Consent.Purpose.CALL_BACK, str(one.pk) in agreed, words[:400], one)
        if "questionnaire" in self.fields:
            given = self.cleaned_data["questionnaire"]
            yield ConsentRequest(Consent.Purpose.QUESTIONNAIRE, given, str(_QUESTIONNAIRE))


def rows_in(data: Any) -> int:
    """How many lines of colleagues a sent form has."""
    number = 0
    while number < MOST_ROWS and f"person_{number + 1}_name" in data:
        number += 1
    return number
