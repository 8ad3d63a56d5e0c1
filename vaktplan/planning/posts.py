"""Doctor-years by function, trainees and supervisors, and a year of duty, counted and worked out."""

from collections.abc import Sequence

from vaktplan.i18n import N_, _

from .ahead import Ahead
from .duty import DutyYear
from .facts import Post, Supervisor, TraineeKind
from .figure import Rounding
from .plan import YearRow
from .post_rows import DUTY_ROWS, LIS_ROWS
from .reckoning import Reckoning, Row, key_part

UNEVEN = "planlegging.uneven-percent"
SUPERVISION = "spesialistforskriften.alis-supervision"
CORRECTED = Row(
    "hjemler.corrected-list",
    N_("Gjennomsnittlig listelengde korrigert for kommunale timer (KOSTRA)"),
    "persons",
    "({hjemler.lists} + {arsverk.by-gps} * {law:kapasitet.patients-a-full-post}) / {hjemler.filled}",
    Rounding.NEAREST,
)
GOAL = Row(
    "vakt.goal-each",
    N_("Vakter i året per fastlege, mål"),
    "shifts per year",
    "{norm:sandefjordplanen.duties-a-year}",
)


def posts(reckoning: Reckoning) -> None:
    """Doctor-years by function, as the plan counts them and as they add up."""
    rows = reckoning.facts.posts
    for post in rows:
        reckoning.count(f"arsverk.post.{key_part(post.id)}", post.function, "posts", post.fte, _("Årsverk"))
        if post.planned_fte is not None:
            title = _("{funksjon}, planlagt").format(funksjon=post.function)
            reckoning.count(
                f"arsverk.post.{key_part(post.id)}.planned", title, "posts", post.planned_fte, _("Årsverk")
            )
    counted = [p for p in rows if p.counted]
    _add(reckoning, "arsverk.counted", N_("Årsverk som planens sum teller"), counted)
    _add(reckoning, "arsverk.employed", N_("Av dem ansatt i kommunen"), [p for p in counted if p.employed])
    _add(
        reckoning,
        "arsverk.by-gps",
        N_("Årsverk som gjøres av fastleger"),
        [p for p in rows if not p.employed],
    )
    _add(reckoning, "arsverk.all", N_("Alle årsverk"), rows)
    _add(reckoning, "arsverk.all-planned", N_("Alle årsverk, planlagt"), rows, planned=True)
    reckoning.row(CORRECTED)


def _add(
    reckoning: Reckoning, key: str, title: str, rows: list[Post] | tuple[Post, ...], *, planned: bool = False
) -> None:
    keys = [
        f"arsverk.post.{key_part(p.id)}" + (".planned" if planned and p.planned_fte is not None else "")
        for p in rows
    ]
    if keys:
        formula = " + ".join(f"{{{key}}}" for key in keys)
        reckoning.row(Row(key, title, "posts", formula, Rounding.NEAREST, 2))


def trainees(reckoning: Reckoning) -> None:
    """Trainees, the supervision that they must have, and those who can give it."""
    facts, count = reckoning.facts, reckoning.count
    setting, single = facts.setting, _("Planoppsett")
    day = setting.status_on
    active = {s.trainee for s in facts.services if s.kind is TraineeKind.LIS3 and s.first <= day <= s.last}
    count("lis.lis3-trainees", _("LIS-3 i tjeneste"), "doctors", len(active), _("LIS-løp"))
    count("lis.lis1-posts", _("LIS-1-stillinger"), "number", setting.lis1_posts, single)
    free = [s for s in facts.supervisors if s.capacity and _serving(s, reckoning)]
    count("lis.supervisors", _("Veiledere"), "doctors", len(free), _("Veiledere"))
    places = sum(s.capacity for s in free)
    count("lis.supervisor-places", _("Veilederplasser"), "number", places, _("Veiledere"))
    title = N_("Veiledning av LIS-3 i måneden, minst")
    if setting.supervision_hours is not None:
        count("lis.supervision-hours", _(title), "hours per month", setting.supervision_hours, single)
    else:
        reckoning.row(Row("lis.supervision-hours", title, "hours per month", f"{{law:{SUPERVISION}}}"))
    reckoning.rows(LIS_ROWS)


def _serving(supervisor: Supervisor, reckoning: Reckoning) -> bool:
    day = reckoning.facts.setting.status_on
    return (supervisor.first is None or supervisor.first <= day) and (
        supervisor.last is None or supervisor.last >= day
    )


def duty(reckoning: Reckoning, pattern: DutyYear | None, ahead: Ahead, year: int, *, counted: bool) -> None:
    """A year of duty, counted from a roster or taken from the plan, shared evenly among those who may be asked."""
    facts, count = reckoning.facts, reckoning.count
    sheet = _("Vakttyper") if counted else _("Planens enkelttall")
    goal = facts.setting.duties_a_year
    if goal is None:
        reckoning.row(GOAL)
    else:
        title = _("Vakter i året per fastlege, mål")
        count("vakt.goal-each", title, "shifts per year", goal, _("Planoppsett"))
    title = _("Fastleger som deler vakt, de over {alder} år holdt utenfor").format(alder=ahead.age_right)
    count("vakt.sharing", title, "doctors", ahead.sharing(year), _("Hjemler"))
    if pattern is not None:
        _count_pattern(reckoning, pattern, sheet, verified=counted)
    reckoning.rows(DUTY_ROWS)


def _count_pattern(reckoning: Reckoning, pattern: DutyYear, sheet: str, *, verified: bool) -> None:
    year = "shifts per year"
    rows = (
        ("vakt.on-site", _("Tilstedevakter i året"), year, pattern.on_site),
        ("vakt.on-call", _("Tilkallingsvakter i året"), year, pattern.on_call),
        ("vakt.nights", _("Nattevakter i året"), year, pattern.nights),
        ("vakt.hours", _("Timer på legevakt i året, daglegevakt medregnet"), "hours", pattern.hours),
        ("vakt.duty-hours", _("Timer på stedet utenom daglegevakt"), "hours", pattern.duty_hours),
    )
    for key, title, unit, value in rows:
        reckoning.count(key, title, unit, value, sheet, verified=verified)


def duty_years(reckoning: Reckoning, rows: Sequence[YearRow]) -> None:
    """In how many of the years, and from when, the goal of duties or an even load is out of reach."""
    goal = reckoning.value("vakt.goal-each")
    known = [(r, r.duties_each) for r in rows if r.duties_each is not None]
    if goal is None or not known:
        return
    most = 1 + reckoning.norm_value(UNEVEN) / 100
    under = [r.year for r, each in known if each < goal]
    uneven = [r.year for r, _each in known if r.hjemler > most * r.sharing_duty]
    sheet, count = _("År for år"), reckoning.count
    note = _("Jevn belastning: høyst {prosent} prosent over jevn deling på alle hjemler.")
    note = note.format(prosent=round((most - 1) * 100))
    title = _("År med færre vakter per fastlege enn målet")
    count("vakt.years-under-goal", title, "years", len(under), sheet)
    if under:
        title = _("Første år under målet for vakter")
        count("vakt.first-under-goal", title, "calendar-year", under[0], sheet)
    rows_of_load = [("vakt.years-uneven", _("År da vaktene ikke kan deles jevnt"), "years", len(uneven))]
    if uneven:
        rows_of_load += [
            ("vakt.first-uneven", _("Første år uten jevn vaktbelastning"), "calendar-year", uneven[0]),
            ("vakt.last-uneven", _("Siste år uten jevn vaktbelastning"), "calendar-year", uneven[-1]),
        ]
    for key, title, unit, value in rows_of_load:
        count(key, title, unit, value, sheet, note, verified=False)
