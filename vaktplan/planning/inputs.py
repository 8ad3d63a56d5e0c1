"""The single numbers of a plan that have no sheet of their own: key, title, unit and chapter of the plan."""

from vaktplan.i18n import N_

SERVICES = {
    "institution": N_("helse- og omsorgstjenester i institusjon"),
    "premises": N_("institusjonslokaler"),
    "home": N_("tjenester til hjemmeboende"),
    "activity": N_("aktivisering og servicetjenester"),
    "acute": N_("akutthjelp"),
}
YEARS = (2017, 2018, 2019)

TITLES: dict[str, tuple[str, str, str]] = {
    "lis.plan-supervision-hours": (N_("Veiledning av LIS-3 i måneden, slik planen sier"), "hours", "5.2"),
    "sykehjem.plan-stay-weeks": (
        N_("Gjennomsnittlig liggetid i korttidsplasser, slik planen sier"),
        "weeks",
        "3.1",
    ),
    "sykehjem.deaths": (N_("Dødsfall i langtidsplasser på et år"), "persons", "3.1"),
    "sykehjem.oehd-now": (N_("Legeårsverk i ØHD og intermediær i dag"), "posts", "3.2"),
    "sykehjem.oehd-needed": (N_("Legeårsverk i ØHD og intermediær, minst"), "posts", "3.2"),
    "sykehjem.stay-over-360": (N_("Pasienter med liggetid over 360 døgn"), "persons", "3.1"),
    "sykehjem.stay-200-360": (N_("Pasienter med liggetid 200-360 døgn"), "persons", "3.1"),
    "sykehjem.stay-100-200": (N_("Pasienter med liggetid 100-200 døgn"), "persons", "3.1"),
    "sykehjem.stay-50-100": (N_("Pasienter med liggetid 50-100 døgn"), "persons", "3.1"),
    "sykehjem.stay-under-50": (N_("Pasienter med liggetid under 50 døgn"), "persons", "3.1"),
    "penger.grant-before": (N_("Basistilskudd per innbygger før endringen"), "kr", "9"),
    "penger.grant-now": (N_("Basistilskudd per innbygger nå"), "kr", "9"),
    "penger.local-grant-share": (N_("Kommunalt tillegg, andel av basistilskuddet"), "times", "9"),
    "penger.grant-list": (N_("Pasienter som tillegget gis for, per lege"), "persons", "9"),
    "penger.contracts-about": (N_("Hjemler som tillegget er aktuelt for"), "contracts", "9"),
    "penger.locum-month": (N_("Vikar fra byrå, per lege og måned"), "kr", "9"),
    "penger.locum-share": (N_("Andel av hjemlene som dekkes av vikar"), "times", "9"),
    "penger.salary-low": (N_("Fastlønnsstilling, netto per år, lavt"), "kr", "9"),
    "penger.salary-high": (N_("Fastlønnsstilling, netto per år, høyt"), "kr", "9"),
    "penger.alis-grant": (N_("ALIS-tilskudd per lege og år"), "kr", "9"),
    "penger.alis-local-share": (N_("Kommunens andel av ALIS-tilskuddet"), "times", "9"),
    "penger.alis-years": (N_("År med ALIS-tilskudd"), "years", "9"),
    "penger.board": (N_("Behandling i Nasjonal nemnd, delt likt mellom to parter"), "kr", "9"),
    "penger.duty-doctor": (N_("Ansatt legevaktlege, kommunens kostnad i året"), "kr", ""),
    "vakt.day-hours": (N_("Timer daglegevakt på en hverdag"), "hours", "4.1"),
    "vakt.weekdays": (N_("Hverdager i året"), "number", ""),
    "vakt.other-days": (N_("Lørdager, søndager og helligdager i året"), "number", ""),
    "vakt.on-site-weekday": (N_("Tilstedevakter på en hverdag utenom daglegevakt"), "shifts", "4.1"),
    "vakt.on-site-other": (N_("Tilstedevakter på andre dager"), "shifts", "4.1"),
    "vakt.on-call-weekday": (N_("Tilkallingsvakter på en hverdag"), "shifts", "4.1"),
    "vakt.on-call-other": (N_("Tilkallingsvakter på andre dager"), "shifts", "4.1"),
    **{f"sykehjem.admissions-{y}": (N_("Innleggelser i året"), "stays", "3.1") for y in range(2015, 2041)},
    **{
        f"sykehjem.from-hospital-{y}": (N_("Innleggelser fra sykehuset i året"), "stays", "3.1")
        for y in range(2015, 2041)
    },
    **{f"ndu.own-{key}": (N_("Netto driftsutgift per innbygger, kommunen"), "kr", "1.2") for key in SERVICES},
    **{
        f"ndu.group-{key}": (N_("Netto driftsutgift per innbygger, kostragruppen"), "kr", "1.2")
        for key in SERVICES
    },
    **{
        f"ndu.millions-{year}-{key}": (N_("Mer- eller mindreutgift mot kostragruppen"), "million-kr", "1.2")
        for year in YEARS
        for key in SERVICES
    },
}
