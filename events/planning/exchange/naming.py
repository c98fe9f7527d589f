"""Whom and what the names in a cell mean: organisations and themes."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from events.models import Organisation, OrganisationIdentifier, Stop, Theme, Tour
from events.organisations.sheet import ORGANISATIONS
from events.planning.exchange.columns import names_in
from events.planning.exchange.errors import CellRefused
from events.planning.forms.choosing import Known, known_organisations
from events.planning.operations import add_partner
from events.planning.operations.newcomers import NewOrganisation
from tournee.accounts.models import User
from tournee.sheets.columns import Value
from tournee.sheets.errors import ValueRefused
from tournee.texts.search import search_key

_WITH_KIND = re.compile(r"(?P<name>.+?)\s*\((?P<kind>[^()]+)\)")


class Organisations:
    """The organisations that a file’s cells name; read when the first cell asks. `created`: names of new ones."""

    def __init__(self) -> None:
        self.created: list[str] = []
        self._new: dict[str, Organisation] = {}

    @cached_property
    def _known(self) -> Known[Organisation]:
        return known_organisations(Organisation.objects.order_by("search_key", "pk"))

    @cached_property
    def _by_number(self) -> dict[str, Organisation]:
        numbers = OrganisationIdentifier.objects.select_related("organisation")
        return {number.value: number.organisation for number in numbers}

    @cached_property
    def _by_address(self) -> dict[str, Organisation]:
        return {found.slug: found for found in Organisation.objects.all()}

    def named(self, text: str, column: str) -> Organisation | NewOrganisation:
        """The organisation that `text` names; a new one where its kind is given. Raises CellRefused."""
        for said in dict.fromkeys([text, *self._without_kind(text)]):
            if found := self._found(said, column):
                return found
        whole = _WITH_KIND.fullmatch(text)
        if whole is None:
            raise self._unknown(text, column)
        try:
            kind = ORGANISATIONS.column("kind").read(whole["kind"]).value
        except ValueRefused as refused:
            reason = _("“%(kind)s” is no kind of organisation.") % {"kind": whole["kind"]}
            raise CellRefused(column, reason, refused.remedy) from refused
        return NewOrganisation(whole["name"], str(kind))

    def _found(self, text: str, column: str) -> Organisation | None:
        if new := self._new.get(search_key(text)):
            return new
        if labelled := self._known.labelled(text):
            return labelled
        named = self._known.named(text)
        if len(named) > 1:
            reason = _("Several organisations are called %(name)s.") % {"name": text}
            told = "; ".join(f"{found.name} ({found.slug})" for found in named[:6])
            raise CellRefused(column, reason, _("Write the one in brackets: %(names)s.") % {"names": told})
        number = "".join(text.split()).upper()
        return named[0] if named else self._by_number.get(number) or self._by_address.get(text)

    def _without_kind(self, text: str) -> list[str]:
        whole = _WITH_KIND.fullmatch(text)
        return [whole["name"]] if whole else []

    def _unknown(self, text: str, column: str) -> CellRefused:
        reason = _("No organisation is called “%(name)s”.") % {"name": text}
        remedy = _("To create it, write its kind in brackets: “%(name)s (cluster)”.") % {"name": text}
        if near := self._known.like(text):
            remedy = _("Did you mean %(names)s?") % {"names": "; ".join(near)} + " " + remedy
        return CellRefused(column, reason, remedy)

    def add(
        self,
        stop: Stop,
        role: str,
        named: list[Organisation | NewOrganisation],
        having: set[int],
        *,
        actor: User | None,
    ) -> list[Organisation]:
        """Give each of `named` its role at `stop`, but those `having` it (by id); those who got it."""
        given: list[Organisation] = []
        for one in named:
            known = self._new.get(search_key(str(one)), one) if isinstance(one, NewOrganisation) else one
            if isinstance(known, Organisation) and known.pk in having:
                continue
            organisation = add_partner(stop, known, {"role": role}, actor=actor).organisation
            having.add(organisation.pk)
            given.append(organisation)
            if isinstance(known, NewOrganisation):
                self._new[search_key(known.name)] = organisation
                self.created.append(known.name)
        return given


class Themes:
    """The themes that a tour's stops and sessions may have: those it picked and those they have, else all."""

    def __init__(self, tour: Tour) -> None:
        self._tour = tour

    @cached_property
    def _by_name(self) -> dict[str, Theme]:
        picked = Q(tours=self._tour) | Q(stops__tour=self._tour) | Q(sessions__stop__tour=self._tour)
        themes = Theme.objects.filter(pk__in=Theme.objects.filter(picked).values("pk"))
        if not self._tour.themes.exists():
            themes = Theme.objects.all()
        found: dict[str, Theme] = {}
        for theme in themes:
            for name in (theme.slug, theme.label_en, theme.label_fr):
                found[search_key(name)] = theme
        return found

    def of(self, value: Value, column: str) -> list[Theme]:
        """The themes a cell names. Raises CellRefused, with those that come near."""
        return [self._named(name, column) for name in names_in(value)]

    def _named(self, name: str, column: str) -> Theme:
        if theme := self._by_name.get(search_key(name)):
            return theme
        near = get_close_matches(search_key(name), self._by_name, n=3, cutoff=0.6) or list(self._by_name)[:6]
        labels = "; ".join(dict.fromkeys(str(self._by_name[each].label) for each in near))
        remedy = _("Write one of the tour’s themes: %(themes)s.") % {"themes": labels}
        if not labels:
            remedy = _("Empty this cell, or add the theme first.")
        raise CellRefused(column, _("No theme of this tour is called “%(name)s”.") % {"name": name}, remedy)
