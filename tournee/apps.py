"""The ground floor as a Django app."""

from django.apps import AppConfig


class TourneeConfig(AppConfig):
    name = "tournee"
    verbose_name = "Tournée"

    def ready(self) -> None:
        from tournee import contributions  # the registries are filled once all models are loaded

        contributions.register()
