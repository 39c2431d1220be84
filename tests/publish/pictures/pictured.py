"""Data for pictures: what a small organisation would have."""

from __future__ import annotations

from datetime import date

from grondslag.publish.pictures.bars import Bar, Bars
from grondslag.publish.pictures.flow import Edge, Flow, Node
from grondslag.publish.pictures.matrix import Matrix, Row
from grondslag.publish.pictures.retention import Kept, Retention
from grondslag.publish.pictures.trend import Moment, Trend

BARS = Bars(
    "Uitslagen",
    (
        Bar("Wet", {"violation": 3, "undetermined": 28, "compliant": 141, "not_applicable": 420}),
        Bar("Richtsnoeren", {"undetermined": 4, "compliant": 9, "not_applicable": 12}),
        Bar("HUISREGEL (geen wet)", {"violation": 1, "compliant": 2}, "eisen/"),
    ),
)
TREND = Trend(
    "Verloop",
    (
        *(
            Moment(date(2025, month, 28), {"violation": v, "undetermined": u})
            for month, v, u in ((3, 9, 60), (4, 9, 58), (5, 7, 41), (6, 8, 40))
        ),
        Moment(date(2025, 7, 31), None),
        *(
            Moment(date(2025, month, 28), {"violation": v, "undetermined": u})
            for month, v, u in ((8, 6, 33), (9, 5, 30), (10, 5, 31), (11, 3, 28))
        ),
    ),
)
RETENTION = Retention(
    "Bewaartermijnen",
    (
        Kept("Sollicitatiegegevens", 0.92, "4 weken", "einde van de procedure", "Richtsnoer"),
        Kept("Fiscale administratie", 84, "7 jaar", "einde van het boekjaar", "AWR 52 lid 4"),
        Kept("Personeelsdossier", 24, "2 jaar", "einde van het dienstverband"),
        Kept("Nieuwsbrief", None, "tot u zich afmeldt", ""),
        Kept("Camerabeelden", None, "", "", recorded=False),
        Kept("Archief", 1200, "100 jaar", "aanmaak", href="bewaren/#archief"),
    ),
)
_NAMES = ("Klantenbestand", "Workshops", "Sollicitaties", "Cameratoezicht bij de ingang van het magazijn",
          "Salarisadministratie", "Websitebezoek", "Nieuwsbrief", "Facturatie")  # fmt: skip
_USES = (
    (0, "crm"),
    (1, "mail"),
    (1, "crm"),
    (2, "mail"),
    (3, "host"),
    (4, "loon"),
    (5, "stat"),
    (6, "mail"),
    (7, "crm"),
)
FLOW = Flow(
    "Gegevensstromen",
    ("Organisatie", "Verwerking", "Verwerker", "Subverwerker", "Land"),
    (
        Node("org", "Voorbeeld Machinebouw B.V.", 0),
        *(Node(f"p{i}", name, 1, f"verwerkingen/p{i}/") for i, name in enumerate(_NAMES)),
        *(Node(i, n, 2) for i, n in (
            ("crm", "CloudCRM"), ("mail", "MailBuro"),
            ("host", "Hosting DE"), ("loon", "Loonhuis"), ("stat", "StatTeller"))),
        *(Node(i, n, 3) for i, n in (("big", "BigCloud"), ("relay", "MailRelay"))),
        Node("NL", "Nederland", 4), Node("DE", "Duitsland", 4),
        Node("US", "Verenigde Staten", 4, alert="buiten de EER"),
    ),
    (
        *(Edge("org", f"p{i}") for i in range(len(_NAMES))),
        *(Edge(f"p{i}", to) for i, to in _USES),
        Edge("crm", "big"), Edge("mail", "relay"), Edge("crm", "US", "geen doorgiftegrond"),
        Edge("big", "US", "geen doorgiftegrond"), Edge("relay", "US", "doorgifte"),
        Edge("host", "DE"), Edge("loon", "NL"), Edge("stat", "NL"), Edge("mail", "NL"),
    ),
)  # fmt: skip
MATRIX = Matrix(
    "Eisen en verwerkingen",
    tuple(
        (str(i), name)
        for i, name in enumerate(
            (
                "Geen grondslag",
                "Geen bewaartermijn",
                "Geen overeenkomst",
                "Geen belangenafweging",
                "Doorgifte zonder waarborg",
            )
        )
    ),
    (
        Row(
            "Klantenbestand",
            {"0": "compliant", "1": "violation", "2": "compliant", "4": "undetermined"},
        ),
        Row(
            "Cameratoezicht bij de ingang van het magazijn",
            {"0": "compliant", "1": "undetermined", "3": "violation", "2": "not_applicable"},
            "verwerkingen/camera/",
        ),
        Row(
            "Nieuwsbrief",
            {
                "0": "compliant",
                "1": "compliant",
                "2": "compliant",
                "3": "not_applicable",
                "4": "not_applicable",
            },
        ),
    ),
)
