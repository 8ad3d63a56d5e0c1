"""The sheets that a service of several lines or municipalities needs, and the account of the year."""

from vaktplan.domain.instance import DayPlaces, Municipality, Succession, TypeLimit, YearToDate
from vaktplan.domain.people import Pairing, Supervision
from vaktplan.i18n import N_

from . import words
from .columns import (
    Column,
    Kind,
    Sheet,
    date_column,
    doctor_column,
    hours_column,
    whole_column,
    word_column,
    year_column,
)

MUNICIPALITIES = Sheet(
    "Kommuner",
    "tblKommuner",
    Municipality,
    (
        Column(
            "Kommune",
            "name",
            Kind.TEXT,
            True,
            note=N_("Skrevet som i arkene Leger og Tjenestelinjer."),
            width=20,
        ),
        Column(
            "Andel %",
            "share_percent",
            Kind.PERCENT,
            note=N_("Avtalt del av felles vakt i prosent; til sammen 100. Tom: ingen avtale."),
            limits=(0, 100),
        ),
        Column(
            "Regelbok",
            "book",
            Kind.TEXT,
            note=N_("Regelboken for kommunens egne leger. Tom: den i Oppsett."),
            width=18,
        ),
        Column(
            "Egne røde dager",
            "red_days",
            Kind.DATES,
            note=N_("Datoer, med komma mellom, som er røde på linjer bare denne kommunen har."),
            width=36,
        ),
    ),
)
PAIRINGS = Sheet(
    "Sammen",
    "tblSammen",
    Pairing,
    (
        doctor_column(),
        doctor_column(heading="Annen lege", field="other"),
        word_column(
            "Slag",
            "kind",
            words.PAIRING_KINDS,
            required=True,
            note=N_("alltid med: legen i første kolonne har bare vakt når den andre også er der."),
        ),
        Column(
            "Tjenestelinje",
            "line",
            Kind.LINE,
            note=N_("Id fra arket Tjenestelinjer. Tom: alle linjer."),
            width=16,
        ),
    ),
)
SUPERVISIONS = Sheet(
    "Veiledning",
    "tblVeiledning",
    Supervision,
    (
        doctor_column(N_("Id-en (eller navnet) til den som får veiledning.")),
        doctor_column(heading="Veileder", field="supervisor"),
        Column(
            "Tjenestelinje",
            "line",
            Kind.LINE,
            True,
            note=N_("Linjen med vaktene der de møtes: begge har samme vakt."),
            width=16,
        ),
        hours_column("Timer i måneden", "minutes_a_month", N_("For eksempel 4."), required=True),
    ),
)
SUCCESSIONS = Sheet(
    "Rekkefølger",
    "tblRekkefølger",
    Succession,
    (
        Column("Vakttype", "first", Kind.TYPE, True, note=N_("Id fra arket Vakttyper."), width=16),
        Column(
            "Følges ikke av",
            "then",
            Kind.TYPE,
            True,
            note=N_("Vakttypen samme lege ikke kan ha etterpå."),
            width=16,
        ),
        whole_column(
            "Dager", "days", (0, 14), note=N_("Hvor mange dager etter: 1 er neste dag. Tom: 1."), width=9
        ),
    ),
)
TYPE_LIMITS = Sheet(
    "Vakttak",
    "tblVakttak",
    TypeLimit,
    (
        doctor_column(),
        Column("Vakttype", "shift_type", Kind.TYPE, True, note=N_("Id fra arket Vakttyper."), width=16),
        whole_column(
            "Høyst",
            "most",
            (0, 366),
            True,
            note=N_("Hvor mange vakter av typen legen høyst har i perioden."),
            width=9,
        ),
    ),
)
DAY_PLACES = Sheet(
    "Plasser",
    "tblPlasser",
    DayPlaces,
    (
        date_column("Dato", "date", True, N_("Dager utenfor perioden har ingen virkning.")),
        Column("Vakttype", "shift_type", Kind.TYPE, True, note=N_("Id fra arket Vakttyper."), width=16),
        whole_column(
            "Plasser",
            "places",
            (0, 20),
            True,
            note=N_("Hvor mange leger vakten trenger den dagen. 0: ingen."),
            width=9,
            firm=True,
        ),
    ),
)
_COUNT = (0, 1000000)


def _hours(heading: str, field: str) -> Column:
    return Column(heading, field, Kind.NUMBER, width=11, limits=_COUNT)


YEARS = Sheet(
    "Årsregnskap",
    "tblÅrsregnskap",
    YearToDate,
    (
        doctor_column(N_("Legens id. Én rad for hver lege og hvert år.")),
        year_column(N_("Kalenderåret. Bare det som er før perioden, skal med.")),
        whole_column("Dager til stede", "days_present", (0, 366), note=N_("Dager i tjenesten uten fravær.")),
        whole_column("Dager i arbeid", "days_worked", (0, 366), note=N_("Dager med minst én vakt.")),
        whole_column("Vakter", "duties", _COUNT, note=N_("Vakter utenfor åpningstid, uten bakvakter.")),
        whole_column("Belastning", "load", _COUNT, note=N_("Poeng til sammen.")),
        _hours("Timer tilstede", "hours_on_site"),
        _hours("Timer hjemme", "hours_home"),
        whole_column("Netter", "nights", _COUNT),
        whole_column("Helger", "weekends", _COUNT, note=N_("Vakter som berører en helg.")),
        whole_column("Røde dager", "red_days", _COUNT),
        whole_column("Bakvakter", "bakvakt", _COUNT),
        whole_column("Praksisdager tapt", "practice_lost", _COUNT, width=15),
        whole_column("Ønsker", "wishes_asked", _COUNT),
        whole_column("Ønsker innfridd", "wishes_met", _COUNT),
    ),
)
