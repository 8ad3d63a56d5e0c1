"""The sheets that a plan for the doctors is worked out from: their columns, and which fact a row becomes."""

from collections.abc import Mapping

from vaktplan.domain.base import Fact
from vaktplan.i18n import N_
from vaktplan.planning import facts as f

from .columns import TO_OPEN, Column, Kind, Sheet, date_column, whole_column, word_column

_YES_NO: Mapping[str, object] = {"ja": True, "nei": False}
TRAINEE_KINDS: Mapping[str, object] = {"LIS1": f.TraineeKind.LIS1, "LIS3": f.TraineeKind.LIS3}
PLACE_KINDS: Mapping[str, object] = {
    "legekontor": f.PlaceKind.PRACTICE,
    "sykehjem": f.PlaceKind.NURSING_HOME,
    "sykehus": f.PlaceKind.HOSPITAL,
    "permisjon": f.PlaceKind.LEAVE,
}
COST_KINDS: Mapping[str, object] = {
    "engang": f.CostKind.ONCE,
    "årlig": f.CostKind.YEARLY,
    "ingen": f.CostKind.NONE,
    "ukjent": f.CostKind.UNKNOWN,
}
MAIN, LOW, HIGH = "hovedalternativet", "lav", "høy"
ALTERNATIVES: Mapping[str, object] = {MAIN: MAIN, LOW: LOW, HIGH: HIGH}
LARGEST_LIST = 2500
_PEOPLE, _YEARS, _KR = (0, 2_000_000), (1990, 2199), (0, 10_000_000_000)


class Input(Fact):
    """A row of Plantall inn: a further single number, by its key."""

    id: str
    value: float


class FieldRow(Fact):
    """A row of Planoppsett."""

    field: str
    value: str


def _number(heading: str, field: str, required: bool = False, note: str = "", width: int = 12) -> Column:
    return Column(heading, field, Kind.NUMBER, required, note=note, width=width)


def _yes_no(heading: str, field: str, note: str) -> Column:
    return Column(heading, field, Kind.YES_NO, words=_YES_NO, note=note, width=15)


def _fte(heading: str, field: str, required: bool = False, note: str = "") -> Column:
    return _number(heading, field, required, note or N_("Årsverk med desimaler: 0,6 er 60 prosent stilling."))


SETUP = Sheet(
    "Planoppsett",
    "tblPlanoppsett",
    FieldRow,
    (
        Column("Felt", "field", Kind.TEXT, True, note=N_("Ikke endre denne kolonnen."), width=30),
        Column("Verdi", "value", Kind.ANY, False, note=N_("Skriv verdien her."), width=28),
        Column("Forklaring", "help", Kind.ANY, width=60),
    ),
    True,
)
SETUP_FIELDS = (
    Column("Kommune", "municipality", Kind.TEXT, True),
    date_column("Statusdato", "status_on", True, N_("Dagen tallene i arkene gjelder for.")),
    whole_column("Innbyggere", "residents", _PEOPLE, True, note=N_("Antall innbyggere på statusdatoen.")),
    whole_column(
        "Første år", "first_year", _YEARS, True, firm=True, note=N_("Første år planen ser fram til.")
    ),
    whole_column("Siste år", "last_year", _YEARS, True, firm=True, note=N_("Siste år planen ser fram til.")),
    whole_column(
        "Listelengde som mål",
        "list_length_goal",
        (200, 2500),
        note=N_("Pasienter på en liste når målet er nådd."),
    ),
    Column("Ledig andel som mål", "free_goal", Kind.SHARE, note=N_("Som 7 % eller 0,07. Tom: som i normen.")),
    whole_column(
        "På liste i annen kommune",
        "listed_elsewhere",
        _PEOPLE,
        note=N_("Innbyggere med fastlege i en annen kommune."),
    ),
    whole_column(
        "På venteliste", "waiting", _PEOPLE, note=N_("Innbyggere som venter på å få bytte fastlege.")
    ),
    whole_column(
        "Aldersgrense",
        "retire_at",
        (50, 80),
        note=N_("Alder fastlegene slutter ved. Tom: som i forskriften."),
    ),
    whole_column(
        "Måneder å rekruttere",
        "recruiting_months",
        (0, 60),
        note=N_("Fra hjemmelen er ledig til legen er i gang."),
    ),
    _number(
        "Uker korttidsopphold", "stay_weeks", note=N_("Der en enhet ikke har eget tall. Tom: som i normen.")
    ),
    _number(
        "Timer veiledning LIS3", "supervision_hours", note=N_("I måneden for hver LIS3. Tom: som i normen.")
    ),
    whole_column("LIS1-stillinger", "lis1_posts", (0, 500), note=N_("Stillinger kommunen har samtidig.")),
    _number("Legevakter i året", "duties_a_year", note=N_("Vakter hver lege bør ha. Tom: som i normen.")),
    _number("Basistilskudd", "grant_per_patient", note=N_("Kroner for hver pasient på liste i året.")),
)
HJEMLER = Sheet(
    "Hjemler",
    "tblHjemler",
    f.Hjemmel,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel for hjemmelen, aldri legens navn.")),
        Column("Legekontor", "office", Kind.TEXT, width=30),
        date_column("Født", "born", note=N_("Tom: hjemmelen er ledig.")),
        _yes_no("Kvinne", "woman", N_("Tom: ikke oppgitt.")),
        _yes_no("Spesialist", "specialist", N_("ja: spesialist i allmennmedisin.")),
        whole_column("Listelengde", "list_length", (0, LARGEST_LIST), True, note=N_("Pasienter på listen.")),
        whole_column(
            "Listetak", "list_cap", (0, LARGEST_LIST), True, note=N_("Så mange listen har plass til.")
        ),
        date_column("Fra", "first", note=N_("Første dag. Tom celle betyr fra alltid.")),
        date_column("Til", "last", note=N_("Siste dag, når den er kjent før aldersgrensen.")),
    ),
    True,
)
HOUSES = Sheet(
    "Sykehjem",
    "tblSykehjem",
    f.House,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som Enheter viser til.")),
        Column("Navn", "name", Kind.TEXT, True, width=30),
        _fte("Årsverk lege", "fte", True, N_("Legeårsverk i dag, med desimaler.")),
        whole_column("Plasser", "places", _PEOPLE, note=N_("Samlet, der kommunen selv oppgir det.")),
        whole_column(
            "Kjøpte plasser", "bought", _PEOPLE, note=N_("Plasser kommunen betaler for, der det er færre.")
        ),
        whole_column("Planlagte plasser", "planned_places", _PEOPLE, width=13),
        _fte("Årsverk spesialist", "specialists", note=N_("Del av årsverkene som spesialister har.")),
    ),
)
UNITS = Sheet(
    "Enheter",
    "tblEnheter",
    f.Unit,
    (
        Column("Sykehjem", "house", Kind.TEXT, True, note=N_("Id eller navn fra arket Sykehjem."), width=18),
        Column("Enhet", "name", Kind.TEXT, True, width=38),
        whole_column("Plasser", "places", _PEOPLE, True),
        whole_column(
            "Korttid", "short", _PEOPLE, True, note=N_("Av plassene: korttid og avlastning. 0: ingen.")
        ),
        whole_column("Planlagt korttid", "planned_short", _PEOPLE, note=N_("Tom: som i dag.")),
        _number("Dager korttid", "stay_days", note=N_("Dager et korttidsopphold varer i snitt.")),
    ),
)
POSTS = Sheet(
    "Årsverk",
    "tblÅrsverk",
    f.Post,
    (
        Column("Id", "id", Kind.ID, True, width=18),
        Column("Funksjon", "function", Kind.TEXT, True, width=42),
        _fte("Årsverk", "fte", True),
        _yes_no("Ansatt", "employed", N_("nei: fastleger gjør arbeidet. Tom: ja.")),
        _yes_no("Medregnet", "counted", N_("nei: planens egen sum har den ikke med. Tom: ja.")),
        _fte("Planlagte årsverk", "planned_fte", note=N_("Tom: som i dag.")),
    ),
)
SERVICES = Sheet(
    "LIS-løp",
    "tblLISløp",
    f.Service,
    (
        Column("Id", "trainee", Kind.ID, True, note=N_("Kort nøkkel, aldri navn. En rad for hvert sted.")),
        word_column("Del", "kind", TRAINEE_KINDS, required=True),
        word_column("Sted", "place", PLACE_KINDS, required=True),
        Column("Hvor", "where", Kind.TEXT, width=28),
        date_column("Fra", "first", True),
        date_column("Til", "last", True),
        Column("Prosent", "percent", Kind.PERCENT, note=N_("Stilling: 100 eller 50. Tom: 100."), width=10),
        Column("Veileder", "supervisor", Kind.TEXT, note=N_("Id fra arket Veiledere. Tom: ingen ennå.")),
    ),
)
SUPERVISORS = Sheet(
    "Veiledere",
    "tblVeiledere",
    f.Supervisor,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel, aldri navn.")),
        _yes_no("Spesialist", "specialist", N_("ja: spesialist i allmennmedisin. Tom: ja.")),
        whole_column("Antall", "capacity", (0, 20), note=N_("Hvor mange veilederen tar samtidig. Tom: 1.")),
        date_column("Fra", "first"),
        date_column("Til", "last", note=TO_OPEN),
    ),
)
PROJECTIONS = Sheet(
    "Framskriving",
    "tblFramskriving",
    f.Projection,
    (
        whole_column("År", "year", _YEARS, True, firm=True, width=9),
        word_column("Alternativ", "alternative", ALTERNATIVES, required=True),
        whole_column(
            "Innbyggere",
            "residents",
            _PEOPLE,
            True,
            note=N_("31. desember: SSBs tall for 1. januar året etter."),
        ),
    ),
)
MEASURES = Sheet(
    "Tiltak",
    "tblTiltak",
    f.Measure,
    (
        whole_column("Nr", "number", (1, 999), True, width=7),
        Column("Mål", "goal", Kind.TEXT, True, width=40),
        Column("Tiltak", "measure", Kind.TEXT, True, width=50),
        whole_column("År", "year", _YEARS, firm=True, width=9),
        word_column("Kostnad", "kind", COST_KINDS, note=N_("Tom: ukjent, altså må beregnes.")),
        Column(
            "Kr fra",
            "low",
            Kind.NUMBER,
            limits=_KR,
            note=N_("Hele kroner. Samme tall i Kr til når det er kjent."),
        ),
        Column("Kr til", "high", Kind.NUMBER, limits=_KR),
        _number("Årsverk", "fte"),
        Column("Presisering", "note", Kind.TEXT, width=36),
    ),
)
PRINTED = Sheet(
    "Plantall",
    "tblPlantall",
    f.Printed,
    (
        Column(
            "Nøkkel",
            "key",
            Kind.ID,
            True,
            note=N_("Tallet det skal være lik, for eksempel hjemler.mean-list."),
            width=30,
        ),
        _number("Tall", "value", True, N_("Slik planen skriver det.")),
        whole_column("Desimaler", "digits", (0, 6), note=N_("Hvor mange planen skriver. Tom: ingen.")),
        _number("Trinn", "step", note=N_("0,5 når planen teller i halve. Tom: i desimaler.")),
        _yes_no("Omtrent", "about", N_("ja: planen skriver «ca.» eller «i overkant av».")),
        Column("Kapittel", "chapter", Kind.TEXT),
        Column("Tekst", "text", Kind.TEXT, width=60),
    ),
)
INPUTS = Sheet(
    "Plantall inn",
    "tblPlantallinn",
    Input,
    (
        Column("Nøkkel", "id", Kind.ID, True, width=34),
        _number("Tall", "value", True, N_("Et enkelttall som regnestykkene bruker.")),
    ),
)
TABLES = (HJEMLER, HOUSES, UNITS, POSTS, SERVICES, SUPERVISORS, PROJECTIONS, MEASURES, PRINTED, INPUTS)
FIELDS: Mapping[str, str] = {  # of the facts, by sheet
    HJEMLER.name: "hjemler",
    HOUSES.name: "houses",
    UNITS.name: "units",
    POSTS.name: "posts",
    SERVICES.name: "services",
    SUPERVISORS.name: "supervisors",
    PROJECTIONS.name: "projections",
    MEASURES.name: "measures",
    PRINTED.name: "printed",
}
PLANNING_SHEETS = (SETUP, *TABLES)
