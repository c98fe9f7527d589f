"""The made-up edition's material: real towns by INSEE code, everything else invented and plainly so."""

from events.models import Organisation

Kind = Organisation.Kind

# In order of the route. Five lie close together in the north, to see crowded points spread; two are overseas; "ashford"
# is the one stop across the Channel, in another time zone.
TOWNS = (
    "80016", "80001", "62765", "62119", "62498", "59350", "59606", "59183", "62193", "ashford",
    "76217", "76351", "14366", "61006", "61001", "53147", "53130", "35115", "22278", "56121",
    "44036", "49099", "79049", "86066", "16015", "87085", "19031", "47001", "81065", "34032",
    "30007", "97415", "97101", "84007", "26281", "43157", "63300", "42147", "01283", "39478", "88413", "02691",
)  # fmt: skip

SUBJECTS = (
    ("Comment innove-t-on quand on est huit ?", "How does a firm of eight innovate?"),
    ("Innover avec qui ?", "With whom to innovate?"),
    ("Attirer les jeunes talents", "Attracting young talents"),
    ("Exporter quand on est dix", "Exporting with ten people"),
    ("Les compétences qui manquent", "The skills that are missing"),
    ("Du savoir-faire à l’export", "From know-how to export"),
    ("Innover dans les procédés", "Innovating in processes"),
    ("Synergies école–entreprise", "Synergies between school and firm"),
    ("Qui innove, et comment ?", "Who innovates, and how?"),
)

THEMES = (
    ("organisation-et-production", "Organisation et production", "Organisation and production"),
    ("competences-et-recrutement", "Compétences et recrutement", "Skills and hiring"),
    ("international", "International", "International markets"),
    ("technologies-numeriques", "Technologies numériques", "Digital technologies"),
    ("cooperation", "Coopérer pour innover", "Innovating together"),
)

HOSTS = (
    (
        "universite-fictive-des-hautes-plaines", Kind.UNIVERSITY, "Université fictive des Hautes-Plaines",
        "Made-up University of the High Plains",
    ),
    ("fondation-exemple", Kind.FOUNDATION, "Fondation Exemple", "Example Foundation"),
    (
        "ministere-imaginaire", Kind.MINISTRY, "Ministère imaginaire de l’Atelier",
        "Imaginary Ministry of the Workshop",
    ),
    ("pole-mecanique-invente", Kind.CLUSTER, "Pôle mécanique inventé", "Invented mechanics cluster"),
    ("chambre-modele", Kind.CHAMBER, "Chambre modèle de métiers", "Model chamber of trades"),
    ("ecole-d-essai", Kind.SCHOOL, "École d’essai des procédés", "Trial school of processes"),
    ("cluster-du-bois-imaginaire", Kind.CLUSTER, "Cluster du bois imaginaire", "Imaginary timber cluster"),
    (
        "agglomeration-de-demonstration", Kind.LOCAL_AUTHORITY, "Agglomération de démonstration",
        "Demonstration district",
    ),
    ("reseau-des-pme-fictives", Kind.NETWORK, "Réseau des PME fictives", "Network of made-up SMEs"),
    (
        "universite-imaginee-du-littoral", Kind.UNIVERSITY, "Université imaginée du Littoral",
        "Imagined University of the Coast",
    ),
)  # fmt: skip

SPEAKERS = (
    ("Alix Exemple", "professeure de génie industriel", "professor of industrial engineering"),
    ("Bao Fictif", "dirigeant d’une PME inventée", "head of an invented firm"),
    ("Charlie Démo", "conseiller innovation", "innovation adviser"),
    ("Dany Modèle", "directrice de cluster", "cluster director"),
    ("Élie Imaginé", "responsable des études", "head of studies"),
    ("Farah Inventée", "cheffe d’atelier", "workshop manager"),
    ("Gaël Essai", "animateur", "facilitator"),
    ("Hari Prototype", "chercheur", "researcher"),
)
