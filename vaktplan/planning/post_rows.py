"""How doctor-years by function, supervision and duty are worked out."""

from vaktplan.i18n import N_

from .figure import Rounding
from .reckoning import Row

NEAREST, DOWN = Rounding.NEAREST, Rounding.DOWN
PREPARED = N_("Veiledning og like mye forberedelse, av et årsverk på 48 uker à 37,5 timer.")

LIS_ROWS = (
    Row(
        "lis.lis3-each",
        N_("Veiledning per LIS-3 med planens timer, bare veiledningen"),
        "posts",
        "{in:lis.plan-supervision-hours} * {law:spesialistforskriften.alis-supervision-months}"
        " / ({norm:planlegging.year-weeks} * {norm:nfas.week})",
        NEAREST,
        4,
    ),
    Row(
        "lis.lis3-each-prepared",
        N_("Veiledning per LIS-3 med planens timer og forberedelse"),
        "posts",
        "{lis.lis3-each} * (1 + {norm:planlegging.preparation-share} / 100)",
        NEAREST,
        3,
        note=PREPARED,
    ),
    Row(
        "lis.lis3-posts-fte",
        N_("Veiledning av alle LIS-3 med planens timer og forberedelse"),
        "posts",
        "{lis.lis3-trainees} * {lis.lis3-each-prepared}",
        NEAREST,
        2,
    ),
    Row(
        "lis.lis3-each-now",
        N_("Veiledning per LIS-3 med dagens timer og forberedelse"),
        "posts",
        "{lis.supervision-hours} * {law:spesialistforskriften.alis-supervision-months}"
        " * (1 + {norm:planlegging.preparation-share} / 100)"
        " / ({norm:planlegging.year-weeks} * {norm:nfas.week})",
        NEAREST,
        4,
        note=PREPARED,
    ),
    Row(
        "lis.lis3-posts-now",
        N_("Veiledning av alle LIS-3 med dagens timer og forberedelse"),
        "posts",
        "{lis.lis3-trainees} * {lis.lis3-each-now}",
        NEAREST,
        2,
    ),
    Row(
        "lis.lis3-hours-a-year",
        N_("Veiledningstimer i året for alle LIS-3 med dagens timer"),
        "hours",
        "{lis.lis3-trainees} * {lis.supervision-hours} * {law:spesialistforskriften.alis-supervision-months}",
        NEAREST,
    ),
    Row(
        "lis.lis1-posts-fte",
        N_("Veiledning av LIS-1"),
        "posts",
        "{lis.lis1-posts} * {norm:planlegging.lis1-hours} / {norm:nfas.week}",
        NEAREST,
        2,
    ),
    Row(
        "lis.lis1-posts-fte-one-more",
        N_("Veiledning av LIS-1 med én stilling til"),
        "posts",
        "({lis.lis1-posts} + 1) * {norm:planlegging.lis1-hours} / {norm:nfas.week}",
        NEAREST,
        2,
    ),
    Row(
        "lis.supervisors-needed",
        N_("Veilederplasser som trengs, én for hver i utdanning"),
        "number",
        "{lis.lis3-trainees} + {lis.lis1-posts}",
    ),
    Row(
        "lis.supervisors-missing",
        N_("Veilederplasser som mangler; under null er det noen ledige"),
        "number",
        "{lis.supervisors-needed} - {lis.supervisor-places}",
    ),
)

DUTY_ROWS = (
    Row(
        "vakt.bakvakter",
        N_("Bakvakter i året for LIS-1"),
        "shifts per year",
        "{lis.lis1-posts} * {norm:planlegging.bakvakter-a-lis1}",
        NEAREST,
    ),
    Row(
        "vakt.bakvakter-one-more",
        N_("Bakvakter i året for LIS-1 med én stilling til"),
        "shifts per year",
        "({lis.lis1-posts} + 1) * {norm:planlegging.bakvakter-a-lis1}",
        NEAREST,
    ),
    Row(
        "vakt.bakvakter-a-month",
        N_("Bakvakter i måneden for LIS-1"),
        "shifts",
        "{vakt.bakvakter} / 12",
        NEAREST,
        1,
    ),
    Row(
        "vakt.bakvakter-each",
        N_("Bakvakter i året per spesialist"),
        "shifts per year",
        "{vakt.bakvakter} / {hjemler.specialists}",
        NEAREST,
        1,
    ),
    Row(
        "vakt.goal-duties",
        N_("Vakter i året når hver fastlege har målets antall"),
        "shifts per year",
        "{vakt.goal-each} * {hjemler.filled}",
        NEAREST,
    ),
    Row(
        "vakt.duties",
        N_("Vakter i året utenom daglegevakt, tilkalling medregnet"),
        "shifts per year",
        "{vakt.on-site} + {vakt.on-call}",
    ),
    Row(
        "vakt.goal-share-on-site",
        N_("Målets vakter, andel av tilstedevaktene"),
        "percent",
        "{vakt.goal-duties} / {vakt.on-site} * 100",
        NEAREST,
    ),
    Row(
        "vakt.goal-share",
        N_("Målets vakter, andel av alle vakter"),
        "percent",
        "{vakt.goal-duties} / {vakt.duties} * 100",
        NEAREST,
    ),
    Row(
        "vakt.each",
        N_("Vakter i året per fastlege som deler vakt"),
        "shifts per year",
        "{vakt.duties} / {vakt.sharing}",
        NEAREST,
        1,
    ),
    Row(
        "vakt.nights-each",
        N_("Nattevakter i året per fastlege som deler vakt"),
        "shifts per year",
        "{vakt.nights} / {vakt.sharing}",
        NEAREST,
        1,
    ),
    Row(
        "vakt.uneven",
        N_("Vakter per fastlege som deler vakt, over jevn deling på alle"),
        "percent",
        "({hjemler.contracts} / {vakt.sharing} - 1) * 100",
        NEAREST,
        note=N_("Det de som deler vakt, bærer for dem som er over aldersgrensen eller ikke er på plass."),
    ),
    Row(
        "vakt.duties-an-employed",
        N_("Vakter i året som en ansatt legevaktlege tar"),
        "shifts per year",
        "{norm:planlegging.duty-doctor-weeks} * {norm:nfas.week} / ({vakt.duty-hours} / {vakt.on-site})",
        NEAREST,
    ),
    Row(
        "vakt.employed-most",
        N_("Ansatte legevaktleger før fastlegene får færre vakter enn målet, høyst"),
        "doctors",
        "({vakt.duties} - {vakt.goal-each} * {vakt.sharing}) / {vakt.duties-an-employed}",
        DOWN,
    ),
    Row(
        "vakt.posts",
        N_("Legeårsverk for legevakt hele døgnet"),
        "posts",
        "{vakt.hours} / ({norm:planlegging.duty-doctor-weeks} * {norm:nfas.week})",
        NEAREST,
        2,
        note=N_(
            "Timene på stedet i året, delt på timene en ansatt lege går vakt når ferie, kurs og fravær er trukket fra."
        ),
    ),
)
