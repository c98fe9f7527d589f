"""What the list of messages can be narrowed to."""

import django_filters
from django.utils.translation import gettext_lazy as _

from tournee.mail.models import OutboxMessage, State
from tournee.mail.queries import OutboxQuerySet


class MessageFilter(django_filters.FilterSet):
    """By words, state, and whether a message went to many."""

    q = django_filters.CharFilter(label=_("Search"), help_text=_("Name, address or subject"), method="by_words")
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All states"))
    bulk = django_filters.ChoiceFilter(
        label=_("Sent to"),
        choices=[("true", _("many at once")), ("false", _("one person"))],
        empty_label=_("One or many"),
        method="by_bulk",
    )

    class Meta:
        model = OutboxMessage
        fields: list[str] = []

    def by_words(self, queryset: OutboxQuerySet, _name: str, value: str) -> OutboxQuerySet:
        """Every word typed occurs."""
        return queryset.containing(value)

    def by_bulk(self, queryset: OutboxQuerySet, _name: str, value: str) -> OutboxQuerySet:
        """To many, or to one person."""
        return queryset.filter(bulk=value == "true")
