"""Figures rest on it: whom the team refused has no registration that stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registrations", "0005_search_in_every_script")]

    operations = [
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("refused_at__isnull", True), ("state", "cancelled"), _connector="OR"),
                name="registration_refused_is_cancelled",
            ),
        ),
    ]
