"""The forms of a framework and of a skill."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.models import FrameworkVersion, Skill, SkillsFramework
from surveys.skills.operations import faults_of_skill
from tournee.errors import OperationError
from tournee.web.forms import RecordForm


class FrameworkForm(RecordForm[SkillsFramework]):
    """What a framework is called, and where it comes from."""

    class Meta:
        model = SkillsFramework
        fields = ["title_fr", "title_en", "source", "fictitious"]
        help_texts = {"source": _("Who wrote it, and when, such as “ministry of industry, 2024”.")}


class SkillForm(RecordForm[Skill]):
    """A skill or a domain of one version."""

    parent = forms.ModelChoiceField(
        label=_("Domain"), queryset=Skill.objects.none(), required=False, empty_label=_("none: this is a domain itself")
    )

    class Meta:
        model = Skill
        fields = ["title_fr", "title_en", "parent", "code"]
        help_texts = {"code": _("Names the skill in figures and exports. Left empty, it is given a number.")}

    def __init__(self, *args: Any, framework_version: FrameworkVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework_version = framework_version
        domains = Skill.objects.filter(framework_version=framework_version, parent=None)
        parent: Any = self.fields["parent"]
        parent.queryset = domains.exclude(pk=self.instance.pk)
        self.fields["code"].required = False

    def faults(self) -> Iterable[OperationError]:
        return faults_of_skill(self.framework_version, self.checked, self.instance if self.instance.pk else None)
