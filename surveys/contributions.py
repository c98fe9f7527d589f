"""What the third floor contributes to the floors below, and what it follows of them."""


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
