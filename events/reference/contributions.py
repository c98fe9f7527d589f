"""What the reference data contribute to the ground floor's places."""

from tournee.api.routes import ApiRoute, api_routes


def register() -> None:
    """Called once, when the app is ready."""
    api_routes.add(ApiRoute("towns", "events.reference.api.TownViewSet"), by="events.reference")
