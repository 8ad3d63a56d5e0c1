"""The sheets of the workbook: which columns each has, what they hold, and which fact a row becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Carried, FeastWorked, PastShift
from vaktplan.domain.people import Absence, Competence, Doctor, DutyShare, Exemption, Wish
from vaktplan.domain.shifts import Line, ShiftType
from vaktplan.i18n import N_

from . import words


class Kind(StrEnum):
    """What a column holds."""

    ANY = "any"  # the cell itself
    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    YES_NO = "yes-no"
    WHOLE = "whole"
    NUMBER = "number"
    SHARE = "share"  # "ingen" too
    PERCENT = "percent"
    DATE = "date"
    CLOCK = "clock"
    SPECIALTIES = "specialties"
    DOCTOR = "doctor"
    LINE = "line"
    LINES = "lines"
    TYPE = "type"


@dataclass(frozen=True)
class Column:
    """A column: its heading in the file, the field it becomes, and help for whoever fills it in."""

    heading: str
    field: str
    kind: Kind
    required: bool = False
    words: Mapping[str, object] | None = None
    note: str = ""
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its table, its columns, and the fact that each row becomes."""

    name: str
    table: str
    model: type[Fact]
    columns: tuple[Column, ...]
    required: bool = False

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(c for c in self.columns if c.field == field)


class SetupRow(Fact):
    """A row of Oppsett."""

    field: str
    value: str


class LockRow(Fact):
    """A row of Låser: the lock names its shift by date and type."""

    doctor: str
    date: date
    shift_type: str


def _doctor(note: str = N_("Legens id (eller navn) fra arket Leger.")) -> Column:
    return Column("Lege", "doctor", Kind.DOCTOR, True, note=note, width=16)


def _word(
    heading: str, field: str, among: Mapping[str, object], *, required: bool = False, note: str = ""
) -> Column:
    return Column(heading, field, Kind.WORD, required, among, note, max(12, *(len(w) + 3 for w in among)))


def _date(heading: str, field: str, required: bool = False, note: str = "") -> Column:
    return Column(heading, field, Kind.DATE, required, note=note, width=13)


def _yes_no(heading: str, field: str, note: str = "") -> Column:
    return Column(heading, field, Kind.YES_NO, words=words.YES_NO, note=note, width=15)


_TO_OPEN = N_("Siste dag. Tom celle betyr uten slutt.")
_FACT = N_("Første dag dette gjelder. Tom celle betyr at det ikke gjelder.")
_MEASURE = N_("Det legen skylder (+) eller har til gode (−) fra før, i måltallets egen enhet.")

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
)
LINES = Sheet(
    "Tjenestelinjer",
    "tblTjenestelinjer",
    Line,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som de andre arkene viser til.")),
        Column("Navn", "name", Kind.TEXT, True, width=22),
        _word("Slag", "kind", words.LINE_KINDS, required=True),
        _yes_no("Utenfor åpningstid", "out_of_hours", N_("ja: fritak og rettferdig andel gjelder.")),
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
        Column("Plasser", "places", Kind.WHOLE, note=N_("Hvor mange leger vakten trenger (1-20)."), width=9),
        _word("Sted", "on_site", words.PLACES, note=N_("tilstede: tilstedevakt. hjemme: hjemmevakt.")),
        Column("Poeng", "load", Kind.WHOLE, note=N_("Belastning, hele poeng (0-100)."), width=9),
        _word(
            "Krever",
            "need",
            words.NEEDS,
            note=N_("bakvaktkompetent: vakten bemannes bare når noen trenger bakvakt."),
        ),
        Column("Bokstav", "letter", Kind.TEXT, note=N_("Koden på den trykte vaktplanen."), width=10),
    ),
    True,
)
DOCTORS = Sheet(
    "Leger",
    "tblLeger",
    Doctor,
    (
        Column("Id", "id", Kind.ID, True, note=N_("Kort nøkkel som de andre arkene viser til."), width=12),
        Column("Navn", "name", Kind.TEXT, True, width=24),
        _date("Født", "born", True),
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
        ),
        Column("Kontor", "office", Kind.TEXT, width=18),
        Column(
            "Tjenestelinjer",
            "lines",
            Kind.LINES,
            note=N_("Id-ene legen kan ha vakt på, med komma mellom."),
            width=26,
        ),
        _word(
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
        _word(
            "Aldersfritak krevd",
            "age_claim",
            words.SCOPES,
            note=N_("Fylles ut når legen krever fritak etter fylte 60 år."),
        ),
    ),
    True,
)
SHARES = Sheet(
    "Vaktandeler",
    "tblVaktandeler",
    DutyShare,
    (
        _doctor(N_("Legens id. En lege uten rad her har andel 1.")),
        Column(
            "Andel",
            "share",
            Kind.SHARE,
            True,
            note=N_("1 er full andel, 0,5 er halv, 0 er ingen vakt."),
            width=10,
        ),
        _date("Fra", "first", note=N_("Første dag. Tom celle betyr fra alltid.")),
        _date("Til", "last", note=_TO_OPEN),
    ),
)
COMPETENCE = Sheet(
    "Kompetanse",
    "tblKompetanse",
    Competence,
    (
        _doctor(N_("Legens id. Én rad for hver lege.")),
        _date("Autorisasjon", "authorised", note=_FACT),
        Column(
            "Spesialiteter",
            "specialties",
            Kind.SPECIALTIES,
            note=N_("allmennmedisin 01.02.2010; samfunnsmedisin 01.01.2015"),
            width=30,
        ),
        _date(
            "Under spesialisering fra",
            "specialising_since",
            note=N_("Del 2 eller 3 av spesialiseringen, første dag."),
        ),
        _date("Under spesialisering til", "specialising_until", note=_TO_OPEN),
        _date("Godkjent allmennlege", "approved_gp", note=_FACT),
        _date("LIS1 fullført", "lis1_done", note=_FACT),
        _date("Turnus fullført", "turnus_done", note=_FACT),
        _date("Kurs akuttmedisin", "course_acute", note=_FACT),
        _date("Kurs vold og overgrep", "course_violence", note=_FACT),
        _yes_no("Overgang 2017", "transition_2017", N_("ja: stilling, hjemmel eller avtale 1. mars 2017.")),
        _date("30 måneder tjeneste", "service_30_months", note=_FACT),
        _date(
            "Vakterfaring",
            "duty_experience",
            note=N_("Dagen legen hadde ett år som allmennlege eller 40 legevakter."),
        ),
    ),
)
EXEMPTIONS = Sheet(
    "Fritak",
    "tblFritak",
    Exemption,
    (
        _doctor(),
        _word("Type", "kind", words.EXEMPTION_KINDS, required=True),
        _word("Omfang", "scope", words.SCOPES, required=True, note=N_("Hva legen er fritatt for.")),
        _date("Fra", "first", True),
        _date("Til", "last", note=_TO_OPEN),
        _date("Vedtaksdato", "decided"),
        Column(
            "Saksnummer",
            "case",
            Kind.TEXT,
            note=N_("Bare nummeret. Hvorfor legen har fritak, skal ikke stå her."),
            width=16,
        ),
    ),
)
ABSENCES = Sheet(
    "Fravær",
    "tblFravær",
    Absence,
    (
        _doctor(),
        _date("Fra", "first", True),
        _date("Til", "last", True),
        _word("Slag", "kind", words.ABSENCE_KINDS, note=N_("Mer enn dette skal ikke stå her.")),
        _yes_no("Teller som til stede", "counts_as_presence", N_("ja: legen skylder full andel likevel.")),
    ),
)
WISHES = Sheet(
    "Ønsker",
    "tblØnsker",
    Wish,
    (
        _doctor(),
        _word("Ønske", "kind", words.WISH_KINDS, required=True),
        Column("Styrke", "strength", Kind.WHOLE, note=N_("1 (litt) til 5 (svært viktig)."), width=9),
        _date("Fra", "first", note=N_("Første dag. For én dag: samme dato i Til.")),
        _date("Til", "last", note=_TO_OPEN),
        Column("Vakttype", "shift_type", Kind.TYPE, note=N_("Tom: alle vakttyper."), width=14),
        Column(
            "Ukedager",
            "weekdays",
            Kind.WORDS,
            False,
            words.WEEKDAYS,
            N_("For eksempel ma,ti. Tom: alle dager."),
            14,
        ),
    ),
)
HISTORY = Sheet(
    "Historikk",
    "tblHistorikk",
    PastShift,
    (
        _doctor(),
        _date("Dato", "date", True, N_("Vakter før perioden: de siste ukene er nok.")),
        Column("Vakttype", "shift_type", Kind.TYPE, True),
    ),
)
FEASTS = Sheet(
    "Høytider",
    "tblHøytider",
    FeastWorked,
    (
        _doctor(),
        _word("Høytid", "feast", words.FEASTS, required=True),
        Column("År", "year", Kind.WHOLE, True, note=N_("For nyttår: året til 31. desember."), width=9),
    ),
)
CARRIED = Sheet(
    "Regnskap",
    "tblRegnskap",
    Carried,
    (
        _doctor(),
        Column("Belastning", "load", Kind.NUMBER, note=_MEASURE),
        Column("Netter", "nights", Kind.NUMBER, note=_MEASURE),
        Column("Helger", "weekends", Kind.NUMBER, note=_MEASURE),
        Column("Høytider", "feasts", Kind.NUMBER, note=_MEASURE),
        Column("Bakvakter", "bakvakt", Kind.NUMBER, note=_MEASURE),
        Column(
            "Vakter utført",
            "duties_done",
            Kind.WHOLE,
            note=N_("Hvor mange legevakter legen har hatt til nå."),
        ),
    ),
)
LOCKS = Sheet(
    "Låser",
    "tblLåser",
    LockRow,
    (
        _doctor(),
        _date("Dato", "date", True, N_("En dag i perioden.")),
        Column("Vakttype", "shift_type", Kind.TYPE, True),
    ),
)
SHEETS = (
    SETUP,
    LINES,
    TYPES,
    DOCTORS,
    SHARES,
    COMPETENCE,
    EXEMPTIONS,
    ABSENCES,
    WISHES,
    HISTORY,
    FEASTS,
    CARRIED,
    LOCKS,
)
INSTRUCTIONS, LISTS, FAULTS = "Instruks", "Lister", "Feil"
LISTS_MARK = "vaktplan: lister"
TEMPLATE_VERSION = 1
REASON_HEADINGS = (
    "grunn",
    "årsak",
    "aarsak",
    "diagnose",
    "begrunnelse",
    "sykdom",
    "sykmeld",
    "helse",
    "gravid",
    "kommentar",
    "merknad",
    "notat",
    "fordi",
    "hvorfor",
)
