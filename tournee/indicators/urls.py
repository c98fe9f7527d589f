"""The address of the definitions of figures."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.indicators.views")

urlpatterns = [path("indicators/", views.page, name="indicators")]
