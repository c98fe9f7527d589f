"""The third floor's models."""

from surveys.models.campaign import Campaign, Recipient
from surveys.models.passage import Coding, FacilitatorLink, Passage
from surveys.models.questionnaire import Question, Questionnaire, QuestionnaireVersion, Section
from surveys.models.response import Answer, Response
from surveys.models.skills import FrameworkVersion, Skill, SkillMapping, SkillsFramework
from surveys.models.synthesis import Edition, EditionFace, Synthesis, SynthesisSection

__all__ = [
    "Answer",
    "Campaign",
    "Coding",
    "Edition",
    "EditionFace",
    "FacilitatorLink",
    "FrameworkVersion",
    "Passage",
    "Question",
    "Questionnaire",
    "QuestionnaireVersion",
    "Recipient",
    "Response",
    "Section",
    "Skill",
    "SkillMapping",
    "SkillsFramework",
    "Synthesis",
    "SynthesisSection",
]
