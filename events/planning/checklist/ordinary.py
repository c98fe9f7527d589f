"""The ordinary tasks of a stop, offered to a tour that has no checklist yet."""

from __future__ import annotations

from typing import NamedTuple

from events.models import Side


class Ordinary(NamedTuple):
    """A task of every stop: when (days from its first day), whose, and what in both languages.

    `rule` is the rule of the control room that sees by itself whether it is done.
    """

    days: int
    side: Side
    title_fr: str
    title_en: str
    rule: str = ""


TEAM, PARTNER = Side.TEAM, Side.PARTNER
ORDINARY = (
    Ordinary(
        -90,
        TEAM,
        "Convenir de la date et du sujet avec le co-organisateur",
        "Agree on the date and the subject with the co-host",
    ),
    Ordinary(-60, PARTNER, "Réserver la salle", "Book the room", "no_venue"),
    Ordinary(
        -45,
        PARTNER,
        "Proposer les intervenants et les entreprises qui témoigneront",
        "Propose speakers and companies that will testify",
    ),
    Ordinary(-35, TEAM, "Avoir l’accord de chaque intervenant", "Have each speaker’s agreement"),
    Ordinary(
        -30,
        PARTNER,
        "Écrire comment venir et si la salle est accessible de plain-pied",
        "Write how to come and whether the room can be reached without steps",
        "no_access",
    ),
    Ordinary(
        -28,
        TEAM,
        "Publier l’étape et ouvrir les inscriptions",
        "Publish the stop and open registration",
        "published_late",
    ),
    Ordinary(-21, PARTNER, "Relayer l’invitation à son réseau", "Pass the invitation on to one’s own network"),
    Ordinary(
        -10, TEAM, "Relancer les entreprises qui n’ont pas répondu", "Remind the companies that have not answered"
    ),
    Ordinary(
        -7,
        TEAM,
        "Envoyer le guide du débat et leur lien de prise de notes aux animateurs",
        "Send facilitators the debate guide and their link for notes",
    ),
    Ordinary(
        -5,
        PARTNER,
        "Prévoir l’accueil, le matériel de la salle et la collation",
        "Arrange the welcome, the equipment of the room and refreshments",
    ),
    Ordinary(
        -3,
        TEAM,
        "Imprimer les documents, les badges et les feuilles d’émargement",
        "Print the handouts, badges and attendance sheets",
    ),
    Ordinary(
        2,
        TEAM,
        "Remercier les participants, les intervenants et la salle",
        "Thank participants, speakers and the venue",
    ),
    Ordinary(3, TEAM, "Relire les notes et les rattacher aux compétences", "Read the notes and tie them to skills"),
    Ordinary(
        10, TEAM, "Vérifier que chacun a reçu le questionnaire", "Check that everybody received the questionnaire"
    ),
    Ordinary(21, PARTNER, "Relire la synthèse de l’étape", "Review the synthesis of the stop"),
    Ordinary(
        30,
        TEAM,
        "Publier la synthèse et l’envoyer au co-organisateur",
        "Publish the synthesis and send it to the co-host",
    ),
)
