"""The sheets that every workbook must have: Oppsett, Tjenestelinjer, Vakttyper and Leger."""

from vaktplan.domain.base import Fact
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Line, ShiftType
from vaktplan.i18n import N_

from . import words
from .columns import (
    TO_OPEN,
    Column,
    Kind,
    Sheet,
    date_column,
    hours_column,
    whole_column,
    word_column,
    yes_no_column,
)


class SetupRow(Fact):
    """A row of Oppsett."""

    field: str
    value: str


SETUP = Sheet(
    "Oppsett",
    "tblOppsett",
    SetupRow,
    (
        Column("Felt", "field", Kind.TEXT, True, note=N_("Ikke endre denne kolonnen."), width=20),
        Column("Verdi", "value", Kind.ANY, False, note=N_("Skriv verdien her."), width=28),
    ),
    True,
)
SETUP_FIELDS = (
    Column("Kommune", "municipality", Kind.TEXT, True),
    Column("Enhet", "unit", Kind.TEXT),
    Column("Periode fra", "first", Kind.DATE, True),
    Column("Periode til", "last", Kind.DATE, True),
    Column("Regelbok", "book", Kind.TEXT, True),
    Column("Praksis starter", "practice_start", Kind.CLOCK),
    Column("Praksis slutter", "practice_end", Kind.CLOCK),
    date_column(
        "Drøftes", "discussed", note=N_("Dagen vaktplanen drøftes med de tillitsvalgte. Kan stå tom.")
    ),
    date_column("Publiseres", "published", note=N_("Dagen vaktplanen gjøres kjent. Kan stå tom.")),
)
LINES = Sheet(
    "Tjenestelinjer",
    "tblTjenestelinjer",
    Line,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som de andre arkene viser til.")),
        Column("Navn", "name", Kind.TEXT, True, width=22),
        word_column("Slag", "kind", words.LINE_KINDS, required=True),
        yes_no_column("Utenfor åpningstid", "out_of_hours", N_("ja: fritak og rettferdig andel gjelder.")),
        Column(
            "Roller",
            "roles",
            Kind.WORDS,
            False,
            words.ROLES,
            N_("Hvem som kan ha linjen, med komma mellom. Tom: alle."),
            28,
        ),
        Column("Kommuner", "municipalities", Kind.TEXTS, note=N_("Med komma mellom. Tom: alle."), width=20),
        Column(
            "Pulje",
            "pool",
            Kind.TEXT,
            note=N_("Linjer med samme pulje fordeles for seg. Tom: sammen med de andre linjene."),
        ),
        yes_no_column(
            "SFS 2305",
            "sfs",
            N_("ja: unntaket i SFS 2305 3.2-3.3 gjelder. Tom: ja for legevakt, tilkalling og bakvakt."),
        ),
    ),
    True,
)
TYPES = Sheet(
    "Vakttyper",
    "tblVakttyper",
    ShiftType,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som de andre arkene viser til.")),
        Column("Navn", "name", Kind.TEXT, True, width=22),
        Column("Tjenestelinje", "line", Kind.LINE, True, note=N_("Id fra arket Tjenestelinjer."), width=16),
        Column("Fra", "start", Kind.CLOCK, True, note=N_("Klokkeslett, for eksempel 23:00."), width=9),
        Column(
            "Til",
            "end",
            Kind.CLOCK,
            True,
            note=N_("Er slutten ikke senere enn starten, er den neste dag."),
            width=9,
        ),
        Column(
            "Dager",
            "day_classes",
            Kind.WORDS,
            True,
            words.DAY_CLASSES,
            N_("hverdag, helgeaften, lørdag, rød dag; med komma mellom."),
            34,
        ),
        whole_column(
            "Plasser", "places", (1, 20), note=N_("Hvor mange leger vakten trenger (1-20)."), width=9
        ),
        word_column("Sted", "on_site", words.PLACES, note=N_("tilstede: tilstedevakt. hjemme: hjemmevakt.")),
        whole_column("Poeng", "load", (0, 100), note=N_("Belastning, hele poeng (0-100)."), width=9),
        word_column(
            "Krever",
            "need",
            words.NEEDS,
            note=N_("bakvaktkompetent: vakten bemannes bare når noen trenger bakvakt."),
        ),
        Column("Bokstav", "letter", Kind.TEXT, note=N_("Koden på den trykte vaktplanen."), width=10),
        Column(
            "Ukedager",
            "weekdays",
            Kind.WORDS,
            False,
            words.WEEKDAYS,
            N_("For eksempel ma,ti. Tom: alle dager som kolonnen Dager nevner."),
            14,
        ),
        Column(
            "Uker i måneden",
            "in_month",
            Kind.ORDINALS,
            note=N_("1,3: bare den første og tredje slike ukedagen i måneden. Tom: alle."),
        ),
        Column("Hus", "house", Kind.TEXT, note=N_("Sykehjemmet eller stasjonen."), width=16),
        Column(
            "Avdeling",
            "ward",
            Kind.ID,
            note=N_("Der samme lege er ønsket. Navnet må være unikt også på tvers av hus."),
            width=16,
        ),
        Column("Blokk", "block", Kind.TEXT, note=N_("Vakter med samme blokk i en helg hører sammen.")),
        yes_no_column("Tilbud", "optional", N_("ja: vakten kan stå tom uten å være udekket. Tom: nei.")),
    ),
    True,
)
_AS_THE_BOOK = N_("Legens egen grense. Tom: som regelboken sier.")


DOCTORS = Sheet(
    "Leger",
    "tblLeger",
    Doctor,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som de andre arkene viser til."), width=12),
        Column("Navn", "name", Kind.TEXT, True, width=24),
        date_column("Født", "born", True),
        Column(
            "Roller", "roles", Kind.WORDS, False, words.ROLES, N_("Én eller flere, med komma mellom."), 22
        ),
        Column("Kommune", "municipality", Kind.TEXT, note=N_("Tom: kommunen i Oppsett."), width=16),
        Column(
            "Stillingsprosent",
            "position_percent",
            Kind.PERCENT,
            note=N_("Prosent, for eksempel 100 eller 50."),
            width=17,
            limits=(0, 200),
        ),
        Column("Kontor", "office", Kind.TEXT, width=18),
        Column(
            "Tjenestelinjer",
            "lines",
            Kind.LINES,
            note=N_("Id-ene legen kan ha vakt på, med komma mellom."),
            width=26,
        ),
        word_column(
            "Hvileregler",
            "rest_profile",
            words.REST_PROFILES,
            note=N_("sfs: legevakt etter SFS 2305. aml: 11 timer. aml etter avtale: 8 timer."),
        ),
        Column(
            "Praksisdager",
            "practice_weekdays",
            Kind.WORDS,
            False,
            words.WEEKDAYS,
            N_("Dager med egen praksis: ma,ti,on,to,fr"),
            16,
        ),
        word_column(
            "Aldersfritak krevd",
            "age_claim",
            words.SCOPES,
            note=N_("Fylles ut når legen krever fritak etter fylte 60 år."),
        ),
        date_column("Fra", "first_day", note=N_("Første dag i kommunens tjeneste. Tom: fra alltid.")),
        date_column("Til", "last_day", note=TO_OPEN),
        Column(
            "Andre timer",
            "other_hours",
            Kind.NUMBER,
            note=N_("Timer i uken av stillingen som vaktplanen ikke viser (0-60)."),
            limits=(0, 60),
        ),
        Column(
            "Avdelinger",
            "wards",
            Kind.TEXTS,
            note=N_("Avdelingene der legen er den faste, med komma mellom."),
            width=22,
        ),
        hours_column("Timer minst", "min_minutes", N_("Vakttimer i perioden, minst. Tom: ingen grense.")),
        hours_column("Timer høyst", "max_minutes", N_("Vakttimer i perioden, høyst. Tom: ingen grense.")),
        *(
            whole_column(heading, field, (1, 366), note=_AS_THE_BOOK, width=15)
            for heading, field in (
                ("Dager på rad minst", "min_run"),
                ("Dager på rad høyst", "max_run"),
                ("Fridager på rad minst", "min_rest_run"),
                ("Fridager på rad høyst", "max_rest_run"),
            )
        ),
        whole_column("Helger høyst", "max_weekends", (0, 366), note=_AS_THE_BOOK, width=15),
    ),
    True,
)
