"""How the figures of one nursing home, and of all, are worked out; `HOUSE` in a key stands for the house's id."""

from vaktplan.i18n import N_

from .figure import Rounding
from .reckoning import Row

NEAREST, UP = Rounding.NEAREST, Rounding.UP

BY_ROUNDED_NORM = "{{{0}long}} / {{norm:nfas.long-a-post}} + {{{0}short}} / {{norm:nfas.short-a-post}}"

HOUSE_ROWS = (
    Row("HOUSE.long", N_("Langtidsplasser"), "places", "{HOUSE.places} - {HOUSE.short}"),
    Row(
        "HOUSE.planned-long",
        N_("Langtidsplasser, planlagt"),
        "places",
        "{HOUSE.places} - {HOUSE.planned-short}",
    ),
    Row(
        "HOUSE.places-a-post",
        N_("Plasser per legeårsverk"),
        "places",
        "{HOUSE.places} / {HOUSE.fte}",
        NEAREST,
        1,
    ),
    Row(
        "HOUSE.hours-a-place",
        N_("Legetimer per plass i uken (KOSTRA)"),
        "hours",
        "{HOUSE.fte} * {norm:nfas.week} / {HOUSE.places}",
        NEAREST,
        3,
    ),
    Row(
        "HOUSE.need",
        N_("Behov etter avrundet norm, dagens plasser"),
        "posts",
        BY_ROUNDED_NORM.format("HOUSE."),
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.planned-need",
        N_("Behov etter avrundet norm, planlagt fordeling"),
        "posts",
        BY_ROUNDED_NORM.format("HOUSE.planned-"),
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.exact-need",
        N_("Behov etter uavrundet norm, dagens plasser"),
        "posts",
        "({HOUSE.long} * {nfas.long-week} + {HOUSE.short} * {nfas.short-week}) / {nfas.clinical-hours}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.exact-planned-need",
        N_("Behov etter uavrundet norm, planlagt fordeling"),
        "posts",
        "({HOUSE.planned-long} * {nfas.long-week} + {HOUSE.planned-short} * {nfas.short-week})"
        " / {nfas.clinical-hours}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.older-need",
        N_("Behov etter Legeforeningens norm fra 2002, dagens plasser"),
        "posts",
        "({HOUSE.long} / {norm:legeforeningen2002.long-places-an-hour}"
        " + {HOUSE.short} * {norm:legeforeningen2002.short-hours})"
        " * (1 + {norm:legeforeningen2002.unbound-share} / 100) / {norm:nfas.week}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.missing",
        N_("Legeårsverk som mangler i dag"),
        "posts",
        "{HOUSE.need} - {HOUSE.fte}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.planned-missing",
        N_("Legeårsverk som mangler, planlagt fordeling"),
        "posts",
        "{HOUSE.planned-need} - {HOUSE.fte}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.sessions-exact",
        N_("Økter i uken, planlagt fordeling"),
        "sessions",
        "{HOUSE.planned-need} * {nfas.clinical-hours} / {norm:planlegging.session-hours}",
        UP,
    ),
    Row(
        "HOUSE.need-at-planned-places",
        N_("Behov med planlagt antall plasser"),
        "posts",
        "({HOUSE.planned-places} - {HOUSE.planned-short}) / {norm:nfas.long-a-post}"
        " + {HOUSE.planned-short} / {norm:nfas.short-a-post}",
        NEAREST,
        2,
    ),
    Row(
        "HOUSE.specialist-share",
        N_("Andel av legeårsverkene som er ved spesialister"),
        "percent",
        "{HOUSE.specialists} / {HOUSE.fte} * 100",
        NEAREST,
    ),
)

UNIT_STAY = Row(
    "HOUSE.stay-week",
    N_("Legetimer i uken per korttidsplass ved avdelingens liggetid"),
    "hours",
    "{nfas.short-fixed} / ({HOUSE.stay-days} / 7) + {nfas.short-weekly}",
    NEAREST,
    2,
)

EXTRA_ROWS = (
    Row(
        "sykehjem.stay-need-plan",
        N_("Behov når avdelinger med kjent liggetid regnes med planens snitt, dagens plasser"),
        "posts",
        "({sykehjem.long} * {nfas.long-week}"
        " + {sykehjem.short-known} * ({nfas.short-fixed} / {in:sykehjem.plan-stay-weeks} + {nfas.short-weekly})"
        " + {sykehjem.short-unknown} * ({nfas.short-fixed} / {sykehjem.stay-weeks} + {nfas.short-weekly}))"
        " / {nfas.clinical-hours}",
        NEAREST,
        2,
    ),
    Row(
        "sykehjem.mean-stay-days",
        N_("Gjennomsnittlig liggetid, vektet etter plasser"),
        "days",
        "{sykehjem.stay-place-days} / {sykehjem.short-known}",
        NEAREST,
        2,
    ),
    Row(
        "sykehjem.mean-stay-weeks",
        N_("Gjennomsnittlig liggetid, vektet etter plasser, i uker"),
        "weeks",
        "{sykehjem.mean-stay-days} / 7",
        NEAREST,
        2,
    ),
    Row(
        "sykehjem.turnover-stay-days",
        N_("Gjennomsnittlig liggetid, vektet etter opphold"),
        "days",
        "{sykehjem.short-known} / {sykehjem.stays-a-day}",
        NEAREST,
        1,
    ),
    Row(
        "sykehjem.admission-stay-days",
        N_("Liggetid som innleggelsene siste år gir med fullt belegg"),
        "days",
        "{sykehjem.short-known} * 365 / {in:sykehjem.admissions-2020}",
        NEAREST,
        1,
    ),
    Row(
        "sykehjem.stay-groups",
        N_("Pasienter i langtidsplasser på et år, etter liggetid"),
        "persons",
        "{in:sykehjem.stay-over-360} + {in:sykehjem.stay-200-360} + {in:sykehjem.stay-100-200}"
        " + {in:sykehjem.stay-50-100} + {in:sykehjem.stay-under-50}",
    ),
    Row(
        "sykehjem.death-share",
        N_("Dødsfall, andel av pasientene i langtidsplasser"),
        "percent",
        "{in:sykehjem.deaths} / {sykehjem.stay-groups} * 100",
        NEAREST,
        1,
    ),
    Row(
        "sykehjem.admission-growth",
        N_("Vekst i innleggelser fra 2017 til 2020"),
        "percent",
        "({in:sykehjem.admissions-2020} / {in:sykehjem.admissions-2017} - 1) * 100",
        NEAREST,
        1,
    ),
    Row(
        "sykehjem.oehd-missing",
        N_("Legeårsverk som mangler i ØHD og intermediær"),
        "posts",
        "{in:sykehjem.oehd-needed} - {in:sykehjem.oehd-now}",
        NEAREST,
        1,
    ),
    *(
        Row(
            f"sykehjem.hospital-share-{year}",
            N_("Andel av innleggelsene som kom fra sykehus"),
            "percent",
            f"{{in:sykehjem.from-hospital-{year}}} / {{in:sykehjem.admissions-{year}}} * 100",
            NEAREST,
            1,
        )
        for year in range(2015, 2041)
    ),
)
