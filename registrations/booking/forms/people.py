"""Who comes: the contact, and colleagues in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.booking.forms.fields import EmailField, OneLine, SessionsField
from registrations.booking.offer import Offer
from registrations.booking.questions.forms.asking import of_party, of_person
from registrations.booking.request import PersonRequest
from tournee.questions.within import Within

FIRST_ROWS, MOST_ROWS = 1, 40  # more lines than people are allowed, so that who pastes thirty loses none
ROW = ("name", "email", "needs", "sessions")
CONTACT = 0  # the contact's line


class PeopleFields(forms.Form):
    """The contact's own place and numbered lines (`person_1_name`…), of which an empty form has `rows`."""

    coming = forms.BooleanField(label=gettext_lazy("I am coming myself"), required=False, initial=True)
    needs = forms.CharField(
        label=gettext_lazy("What should we know to receive you well?"),
        help_text=gettext_lazy(
            "Access, food… The organisers and the hosts of this stop see it; it is removed after the stop."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    offer: Offer
    lenient = False  # whoever telephoned need not have said everything
    rows: int
    people: list[tuple[int, PersonRequest]]

    def add_people(self, rows: int) -> None:
        """Add the lines, and the organiser's own questions."""
        self.rows = max(rows, FIRST_ROWS, rows_in(self.data) if self.is_bound else 0)
        own = self.offer.questions
        self.own_of_party = of_party(self, own, lenient=self.lenient)
        coming = bool(self.data.get("coming")) if self.is_bound else True
        self.own_of_people: dict[int, Within] = {CONTACT: self._own(CONTACT, wanted=coming)}
        for number in range(1, self.rows + 1):
            self._add_row(number)
            named = self.is_bound and bool((self.data.get(f"person_{number}_name") or "").strip())
            self.own_of_people[number] = self._own(number, wanted=named)

    def _own(self, number: int, *, wanted: bool) -> Within:
        return of_person(
            self, self.offer.questions, row=f"person_{number}_", party=self.own_of_party, wanted=wanted,
            lenient=self.lenient,
        )  # fmt: skip

    @property
    def own_of_contact(self) -> Within:
        """What the organiser asks of each person, for the contact."""
        return self.own_of_people[CONTACT]

    def _add_row(self, number: int) -> None:
        who = {"number": number}
        sessions = cast("SessionsField", self.fields["sessions"])
        self.fields |= {
            f"person_{number}_name": OneLine(
                label=_("Colleague %(number)s: name") % who, max_length=120, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            ),
            f"person_{number}_email": EmailField(label=_("Colleague %(number)s: e-mail address") % who, required=False),
            f"person_{number}_sessions": SessionsField(
                like=sessions, label=_("Sessions, if not the same as everybody’s"), required=False,
                help_text=_("Nothing ticked: the same ones."),
            ),
            f"person_{number}_needs": forms.CharField(
                label=_("What should we know to receive them well?"), max_length=300, required=False
            ),
        }  # fmt: skip

    def people_rows(self) -> Iterator[dict[str, Any]]:
        """The lines of colleagues for the page; one is `used` where its details hold something."""
        for number in range(1, self.rows + 1):
            fields = {name: self[f"person_{number}_{name}"] for name in ROW}
            details = [fields["needs"], fields["sessions"]]
            used = any(field.errors or field.value() for field in details)
            yield {"number": number, **fields, "own": self.own_of_people[number], "used": used}

    def wanted_people(self, cleaned: dict[str, Any]) -> Iterator[tuple[int, PersonRequest]]:
        """Whoever comes with the number of their line; a line without a name but with something else is refused."""
        common = cleaned.get("sessions") or frozenset()
        left = cleaned.get("needs", "")
        if cleaned.get("coming") and cleaned.get("contact_name"):
            me = {"name": cleaned["contact_name"], "email": cleaned.get("contact_email", ""), "needs": left}
            yield CONTACT, self._person(CONTACT, cleaned, me, common)
            left = ""
        for number in range(1, self.rows + 1):
            typed: dict[str, Any] = {name: cleaned.get(f"person_{number}_{name}") or "" for name in ROW}
            if typed["name"]:
                typed["needs"] = " ".join(filter(None, [left, typed["needs"]]))[:300]
                yield number, self._person(number, cleaned, typed, typed["sessions"] or common)
                left = ""
            elif any(typed.values()) and f"person_{number}_name" not in self.errors:
                self.add_error(f"person_{number}_name", forms.ValidationError(_("Give their name."), code="required"))

    def _person(
        self, number: int, cleaned: dict[str, Any], typed: dict[str, Any], sessions: frozenset[int]
    ) -> PersonRequest:
        return PersonRequest(
            typed["name"], typed["email"], "", frozenset(sessions), typed["needs"],
            no_photographs=self.not_photographed(number, cleaned), answers=self.own_of_people[number].clean(cleaned),
        )  # fmt: skip

    def not_photographed(self, number: int, cleaned: dict[str, Any]) -> bool:
        """Whether the person of that line is not to be seen on photographs: unless they said so themselves."""
        return number != CONTACT or not cleaned.get("photographs")

    def forget_lines_of_nobody(self, cleaned: dict[str, Any]) -> None:
        """Nothing of the organiser's own questions is wanted of a line in which nobody stands."""
        for within in self.own_of_people.values():
            if not within.wanted:
                within.clean(cleaned)


def rows_in(data: Any) -> int:
    """How many lines of colleagues a sent form has."""
    number = 0
    while number < MOST_ROWS and f"person_{number + 1}_name" in data:
        number += 1
    return number
