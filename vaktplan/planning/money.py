"""Money: the basic grant and an addition to it, locums, training grants, measures, net cost against the group."""

from vaktplan.i18n import N_, _

from .facts import CostKind, Facts, Measure
from .figure import Rounding
from .inputs import SERVICES, YEARS
from .reckoning import Reckoning, Row

NEAREST = Rounding.NEAREST

ROWS = (
    Row(
        "penger.grant-rise",
        N_("Økning i basistilskuddet"),
        "kr",
        "{in:penger.grant-now} - {in:penger.grant-before}",
    ),
    Row(
        "penger.grant-a-doctor",
        N_("Kommunalt tillegg til basistilskuddet, per fastlege og år"),
        "kr",
        "{in:penger.local-grant-share} * {in:penger.grant-now} * {in:penger.grant-list}",
        NEAREST,
    ),
    Row(
        "penger.grant-all",
        N_("Kommunalt tillegg til basistilskuddet i året, hjemlene det er aktuelt for"),
        "kr",
        "{in:penger.contracts-about} * {penger.grant-a-doctor}",
        NEAREST,
    ),
    Row(
        "penger.grant-every-contract",
        N_("Kommunalt tillegg til basistilskuddet i året, alle hjemler"),
        "kr",
        "{hjemler.contracts} * {penger.grant-a-doctor}",
        NEAREST,
    ),
    Row(
        "penger.locum-year",
        N_("Vikar fra byrå, per lege og år"),
        "kr",
        "{in:penger.locum-month} * 12",
        NEAREST,
    ),
    Row(
        "penger.locum-all",
        N_("Vikar fra byrå i året for hjemlene det gjelder"),
        "kr",
        "{in:penger.locum-share} * {in:penger.contracts-about} * {penger.locum-year}",
        NEAREST,
    ),
    Row(
        "penger.locum-every-contract",
        N_("Vikar fra byrå i året for samme andel av alle hjemler"),
        "kr",
        "{in:penger.locum-share} * {hjemler.contracts} * {penger.locum-year}",
        NEAREST,
    ),
    Row(
        "penger.salary-times",
        N_("Fastlønnsstilling mot kommunalt tillegg, midt i spennet"),
        "times",
        "({in:penger.salary-low} + {in:penger.salary-high}) / 2 / {penger.grant-a-doctor}",
        NEAREST,
    ),
    Row(
        "penger.alis-a-doctor",
        N_("Kommunens del av ALIS-tilskuddet per lege, alle år"),
        "kr",
        "{in:penger.alis-grant} * {in:penger.alis-years} * {in:penger.alis-local-share}",
        NEAREST,
    ),
    Row("penger.board-each", N_("Nemndsbehandling, hver parts del"), "kr", "{in:penger.board} / 2", NEAREST),
    Row(
        "penger.grant-today",
        N_("Basistilskudd i året for dem som står på liste"),
        "kr",
        "{penger.grant-per-patient} * {hjemler.lists}",
        NEAREST,
    ),
)

MEASURE_ROWS = (
    Row(
        "penger.measures-yearly",
        N_("Tiltak med kjent årlig kostnad, lagt sammen"),
        "kr",
        "({penger.measures-yearly-low} + {penger.measures-yearly-high}) / 2",
        NEAREST,
    ),
)


def money(reckoning: Reckoning) -> None:
    """Every figure of money."""
    facts = reckoning.facts
    grant = facts.setting.grant_per_patient
    if grant:
        reckoning.count(
            "penger.grant-per-patient", _("Basistilskudd per pasient og år"), "kr", grant, _("Planoppsett")
        )
    reckoning.rows(ROWS)
    each = reckoning.value("penger.grant-a-doctor")
    if each and "penger.salary-times" in reckoning.figures:
        low, high = (facts.inputs[f"penger.salary-{end}"] / each for end in ("low", "high"))
        reckoning.span("penger.salary-times", low, high)
    _measures(reckoning)
    _net_cost(reckoning)


def yearly_cost(measures: tuple[Measure, ...]) -> tuple[float, float]:
    """The least and the most that measures of known yearly cost come to a year."""
    known = [m for m in measures if m.kind is CostKind.YEARLY]
    low = sum(m.low if m.low is not None else m.high or 0 for m in known)
    return low, sum(m.high if m.high is not None else m.low or 0 for m in known)


def _measures(reckoning: Reckoning) -> None:
    facts: Facts = reckoning.facts
    if not facts.measures:
        return
    low, high = yearly_cost(facts.measures)
    sheet, count = _("Tiltak"), reckoning.count
    count("penger.measures", _("Tiltak i planen"), "number", len(facts.measures), sheet)
    count("penger.goals", _("Mål i planen"), "number", len({m.number for m in facts.measures}), sheet)
    unknown = sum(m.kind is CostKind.UNKNOWN for m in facts.measures)
    count("penger.measures-unknown", _("Tiltak uten kjent kostnad"), "number", unknown, sheet)
    count("penger.measures-yearly-low", _("Årlig kostnad, lavt anslag"), "kr", low, sheet)
    count("penger.measures-yearly-high", _("Årlig kostnad, høyt anslag"), "kr", high, sheet)
    reckoning.rows(MEASURE_ROWS)
    reckoning.span("penger.measures-yearly", low, high)


def _net_cost(reckoning: Reckoning) -> None:
    """The net running cost per resident of the target groups, service by service, against the group's."""
    for key, name in SERVICES.items():
        title = _("Netto driftsutgift mot kostragruppen: {tjeneste}").format(tjeneste=_(name))
        formula = f"{{in:ndu.own-{key}}} - {{in:ndu.group-{key}}}"
        reckoning.row(Row(f"ndu.{key}", title, "kr", formula, NEAREST), title)
    sums = {"own": N_("Netto driftsutgift, kommunen"), "group": N_("Netto driftsutgift, kostragruppen")}
    for side, title in sums.items():
        reckoning.row(Row(f"ndu.{side}", title, "kr", _added(f"ndu.{side}-"), NEAREST))
    reckoning.rows(
        (
            Row(
                "ndu.share",
                N_("Netto driftsutgift, andel av kostragruppens"),
                "percent",
                "{ndu.own} / {ndu.group} * 100",
                NEAREST,
                1,
            ),
            Row(
                "ndu.total",
                N_("Netto driftsutgift mot kostragruppen"),
                "kr",
                "{ndu.own} - {ndu.group}",
                NEAREST,
            ),
        )
    )
    for year in YEARS:
        title = _("Mer- eller mindreutgift mot kostragruppen i {år}").format(år=year)
        row = Row(f"ndu.millions-{year}", title, "million-kr", _added(f"ndu.millions-{year}-"), NEAREST, 1)
        reckoning.row(row, title)


def _added(prefix: str) -> str:
    return " + ".join(f"{{in:{prefix}{key}}}" for key in SERVICES)
