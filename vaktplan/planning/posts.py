"""Doctor-years by function, trainees and supervisors, and a year of duty, counted and worked out."""

from vaktplan.i18n import N_, _

from .ahead import Ahead
from .duty import DutyYear
from .facts import Post, Supervisor, TraineeKind
from .figure import Rounding
from .post_rows import DUTY_ROWS, LIS_ROWS
from .reckoning import Reckoning, Row

SUPERVISION = "spesialistforskriften.alis-supervision"
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
        reckoning.count(f"arsverk.{post.id}", post.function, "posts", post.fte, _("Årsverk"))
        if post.planned_fte is not None:
            title = _("{funksjon}, planlagt").format(funksjon=post.function)
            reckoning.count(f"arsverk.{post.id}.planned", title, "posts", post.planned_fte, _("Årsverk"))
    counted = [p for p in rows if p.counted]
    _add(reckoning, "arsverk.counted", N_("Årsverk som planens sum teller"), counted)
    _add(reckoning, "arsverk.employed", N_("Av dem ansatt i kommunen"), [p for p in counted if p.employed])
    _add(reckoning, "arsverk.all", N_("Alle årsverk"), rows)
    _add(reckoning, "arsverk.all-planned", N_("Alle årsverk, planlagt"), rows, planned=True)


def _add(
    reckoning: Reckoning, key: str, title: str, rows: list[Post] | tuple[Post, ...], *, planned: bool = False
) -> None:
    keys = [f"arsverk.{p.id}" + (".planned" if planned and p.planned_fte is not None else "") for p in rows]
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


def duty(reckoning: Reckoning, pattern: DutyYear | None, ahead: Ahead, year: int, sheet: str) -> None:
    """A year of duty, shared evenly among the doctors who may be asked."""
    facts, count = reckoning.facts, reckoning.count
    goal = facts.setting.duties_a_year
    if goal is None:
        reckoning.row(GOAL)
    else:
        title = _("Vakter i året per fastlege, mål")
        count("vakt.goal-each", title, "shifts per year", goal, _("Planoppsett"))
    title = _("Fastleger som deler vakt, de over {alder} år holdt utenfor").format(alder=ahead.age_right)
    count("vakt.sharing", title, "doctors", ahead.sharing(year), _("Hjemler"))
    if pattern is not None:
        count("vakt.on-site", _("Tilstedevakter i året"), "shifts per year", pattern.on_site, sheet)
        count("vakt.on-call", _("Tilkallingsvakter i året"), "shifts per year", pattern.on_call, sheet)
        count("vakt.nights", _("Nattevakter i året"), "shifts per year", pattern.nights, sheet)
        count(
            "vakt.hours", _("Timer på legevakt i året, daglegevakt medregnet"), "hours", pattern.hours, sheet
        )
    reckoning.rows(DUTY_ROWS)
