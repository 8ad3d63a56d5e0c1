"""The sheets of the workbook: which columns each has, what they hold, and which fact a row becomes."""

from datetime import date

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Carried, FeastWorked, PastShift
from vaktplan.domain.people import Absence, Competence, DutyShare, Exemption, Wish
from vaktplan.i18n import N_

from . import words
from .columns import (
    FACT,
    MEASURE,
    TO_OPEN,
    Column,
    Kind,
    Sheet,
    date_column,
    doctor_column,
    whole_column,
    word_column,
    year_column,
    yes_no_column,
)
from .required import DOCTORS, LINES, SETUP, TYPES
from .service_sheets import (
    DAY_PLACES,
    MUNICIPALITIES,
    PAIRINGS,
    SUCCESSIONS,
    SUPERVISIONS,
    TYPE_LIMITS,
    YEARS,
)


class LockRow(Fact):
    """A row of Låser: the lock names its shift by date and type."""

    doctor: str
    date: date
    shift_type: str


SHARES = Sheet(
    "Vaktandeler",
    "tblVaktandeler",
    DutyShare,
    (
        doctor_column(N_("Legens id. En lege uten rad her har andel 1.")),
        Column(
            "Andel",
            "share",
            Kind.SHARE,
            True,
            note=N_("1 er full andel, 0,5 er halv, 0 er ingen vakt."),
            width=10,
        ),
        date_column("Fra", "first", note=N_("Første dag. Tom celle betyr fra alltid.")),
        date_column("Til", "last", note=TO_OPEN),
    ),
)
COMPETENCE = Sheet(
    "Kompetanse",
    "tblKompetanse",
    Competence,
    (
        doctor_column(N_("Legens id. Én rad for hver lege.")),
        date_column("Autorisasjon", "authorised", note=FACT),
        Column(
            "Spesialiteter",
            "specialties",
            Kind.SPECIALTIES,
            note=N_("allmennmedisin 01.02.2010; samfunnsmedisin 01.01.2015"),
            width=30,
        ),
        date_column(
            "Under spesialisering fra",
            "specialising_since",
            note=N_("Del 2 eller 3 av spesialiseringen, første dag."),
        ),
        date_column("Under spesialisering til", "specialising_until", note=TO_OPEN),
        date_column("Godkjent allmennlege", "approved_gp", note=FACT),
        date_column("LIS1 fullført", "lis1_done", note=FACT),
        date_column("Turnus fullført", "turnus_done", note=FACT),
        date_column("Kurs akuttmedisin", "course_acute", note=FACT),
        date_column("Kurs vold og overgrep", "course_violence", note=FACT),
        date_column(
            "Kurs gjelder til",
            "courses_until",
            note=N_(
                "Bare der kommunen krever repetisjon: siste dag kursene gjelder. Loven har ingen slik frist."
            ),
        ),
        yes_no_column(
            "Overgang 2017", "transition_2017", N_("ja: stilling, hjemmel eller avtale 1. mars 2017.")
        ),
        date_column("30 måneder tjeneste", "service_30_months", note=FACT),
        date_column(
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
        doctor_column(),
        word_column("Type", "kind", words.EXEMPTION_KINDS, required=True),
        word_column("Omfang", "scope", words.SCOPES, required=True, note=N_("Hva legen er fritatt for.")),
        date_column("Fra", "first", True),
        date_column("Til", "last", note=TO_OPEN),
        date_column("Vedtaksdato", "decided"),
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
        doctor_column(),
        date_column("Fra", "first", True),
        date_column("Til", "last", True),
        word_column("Slag", "kind", words.ABSENCE_KINDS, note=N_("Mer enn dette skal ikke stå her.")),
        yes_no_column(
            "Teller som til stede", "counts_as_presence", N_("ja: legen skylder full andel likevel.")
        ),
    ),
)
WISHES = Sheet(
    "Ønsker",
    "tblØnsker",
    Wish,
    (
        doctor_column(),
        word_column("Ønske", "kind", words.WISH_KINDS, required=True),
        whole_column(
            "Styrke", "strength", (1, 5), note=N_("1 (litt) til 5 (svært viktig)."), width=9, firm=True
        ),
        date_column("Fra", "first", note=N_("Første dag. For én dag: samme dato i Til.")),
        date_column("Til", "last", note=TO_OPEN),
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
        doctor_column(),
        date_column("Dato", "date", True, N_("Vakter før perioden: de siste ukene er nok.")),
        Column("Vakttype", "shift_type", Kind.TYPE, True),
    ),
)
FEASTS = Sheet(
    "Høytider",
    "tblHøytider",
    FeastWorked,
    (
        doctor_column(),
        word_column("Høytid", "feast", words.FEASTS, required=True),
        year_column(N_("For nyttår: året til 31. desember.")),
    ),
)
CARRIED = Sheet(
    "Regnskap",
    "tblRegnskap",
    Carried,
    (
        doctor_column(),
        Column("Belastning", "load", Kind.NUMBER, note=MEASURE),
        Column("Netter", "nights", Kind.NUMBER, note=MEASURE),
        Column("Helger", "weekends", Kind.NUMBER, note=MEASURE),
        Column("Høytider", "feasts", Kind.NUMBER, note=MEASURE),
        Column("Bakvakter", "bakvakt", Kind.NUMBER, note=MEASURE),
        whole_column(
            "Vakter utført",
            "duties_done",
            (0, 100000),
            note=N_("Hvor mange legevakter legen har hatt til nå."),
            width=14,
        ),
    ),
)
LOCKS = Sheet(
    "Låser",
    "tblLåser",
    LockRow,
    (
        doctor_column(),
        date_column("Dato", "date", True, N_("En dag i perioden.")),
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
    MUNICIPALITIES,
    PAIRINGS,
    SUPERVISIONS,
    SUCCESSIONS,
    TYPE_LIMITS,
    DAY_PLACES,
    YEARS,
)
INSTRUCTIONS, LISTS, FAULTS = "Instruks", "Lister", "Feil"
LISTS_MARK = "vaktplan: lister"
TEMPLATE_VERSION = 3
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
