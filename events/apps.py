"""The first floor as a Django app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import contributions  # the registries are filled once all models are loaded

        contributions.register()
