"""The ground floor's addresses: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import URLPattern, URLResolver, include, path

from tournee.accounts import urls as accounts
from tournee.api import urls as api
from tournee.files import urls as files
from tournee.history import urls as history
from tournee.mail import urls as mail
from tournee.web import urls as web

plain_patterns: list[URLPattern | URLResolver] = [
    *accounts.plain_patterns,
    *api.plain_patterns,
    *files.plain_patterns,
    *mail.plain_patterns,
    *web.plain_patterns,
]
page_patterns: list[URLPattern | URLResolver] = [
    *api.page_patterns,
    *history.page_patterns,
    path("", include("tournee.accounts.urls")),
    path("", include("tournee.mail.urls")),
    path("", include("tournee.indicators.urls")),
    path("", include("tournee.jobs.urls")),
    path("", include("tournee.search.urls")),
    *web.page_patterns,
]
