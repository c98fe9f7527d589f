"""Addresses of what is shared: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.catalogue.sharing.views")

plain_patterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
page_patterns = [
    path("tours/<slug:tour>/changes.atom", views.tour_changes, name="tour_changes"),
    path("tours/<slug:tour>/route-<slug:edition>.png", views.tour_picture, name="tour_picture"),
    path("tours/<slug:tour>/<slug:stop>/route-<slug:edition>.png", views.stop_picture, name="stop_picture"),
]
