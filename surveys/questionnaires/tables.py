"""The table of a tour's questionnaires."""

from django.utils.translation import gettext_lazy as _

from tournee.web.tables import Column

COLUMNS = (
    Column("title", _("Questionnaire"), sort=("title_fr", "title_en")),
    Column("languages", _("Languages")),
    Column("questions", _("Questions"), sort=("asked",), numeric=True),
    Column("minutes", _("Minutes"), sort=("minutes",), numeric=True),
    Column("campaigns", _("Campaigns"), sort=("sent",), numeric=True),
)
