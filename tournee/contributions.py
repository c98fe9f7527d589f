"""What the ground floor contributes to its own places."""


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    from tournee.api import contributions as api
    from tournee.files import contributions as files
    from tournee.floors import demonstration  # noqa: F401  (declared, so that it stands in the registry)
    from tournee.history import contributions as history
    from tournee.indicators import contributions as indicators
    from tournee.jobs import contributions as jobs
    from tournee.mail import contributions as mail
    from tournee.sheets import contributions as sheets
    from tournee.web import contributions as web

    api.register()
    files.register()
    history.register()
    indicators.register()
    jobs.register()
    mail.register()
    sheets.register()
    web.register()
