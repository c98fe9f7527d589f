"""A document that holds every kind of block, in either language. Everything in it is made up, and says so."""

from __future__ import annotations

import datetime

from django.utils.translation import override

from tournee.documents.blocks import (
    Block,
    BulletList,
    Callout,
    Certificate,
    Coded,
    Contents,
    Facts,
    Figure,
    Funders,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Label,
    LabelGrid,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Poster,
    PullQuote,
    QRCode,
    Signatory,
    SignatureBlock,
    Source,
    Together,
)
from tournee.documents.document import Cover, Document, Funding, Logo, Provenance
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Link, Quotation, Strong
from tournee.documents.sample_figures import charts, logo, route
from tournee.documents.sample_words import Say, saying
from tournee.documents.tables import Cell, Column, HeaderSpan, RowGroup, Table

_DAY = datetime.date(2026, 11, 20)
_ADDRESS = "https://exemple.invalid/port-exemple"


def sample_document(language: str) -> Document:
    """The sample in French ("fr") or English ("en"): the same document for the same language."""
    say = saying(language)
    with override(language):
        return Document(
            say("Port-Exemple, synthèse imaginaire", "Port-Exemple, an imaginary synthesis"),
            language,
            (*_text(say), *_tables(say), *_figures(say), *_forms(say)),
            date=_DAY,
            author=say("Fondation d’Exemple", "Example Foundation"),
            subject=say("Tous les blocs d’un document", "Every block of a document"),
            cover=_cover(say),
            header=say("Synthèse imaginaire", "Imaginary synthesis"),
            footer=say(
                "Fondation d’Exemple, 1 rue Inventée, Port-Exemple",
                "Example Foundation, 1 Invented Street, Port-Exemple",
            ),
            notice=say(
                "Document fictif : lieux, personnes et chiffres sont inventés.",
                "A fictitious document: places, people and figures are made up.",
            ),
            logos=(Logo(logo(3), say("Atelier d’Exemple", "Example Workshop")),),
            funding=(_funding(say),),
            provenance=_provenance(say),
        )


def _cover(say: Say) -> Cover:
    return Cover(
        kicker=say("Étape imaginaire", "Imaginary stop"),
        subtitle=say(
            "Ce que 148 entreprises inventées disent de l’innovation", "What 148 invented firms say of innovation"
        ),
        lines=(say("Port-Exemple, 20 novembre 2026", "Port-Exemple, 20 November 2026"),),
        scene=route(say),
        logos=(Logo(logo(4), say("Université de Nulle-Part", "University of Nowhere")),),
    )


def _funding(say: Say) -> Funding:
    mention = say("Avec le soutien d’un fonds imaginaire.", "Supported by an imaginary fund.")
    return Funding(mention, Logo(logo(2), say("Emblème d’un fonds imaginaire", "Emblem of an imaginary fund")))


def _provenance(say: Say) -> Provenance:
    return Provenance(
        say("Fondation d’Exemple", "Example Foundation"),
        data=say("aucune : tout est inventé", "none: all is made up"),
        read_at=datetime.datetime(2026, 11, 20, 8, 30, tzinfo=datetime.UTC),
        terms=(Link(say("Licence d’exemple", "Example licence"), "https://exemple.invalid/licence"),),
        fingerprint="sha256:0f3a…e91c",
    )


def _text(say: Say) -> tuple[Block, ...]:
    return (
        Contents(depth=3),
        PageBreak(),
        Heading(2, say("Ce qui s’est dit", "What was said"), anchor="said"),
        Paragraph(
            say(
                "Un atelier qui n’a jamais eu lieu, dans une ville qui n’existe pas.",
                "A workshop that never was, in a town that does not exist.",
            ),
            "lead",
        ),
        Paragraph(
            (
                say("On y parle d’", "They spoke of "),
                Strong(say("œuvre", "craft")),
                say(", de ", ", of "),
                Emphasis("L’Art du rivet"),
                say(", de ce que les voisins nomment ", ", of what the neighbours call "),
                InLanguage(say("skills", "savoir-faire"), say("en", "fr")),
                say(" et du ", " and of the "),
                Link(say("tableau des inscrits", "table of those registered"), "#people"),
                say(". L’un répond : ", ". One of them answers: "),
                Quotation((say("on m’a dit ", "I was told "), Quotation(say("revenez", "come back")))),
                ".",
                Footnote(say("Propos inventé, comme tous les autres.", "Made up, like all that is said here.")),
            )
        ),
        BulletList(
            (
                say("apprendre sur le tas", "learning by doing"),
                Item(
                    say("apprendre ailleurs", "learning elsewhere"),
                    OrderedList((say("à l’école", "at school"), say("chez un client", "at a customer’s"))),
                ),
            )
        ),
        OrderedList((say("troisième idée", "a third idea"), say("quatrième idée", "a fourth idea")), start=3),
        Facts(
            (
                (say("Lieu", "Place"), say("Halle aux Mirages, Port-Exemple", "Hall of Mirages, Port-Exemple")),
                (say("Contact", "Contact"), (Link("bonjour@exemple.invalid", "mailto:bonjour@exemple.invalid"),)),
            )
        ),
        KeyFigures(
            (
                KeyFigure(say("70 %", "70%"), say("peinent à recruter", "find it hard to hire"), "n = 148"),
                KeyFigure(say("1\u202f490", "1,490"), say("personnes imaginées", "people imagined")),
                KeyFigure("4", say("lieux inventés", "invented places")),
            )
        ),
        PullQuote(
            say(
                "On ne cherche pas un diplôme, on cherche quelqu’un qui démonte.",
                "We do not look for a degree, we look for someone who takes things apart.",
            ),
            say("Une dirigeante qui n’existe pas", "A manager who does not exist"),
        ),
        PullQuote(
            say("Nobody ever asked us.", "Personne ne nous a jamais rien demandé."),
            say("Un visiteur inventé", "An invented visitor"),
            language=say("en", "fr"),
        ),
        Callout(
            say("Lire les chiffres", "Reading the figures"),
            (Paragraph(say("Ils ne disent rien de vrai.", "They say nothing that is true.")),),
        ),
        Callout(
            say("Ne pas citer", "Do not quote"),
            (BulletList((say("Ni les propos", "Neither the words"), say("ni les nombres", "nor the numbers"))),),
            "warning",
        ),
        Notes(),
    )


def _tables(say: Say) -> tuple[Block, ...]:
    return (
        Heading(2, say("Tableaux", "Tables")),
        _people(say),
        Together((Heading(3, say("Par lieu", "By place")), _by_place(say))),
        Heading(3, say("Par demi-journée", "By half-day")),
        _by_half_day(say),
        Source((say("registre imaginaire, ", "imaginary register, "), Link("exemple.invalid", _ADDRESS))),
        Paragraph(say("Les arrondis sont inventés eux aussi.", "The rounding is made up too."), "small"),
    )


def _people(say: Say) -> Table:
    columns = (
        Column(say("Nom", "Name"), width=2),
        Column(say("Inscription", "Registered"), "date"),
        Column(say("Accord", "Agreed"), "tick"),
        Column("Signature", "signature", width=2),
    )
    rows = (
        ("Agathe Dupond-Exemple", datetime.date(2026, 10, 1), True, None),
        ("Barnabé Sansnom", datetime.date(2026, 10, 12), False, None),
        (say("Visiteur sans inscription", "Visitor not registered"), None, None, None),
    )
    return Table(say("Personnes inventées", "Invented people"), columns, rows, row_height=12, anchor="people")


def _by_place(say: Say) -> Table:
    columns = (
        Column(say("Lieu", "Place"), width=2),
        Column(say("Entreprises", "Firms"), "number"),
        Column(say("Part", "Share"), "number", unit="%", decimals=1),
    )
    groups = (
        RowGroup(say("Côte", "Coast"), (("Port-Exemple", 1234, 48.1), ("Mirage", 12, 0.5)), ("Total", 1246, 48.6)),
        RowGroup(
            say("Plaine", "Plain"), (("Fictiville", 1320, 51.4), ("Sableux-le-Faux", None, None)), ("Total", 1320, 51.4)
        ),
    )
    return Table(
        say("Entreprises par lieu", "Firms by place"), columns, groups=groups, total=(say("Ensemble", "All"), 2566, 100)
    )


def _by_half_day(say: Say) -> Table:
    columns = (
        Column(say("Salle", "Room")),
        Column(say("Thème", "Theme"), width=2),
        *(Column(say(*name), "number") for name in (("inscrits", "registered"), ("présents", "present"))),
        *(Column(say(*name), "number") for name in (("inscrits", "registered"), ("présents", "present"))),
    )
    rows = (
        (Cell(say("Halle", "Hall"), rows=2), say("Métiers", "Trades"), 24, 21, 30, 28),
        (say("Formation", "Training"), 18, 15, Cell(say("pas de séance", "no session"), columns=2)),
        (say("Quai", "Quay"), say("Export", "Exports"), 9, 9, 12, 10),
    )
    above = (HeaderSpan("", 2), HeaderSpan(say("Matin", "Morning"), 2), HeaderSpan(say("Après-midi", "Afternoon"), 2))
    return Table(say("Présences par demi-journée", "Attendance by half-day"), columns, rows, above=above)


def _figures(say: Say) -> tuple[Block, ...]:
    pictures = (
        Figure(
            route(say),
            say("La route imaginaire, en quatre lieux.", "The imaginary road, in four places."),
            source=say("dessin inventé", "an invented drawing"),
        ),
        Figure(
            logo(4),
            say("Un logo qui n’est à personne.", "A logo that is nobody’s."),
            alternative=say("Quatre carrés verts sur fond blanc.", "Four green squares on white."),
            width=60,
        ),
    )
    return (Heading(2, "Figures"), *(Figure(chart) for chart in charts(say)), *pictures)


def _certificate(say: Say) -> Certificate:
    return Certificate(
        say("Attestation imaginaire", "Imaginary certificate"),
        "Agathe Dupond-Exemple",
        kicker=say("Étape imaginaire", "Imaginary stop"),
        number=say("N° 12", "No. 12"),
        opening=say("Nous imaginons que", "We imagine that"),
        lines=(say("Gérante, Menuiserie du Mirage", "Manager, Menuiserie du Mirage"),),
        statement=say("était à Port-Exemple le 20 novembre 2026.", "was at Port-Exemple on 20 November 2026."),
        figure=KeyFigure("2 h", say("en une séance", "in one session"), say("à peu près", "more or less")),
        rows=((say("de 9 h à 11 h", "09:00–11:00"), say("Atelier inventé", "Made-up workshop")),),
        attested=((Strong(say("Délivrée le 21 novembre 2026", "Issued on 21 November 2026")),),),
        check=QRCode(_ADDRESS, (say("À vérifier sur ", "To check at "), Link("exemple.invalid", _ADDRESS))),
        scene=route(say),
        fundings=(_funding(say),),
    )


def _forms(say: Say) -> tuple[Block, ...]:
    labels = tuple(
        Label(
            name,
            (firm,),
            foot=say("Fictif", "Fictitious"),
            code=f"{_ADDRESS}/{number}",
            notes=(say("14 h, atelier", "2 pm, workshop"),) if number else (),
            mark="" if number else say("Pas de photographie", "No photographs"),
        )
        for number, (name, firm) in enumerate(
            (
                ("Agathe Dupond-Exemple", "Menuiserie du Mirage"),
                ("Barnabé Sansnom", "Filature des Nuages"),
                ("Côme Inventé", "Fonderie Nulle-Part"),
            )
        )
    )
    return (
        Coded(lambda page, _rows: f"EXEMPLE{page}", lambda code: say(f"feuille {code[-1]}", f"sheet {code[-1]}")),
        Heading(2, say("À signer, à scanner, à découper", "To sign, to scan, to cut")),
        Funders((_funding(say),)),
        SignatureBlock(
            (
                Signatory(say("L’organisatrice", "The organiser"), "Agathe Dupond-Exemple"),
                Signatory(say("L’hôte", "The host")),
            ),
            place="Port-Exemple",
        ),
        PageBreak(),
        QRCode(_ADDRESS, say("La page imaginaire de l’étape", "The stop’s imaginary page")),
        LabelGrid(labels),
        _certificate(say),
        Poster(
            say("Atelier imaginaire", "Imaginary workshop"),
            kicker=say("Salle Nulle-Part", "Nowhere Room"),
            lines=(say("14 h – 17 h", "2 pm – 5 pm"),),
            code=f"{_ADDRESS}/ici",
            words=say("Signalez votre présence", "Sign in"),
            notes=(say("Ou à l’accueil.", "Or at the desk."),),
        ),
        Paragraph(
            (
                say("Rien de tout cela n’est vrai.", "None of this is true."),
                Footnote(say("Pas même cette note.", "Not even this note.")),
            )
        ),
    )
