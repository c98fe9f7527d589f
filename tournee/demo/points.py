"""What was said at the made-up stops, in at most five points, and what comes next: invented, in both languages."""

# Of each stop in turn.
POINTS = (
    (
        (
            "Huit entreprises sur dix ont changé un geste ou un outil cette année\u202f; peu appellent cela innover.",
            "Eight firms out of ten changed a gesture or a tool this year; few call that innovating.",
        ),
        (
            "Le premier à qui l’on demande conseil est un fournisseur, puis un confrère.",
            "The first one asked for advice is a supplier, then a fellow firm.",
        ),
        (
            "Il manque moins l’argent que le temps de quelqu’un pour essayer.",
            "What is missing is less money than somebody’s time to try.",
        ),
        (
            "Le lycée voisin a des machines libres le mercredi\u202f: deux ateliers iront les voir.",
            "The school next door has machines free on Wednesdays: two workshops will go and see them.",
        ),
        (
            "Personne ne savait que trois entreprises de la rue cherchent le même soudeur.",
            "Nobody knew that three firms in the street look for the same welder.",
        ),
    ),
    (
        (
            "On apprend en montrant\u202f: les visites d’atelier comptent plus que les brochures.",
            "One learns by showing: visits to workshops count for more than leaflets.",
        ),
        (
            "Les apprentis posent les questions que l’atelier ne se pose plus.",
            "Apprentices ask the questions that the workshop no longer asks itself.",
        ),
        (
            "Les dossiers d’aide sont écrits pour des services que les petites entreprises n’ont pas.",
            "Requests for aid are written for departments that small firms do not have.",
        ),
    ),
    (
        (
            "Le logiciel acheté sert à moitié, faute de deux jours de formation sur place.",
            "Half of the software bought is used, for want of two days of training on site.",
        ),
        (
            "Exporter commence par une langue\u202f: un partage d’interprète est proposé à quatre.",
            "Exporting begins with a language: four firms would share an interpreter.",
        ),
        (
            "La matière première change plus vite que les catalogues\u202f; chacun fait ses essais seul.",
            "Raw materials change faster than catalogues; everybody tests alone.",
        ),
        (
            "Un essai raté, raconté ici, évite à trois autres de le refaire.",
            "A trial that failed, told here, spares three others from repeating it.",
        ),
    ),
    (
        (
            "Recruter prend un an\u202f; former quelqu’un qui est là prend six mois.",
            "Hiring takes a year; training somebody who is there takes six months.",
        ),
        (
            "Les idées viennent le soir, les commandes le matin.",
            "Ideas come in the evening, orders in the morning.",
        ),
        (
            "L’université a des étudiants pour une question précise, posée en une page.",
            "The university has students for a precise question, asked in one page.",
        ),
        (
            "Coopérer à deux marche quand chacun garde son client.",
            "Two firms work together well when each keeps its customer.",
        ),
        (
            "On demande un interlocuteur qui reste, plus qu’un guichet de plus.",
            "What is asked for is somebody who stays, more than one more counter.",
        ),
    ),
    (
        (
            "Les déchets d’un atelier sont la matière d’un autre, à deux kilomètres.",
            "What one workshop throws away is another’s material, two kilometres off.",
        ),
        (
            "L’énergie a fait changer plus de machines que la concurrence.",
            "Energy has changed more machines than competition has.",
        ),
        (
            "Mesurer d’abord\u202f: un capteur prêté a suffi à décider.",
            "Measure first: one sensor on loan was enough to decide.",
        ),
        (
            "Celles et ceux qui font ne sont pas dans la salle\u202f: les inviter la prochaine fois.",
            "Those who do the work are not in the room: invite them next time.",
        ),
    ),
)
NEXT = (
    (
        "La synthèse paraît dans un mois. D’ici là, le lycée et les deux ateliers se seront vus (annonce fictive).",
        "The synthesis comes out in a month. By then the school and the two workshops will have met (made up).",
    ),
    (
        "Un questionnaire de six minutes vous arrive demain\u202f; vos réponses nourrissent la synthèse.",
        "A questionnaire of six minutes reaches you tomorrow; your answers feed the synthesis.",
    ),
    (
        "Le co-organisateur rappelle sous dix jours les entreprises qui l’ont demandé (annonce fictive).",
        "The co-host calls back within ten days the firms that asked for it (made up).",
    ),
)
