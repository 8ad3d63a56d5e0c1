"""A staffing plan in words, at most 80 columns wide: the answer first."""

from typing import TYPE_CHECKING

from vaktplan.export.planning import themes
from vaktplan.export.planning.tables import house_name
from vaktplan.export.words import number
from vaktplan.i18n import _
from vaktplan.verify.words import plural

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.answers.staffing import StaffingAnswer
    from vaktplan.planning.plan import Plan, YearRow

MOST = 8
TABLE = {  # what the terminal shows of each theme; the files have all
    "hjemler": ("contracts", "mean-list", "free-share-lists", "more-lists", "more-at-goal", "retiring"),
    "lis": ("supervisors-needed", "supervisor-places", "lis3-posts-now", "lis1-posts-fte"),
    "vakt": ("posts", "each", "nights-each", "goal-share-on-site", "bakvakter"),
    "arsverk": ("counted", "all", "employed"),
}


def told(made: "StaffingAnswer") -> str:
    """The answer, a short table for each theme, what contradicts, and the files."""
    plan = made.plan
    lines = [f"{plan.facts.setting.municipality}, {plan.facts.setting.status_on:%d.%m.%Y}"]
    lines += _answer(plan)
    for theme, names in TABLE.items():
        lines += _theme(plan, theme, names)
    lines += _houses(plan)
    lines += _contradictions(plan)
    if made.demand is not None:
        text = _("{fil}: {n} økter i uken. Se om legene rekker dem: vaktplan plan {fil}")
        lines += ["", *wrapped(text.format(fil=made.demand[0], n=made.demand[1]), "")]
    if made.files:
        lines += ["", _("Filer:"), *(f"  {f}" for f in made.files)]
    return "\n".join(lines)


def _answer(plan: "Plan") -> list[str]:
    """How many are missing, and when duty can be carried no longer."""
    lines = []
    if plan.years:
        last = plan.years[-1]
        missing = last.needed_with_margin.likely - last.in_place.likely
        text = _(
            "I {år} trengs {trengs} hjemler med ønsket liste og ledige plasser; {plass} leger er på plass: "
            "{mangler} mangler."
        )
        lines += wrapped(
            text.format(
                år=last.year,
                trengs=number(last.needed_with_margin.likely, 1),
                plass=number(last.in_place.likely, 1),
                mangler=number(max(0.0, missing), 1),
            ),
            "",
        )
    if plan.years and not plan.facts.projections:
        lines += wrapped(_("Uten framskriving er innbyggertallet holdt uendret."), "")
    whole = next((h for h in plan.houses if not h.house), None)
    if whole is not None and whole.today is not None:
        text = _("Sykehjemmene trenger {trengs} legeårsverk etter normen og har {har}.")
        lines += wrapped(text.format(trengs=number(whole.need, 1), har=number(whole.today, 1)), "")
    return lines + _duty(plan.years)


def _duty(years: "tuple[YearRow, ...]") -> list[str]:
    """How the load of duty grows for those who are left to share it; that it is not known, where it is not."""
    known = [(y, y.duties_each) for y in years if y.duties_each is not None]
    if not known:
        said = _(
            "Vakt: ikke regnet; fyll ut vaktmønsteret i Plantall inn, eller bruk en arbeidsbok med vakttyper."
        )
        return wrapped(said, "") if years else []
    (first, before), (last, after) = known[0], known[-1]
    text = _(
        "Vakt: {fra} vakter hver i {år}, {til} i {sist}, når de over 60 år holdes utenfor ({n} deler da)."
    )
    return wrapped(
        text.format(
            fra=number(before, 1), år=first.year, til=number(after, 1), sist=last.year, n=last.sharing_duty
        ),
        "",
    )


def _theme(plan: "Plan", theme: str, names: tuple[str, ...]) -> list[str]:
    known = {f.key: f for f in plan.figures}
    chosen = [known[f"{theme}.{name}"] for name in names if f"{theme}.{name}" in known]
    if not chosen:
        return []
    lines = ["", themes.title_of(theme)]
    for figure in chosen:
        doubt = "" if figure.status == "verified" else " *"
        title = figure.title if len(figure.title) <= 46 else figure.title[:45] + "…"
        lines.append(f"  {title:<46} {themes.number(figure):>9} {figure.unit}{doubt}"[:80])
    return lines


def _houses(plan: "Plan") -> list[str]:
    rows = [h for h in plan.houses if not h.unit]
    if not rows:
        return []
    row = "  {:<36} {:>8} {:>9} {:>9} {:>7}"
    head = row.format(_("Sykehjem"), _("har"), _("trenger"), _("planlagt"), _("økter"))
    lines = ["", head]
    for h in rows:
        today = "–" if h.today is None else number(h.today, 1)
        needs = f"{number(h.need, 2):>9} {number(h.planned_need, 2):>9}"
        lines.append(f"  {house_name(plan, h)[:36]:<36} {today:>8} {needs} {h.sessions:>7}")
    return lines


def _contradictions(plan: "Plan") -> list[str]:
    found = plan.contradictions
    if not found:
        return []
    head = plural(len(found), _("1 tall i planen stemmer ikke:"), _("{n} tall i planen stemmer ikke:"))
    lines = ["", head]
    for each in found[:MOST]:
        lines += wrapped(_("{sagt}: {funnet}").format(sagt=each.printed, funnet=each.worked_out))
    if len(found) > MOST:
        lines.append(
            "  "
            + _("… og {n} til (arket Motsigelser med -o MAPPE, eller --json)").format(n=len(found) - MOST)
        )
    return lines
