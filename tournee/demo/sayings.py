"""What made-up people were asked, answered and said; invented, and shown with the notice that it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def _choices(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"code": code, "fr": fr, "en": en} for code, fr, en in rows]


PARTNERS = _choices(
    ("customers", "des clients", "customers"),
    ("suppliers", "des fournisseurs", "suppliers"),
    ("school", "une école ou une université", "a school or a university"),
    ("peers", "d’autres entreprises", "other firms"),
    ("alone", "personne : nous sommes seuls", "nobody: we are alone"),
)
LEVELS = _choices(
    ("1", "pas du tout", "not at all"),
    ("2", "plutôt pas", "rather not"),
    ("3", "sans avis", "no opinion"),
    ("4", "plutôt", "rather"),
    ("5", "tout à fait", "entirely"),
)
BRAKES = _choices(
    ("time", "Le temps nous manque", "We lack time"),
    ("money", "L’argent nous manque", "We lack money"),
    ("people", "Les personnes formées nous manquent", "We lack trained people"),
)
# Sections: title (fr, en) and questions: code, kind, label (fr, en), settings, the skill asked about.
QUESTIONS: tuple[tuple[str, str, tuple[tuple[str, str, str, str, dict[str, Any], str], ...]], ...] = (
    (
        "Vous et votre entreprise",
        "You and your firm",
        (
            (
                "staff", "number", "Combien de personnes travaillent dans votre entreprise ?",
                "How many people work in your firm?",
                {"min": 0, "max": 100000, "unit": {"fr": "personnes", "en": "people"}}, "",
            ),
            (
                "export", "single", "Exportez-vous ?", "Do you export?",
                {
                    "choices": _choices(
                        ("no", "non", "no"), ("some", "un peu", "a little"), ("much", "beaucoup", "a lot")
                    )
                },
                "C1",
            ),
        ),
    ),
    (
        "Innover",
        "Innovating",
        (
            (
                "partners", "multiple", "Avec qui innovez-vous ?", "With whom do you innovate?",
                {"choices": PARTNERS, "other": True}, "B2",
            ),
            (
                "brakes", "likert", "Qu’est-ce qui vous freine ?", "What holds you back?",
                {"items": BRAKES, "levels": LEVELS, "neutral": "3"}, "",
            ),
        ),
    ),
    (
        "Et maintenant",
        "And now",
        (
            (
                "next", "sentence", "Complétez la phrase.", "Complete the sentence.",
                {
                    "before": {
                        "fr": "Si vous étiez à ma place, pour innover vous",
                        "en": "If you were in my place, to innovate you would",
                    }
                },
                "",
            ),
            (
                "said", "text", "Que voulez-vous ajouter ?", "What would you add?",
                {"long": True, "max_length": 1000}, "",
            ),
        ),
    ),
)  # fmt: skip
_NEXT = (
    "iriez voir les clients avant de dessiner.",
    "prendriez une demi-journée par semaine.",
    "demanderiez à l’école d’à côté.",
    "commenceriez par ce qui agace l’atelier.",
)
_SAID = ("Merci pour l’échange.", "Nous manquons de temps, pas d’idées.", "Refaisons-le dans un an.")


def _partners(chance: random.Random) -> list[Row]:
    if chance.random() < 0.15:
        return [{"choice": "alone"}]
    chosen = chance.sample(["customers", "suppliers", "school", "peers"], chance.choice((1, 2, 2, 3)))
    return [{"choice": code} for code in chosen]


def _brakes(chance: random.Random) -> list[Row]:
    return [
        {"item": item["code"], "choice": chance.choices("12345", weights)[0]}
        for item, weights in zip(BRAKES, ((1, 2, 2, 6, 8), (2, 4, 4, 4, 3), (1, 2, 3, 7, 6)), strict=True)
    ]


def _sometimes(texts: tuple[str, ...], share: float) -> Callable[[random.Random], list[Row]]:
    return lambda chance: [{"text": chance.choice(texts)}] if chance.random() < share else []


ANSWERS: dict[str, Callable[[random.Random], list[Row]]] = {
    "staff": lambda chance: [{"number": chance.choice((1, 3, 4, 6, 8, 9, 12, 18, 35, 90))}],
    "export": lambda chance: [{"choice": chance.choices(("no", "some", "much"), (6, 3, 1))[0]}],
    "partners": _partners,
    "brakes": _brakes,
    "next": _sometimes(_NEXT, 0.6),
    "said": _sometimes(_SAID, 0.3),
}
SKILLS = (
    (
        "A", "Sciences et technologies de l’ingénieur", "Engineering and technology",
        (
            ("Passer d’une idée à un prototype", "Turn an idea into a prototype"),
            ("Choisir une technologie numérique", "Choose a digital technology"),
        ),
    ),
    (
        "B", "Gestion de l’entreprise", "Business management",
        (
            ("Dégager du temps pour innover", "Make time to innovate"),
            ("Travailler avec une école ou un laboratoire", "Work with a school or a laboratory"),
            ("Recruter et garder de jeunes talents", "Hire and keep young talents"),
        ),
    ),
    (
        "C", "Compréhension des marchés internationaux", "Understanding international markets",
        (("Préparer un premier export", "Prepare a first export"),),
    ),
    (
        "D", "Développement personnel", "Personal development",
        (
            ("Faire participer toute l’équipe", "Let the whole team take part"),
            ("Oser demander de l’aide", "Dare to ask for help"),
        ),
    ),
)  # fmt: skip
_WORKSHOP, _SAWMILL, _ALONE, _TECHNICAL = (
    "gérante d’un atelier, 8 personnes",
    "responsable d’une scierie, 18 personnes",
    "artisan seul",
    "directrice technique, 35 personnes",
)
_TEACHER, _JOINERY, _FOREWOMAN, _FOUNDRY = (
    "enseignant d’un lycée",
    "gérant d’une menuiserie, 6 personnes",
    "cheffe d’atelier, 12 personnes",
    "directeur d’une fonderie, 90 personnes",
)
# What was said, the skill it speaks of, and by whom: nobody else says the same.
SAYINGS = (
    ("On a dix idées par an, et pas une journée pour en essayer une.", "B1", _WORKSHOP),
    ("Le lycée est à deux rues, et on ne s’était jamais parlé.", "B2", _SAWMILL),
    ("J’ai formé trois apprentis, les trois sont partis en ville.", "B3", _WORKSHOP),
    ("Le prototype, on l’a fait le samedi, dans l’atelier.", "A1", _ALONE),
    ("Pour le logiciel, je ne sais pas à qui faire confiance.", "A2", _TECHNICAL),
    ("L’export, j’ai essayé une fois, tout seul, sans parler la langue.", "C1", _ALONE),
    ("Les meilleures idées viennent de ceux qui balaient l’atelier.", "D1", _TECHNICAL),
    ("Demander de l’aide, c’est dire qu’on ne sait pas ; ça coûte.", "D2", _SAWMILL),
    ("On nous demande notre avis tous les ans, et on n’en entend plus parler.", "", _TEACHER),
    ("La commande tombe le lundi, l’idée attend le vendredi.", "B1", _FOREWOMAN),
    ("Nous avons montré la pièce à des élèves ; ils en ont enlevé la moitié, et elle tient.", "A1", _FOUNDRY),
    ("Le capteur, je l’ai acheté. C’est le lire que je ne sais pas faire.", "A2", _JOINERY),
    ("Le stagiaire a mieux raconté l’atelier en une semaine que moi en dix ans.", "B3", _JOINERY),
    ("Notre premier client à l’étranger, c’est lui qui nous a trouvés.", "C1", _FOUNDRY),
    ("Depuis qu’on affiche les essais ratés, plus personne ne les cache.", "D1", _FOREWOMAN),
    ("J’ai mis deux ans à pousser la porte de la chambre de commerce.", "D2", _ALONE),
    ("Une thèse chez nous ? J’ai cru qu’on se moquait de moi.", "B2", _TECHNICAL),
    ("Le jeudi après-midi est à nous ; les clients ont fini par l’apprendre.", "B1", _WORKSHOP),
    ("L’innovation, ici, c’est ce qu’on répare avant que cela casse.", "", _SAWMILL),
    ("On recrute à quarante kilomètres, et le car ne passe pas à l’heure de l’atelier.", "B3", _FOUNDRY),
    ("Le tableau de production, ce sont les opérateurs qui l’ont dessiné.", "D1", _JOINERY),
    ("Nous vendons en Belgique par un revendeur, sans y être jamais allés.", "C1", _FOREWOMAN),
    ("Mes élèves cherchent des sujets vrais, et je ne sais pas à quelle porte frapper.", "B2", _TEACHER),
)
# Paragraphs of written sections, French and English.
WRITTEN = tuple(
    ("\n\n".join(fr), "\n\n".join(en))
    for fr, en in (
        (
            (
                "Les entreprises présentes ne manquent pas d’idées, elles manquent d’heures.",
                "Ce qui les a surprises : ce qu’elles cherchent loin existe souvent à deux rues.",
            ),
            (
                "The firms that came do not lack ideas, they lack hours.",
                "What surprised them: what they look for far away often exists two streets from there.",
            ),
        ),
        (
            (
                "On est venu parler d’innovation, on a parlé d’apprentis.",
                "Les jeunes qui partent reviennent à chaque table.",
            ),
            (
                "People came to talk of innovation and talked of apprentices.",
                "The young who leave come up at every table.",
            ),
        ),
    )
)
