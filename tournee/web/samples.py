"""The style guide's filters. Imported where they are used: django-filter brings the whole REST framework along."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy, pgettext_lazy


class SampleFilter(django_filters.FilterSet):
    """What a table's filters look like; the rows are the kinds of object of this installation."""

    app_label = django_filters.CharFilter(label=pgettext_lazy("of the installation", "Part"), lookup_expr="icontains")
    model = django_filters.CharFilter(label=gettext_lazy("Name"), lookup_expr="icontains")

    class Meta:
        model = ContentType
        fields = ["app_label", "model"]
