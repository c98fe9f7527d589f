"""The second floor as a Django app."""

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "registrations"

    def ready(self) -> None:
        from registrations import contributions  # the registries are filled once all models are loaded

        contributions.register()
