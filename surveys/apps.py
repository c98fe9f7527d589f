"""The third floor as a Django app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"

    def ready(self) -> None:
        from surveys import contributions  # the registries are filled once all models are loaded

        contributions.register()
