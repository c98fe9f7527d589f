"""The shell's own addresses."""

from django.urls import path

from tournee.web import health, robots
from tournee.web.late import LateViews

styleguide = LateViews("tournee.web.styleguide")

plain_patterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
]
page_patterns = [
    path("workspace/styleguide/", styleguide.page, name="styleguide"),
    path("workspace/styleguide/confirm/", styleguide.confirm, name="styleguide_confirm"),
]
