"""What the definitions of figures contribute: their list over the API."""

from tournee.api.routes import ApiRoute, api_routes


def register() -> None:
    """Fill the registries."""
    api_routes.add(ApiRoute("indicators", "tournee.indicators.api.IndicatorViewSet"), by="tournee.indicators", order=90)
