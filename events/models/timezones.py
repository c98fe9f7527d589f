"""The time zones a tour may run in: metropolitan France, Great Britain, and overseas France."""

from django.utils.translation import gettext_lazy as _

TIME_ZONES = [
    ("Europe/Paris", _("Metropolitan France (Paris)")),
    ("Europe/London", _("Great Britain (London)")),
    ("America/Guadeloupe", _("Guadeloupe")),
    ("America/Martinique", _("Martinique")),
    ("America/Cayenne", _("French Guiana (Cayenne)")),
    ("Indian/Reunion", _("La Réunion")),
    ("Indian/Mayotte", _("Mayotte")),
    ("America/Miquelon", _("Saint-Pierre-et-Miquelon")),
    ("Pacific/Noumea", _("New Caledonia (Nouméa)")),
    ("Pacific/Tahiti", _("French Polynesia (Tahiti)")),
]
