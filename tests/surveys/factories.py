"""Plain factories for the third floor's models."""

import datetime

import factory

from surveys.models import (
    Answer,
    Campaign,
    Coding,
    FacilitatorLink,
    FrameworkVersion,
    Passage,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Recipient,
    Response,
    Section,
    Skill,
    SkillsFramework,
    Synthesis,
    SynthesisSection,
)
from tests.events.factories import Factory, SessionFactory, StopFactory, TourFactory


class SkillsFrameworkFactory(Factory):
    class Meta:
        model = SkillsFramework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    title_fr = "Référentiel"
    title_en = "Framework"


class FrameworkVersionFactory(Factory):
    class Meta:
        model = FrameworkVersion

    framework = factory.SubFactory(SkillsFrameworkFactory)
    number = 1


class SkillFactory(Factory):
    class Meta:
        model = Skill

    framework_version = factory.SubFactory(FrameworkVersionFactory)
    code = factory.Sequence(lambda n: f"S{n}")
    title_fr = factory.Sequence(lambda n: f"Compétence {n}")
    title_en = factory.Sequence(lambda n: f"Skill {n}")


class QuestionnaireFactory(Factory):
    class Meta:
        model = Questionnaire

    tour = factory.SubFactory(TourFactory)
    slug = factory.Sequence(lambda n: f"questionnaire-{n}")
    title_fr = "Après l’étape"
    title_en = "After the stop"


class SectionFactory(Factory):
    class Meta:
        model = Section

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    title_fr = "Vous"
    title_en = "You"


class QuestionFactory(Factory):
    """A free text; give `kind` and `settings` for another type."""

    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    questionnaire = factory.SelfAttribute("section.questionnaire")
    code = factory.Sequence(lambda n: f"q{n}")
    kind = "text"
    label_fr = factory.Sequence(lambda n: f"Question {n} ?")
    label_en = factory.Sequence(lambda n: f"Question {n}?")


class QuestionnaireVersionFactory(Factory):
    """A frozen version; by default of nothing: give `content`."""

    class Meta:
        model = QuestionnaireVersion

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = 1
    content = factory.LazyFunction(lambda: {"sections": []})
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")


class CampaignFactory(Factory):
    """A draft of a campaign after a stop, open from 2 to 20 June 2031; `approved=True` freezes a version for it."""

    class Meta:
        model = Campaign

    class Params:
        approved = factory.Trait(
            state=Campaign.State.APPROVED,
            version_asked=factory.SubFactory(
                QuestionnaireVersionFactory, questionnaire=factory.SelfAttribute("..questionnaire")
            ),
        )

    stop = factory.SubFactory(StopFactory, published=True)
    tour = factory.SelfAttribute("stop.tour")
    questionnaire = factory.SubFactory(QuestionnaireFactory, tour=factory.SelfAttribute("..tour"))
    slug = factory.Sequence(lambda n: f"campaign-{n}")
    title_fr = "Après l’étape"
    title_en = "After the stop"
    opens_at = datetime.datetime(2031, 6, 2, 7, tzinfo=datetime.UTC)
    closes_at = datetime.datetime(2031, 6, 20, 20, tzinfo=datetime.UTC)


class RecipientFactory(Factory):
    class Meta:
        model = Recipient

    campaign = factory.SubFactory(CampaignFactory, approved=True)
    origin = Recipient.Origin.LIST
    email = factory.Sequence(lambda n: f"asked{n}@example.net")
    email_key = factory.SelfAttribute("email")
    name = factory.Sequence(lambda n: f"Personne interrogée {n}")


class ResponseFactory(Factory):
    class Meta:
        model = Response

    recipient = factory.SubFactory(RecipientFactory)
    campaign = factory.SelfAttribute("recipient.campaign")
    version_answered = factory.SelfAttribute("campaign.version_asked")
    origin = factory.SelfAttribute("recipient.origin")
    unit = factory.SelfAttribute("campaign.unit")
    basis = factory.SelfAttribute("campaign.basis")
    language = "fr"


class AnswerFactory(Factory):
    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    question = "q1"
    text = "Nous innovons avec nos clients."


class FacilitatorLinkFactory(Factory):
    class Meta:
        model = FacilitatorLink

    session = factory.SubFactory(SessionFactory)
    name = "Camille Exemple"
    expires_at = datetime.datetime(2031, 12, 31, tzinfo=datetime.UTC)


class PassageFactory(Factory):
    class Meta:
        model = Passage

    stop = factory.SubFactory(StopFactory, published=True)
    tour = factory.SelfAttribute("stop.tour")
    text = factory.Sequence(lambda n: f"Nous manquons de bras, pas d’idées ({n}).")


class CodingFactory(Factory):
    class Meta:
        model = Coding

    passage = factory.SubFactory(PassageFactory)
    skill = factory.SubFactory(SkillFactory)


class SynthesisFactory(Factory):
    class Meta:
        model = Synthesis

    scope = Synthesis.Scope.STOP
    stop = factory.SubFactory(StopFactory, published=True)
    tour = factory.SelfAttribute("stop.tour")
    slug = factory.Sequence(lambda n: f"synthese-{n}")
    title_fr = "Synthèse de l’étape"
    title_en = "Synthesis of the stop"


class SynthesisSectionFactory(Factory):
    class Meta:
        model = SynthesisSection

    synthesis = factory.SubFactory(SynthesisFactory)
    title_fr = "Ce que nous retenons"
    title_en = "What we take away"
    text_fr = "Un texte écrit."
    text_en = "A written text."
