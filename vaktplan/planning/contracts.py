"""GP contracts counted from the sheets, and every figure that rests on them."""

from datetime import date

from vaktplan.domain.clock import anniversary
from vaktplan.i18n import N_, _

from .contract_rows import ROWS
from .facts import Facts, Hjemmel
from .reckoning import FREE_GOAL, Reckoning, Row

MAIN = "hovedalternativet"
FREE = Row("hjemler.free-goal", N_("Ønsket andel ledige plasser"), "percent", f"{{law:{FREE_GOAL}}}")
EARLIER, LATER = 3, 2  # years before and after the stated age of retirement that the span allows


def contracts(reckoning: Reckoning) -> None:
    """Every figure of the contracts, with spans for growth and retirement."""
    facts = reckoning.facts
    if not facts.hjemler:
        return
    _count_lists(reckoning)
    _count_doctors(reckoning)
    _count_residents(reckoning)
    reckoning.rows(ROWS)
    _spans(reckoning)


def _count_lists(reckoning: Reckoning) -> None:
    hjemler, setting = reckoning.facts.hjemler, reckoning.facts.setting
    sheet, single = _("Hjemler"), _("Planoppsett")
    count = reckoning.count
    count("hjemler.contracts", _("Fastlegehjemler"), "contracts", len(hjemler), sheet)
    count("hjemler.lists", _("Personer på liste"), "persons", sum(h.list_length for h in hjemler), sheet)
    count("hjemler.caps", _("Samlet listetak"), "persons", sum(h.list_cap for h in hjemler), sheet)
    if setting.free_goal is None:
        reckoning.row(FREE)
    else:
        count("hjemler.free-goal", _(FREE.title), "percent", round(setting.free_goal * 100, 9), single)
    if setting.list_length_goal:
        count("hjemler.list-goal", _("Ønsket listelengde"), "persons", setting.list_length_goal, single)
    count("hjemler.waiting", _("På venteliste for bytte"), "persons", setting.waiting, single)
    count("hjemler.elsewhere", _("Med fastlege i annen kommune"), "persons", setting.listed_elsewhere, single)


def _count_doctors(reckoning: Reckoning) -> None:
    facts = reckoning.facts
    setting, sheet = facts.setting, _("Hjemler")
    filled = [h for h in facts.hjemler if h.born is not None]
    ages = [age(h, setting.status_on) for h in filled]
    count = reckoning.count
    count("hjemler.filled", _("Fastleger i hjemlene"), "doctors", len(filled), sheet)
    count("hjemler.vacant", _("Hjemler uten lege"), "contracts", len(facts.hjemler) - len(filled), sheet)
    specialists = sum(h.specialist for h in filled)
    count("hjemler.specialists", _("Spesialister i allmennmedisin"), "doctors", specialists, sheet)
    count(
        "hjemler.women", _("Kvinner blant fastlegene"), "doctors", sum(h.woman is True for h in filled), sheet
    )
    over = sum(a >= 50 for a in ages)
    count("hjemler.over-50", _("Fastleger som er 50 år eller mer"), "doctors", over, sheet)
    count("hjemler.ages", _("Fastlegenes alder, lagt sammen"), "years", sum(ages), sheet)
    years = setting.last_year - setting.first_year + 1
    count("hjemler.years", _("Planens år"), "years", years, _("Planoppsett"))
    title = _("Fastleger som når aldersgrensen i planens år")
    count("hjemler.retiring", title, "doctors", retiring(facts, reckoning.retire_at), sheet)


def _count_residents(reckoning: Reckoning) -> None:
    facts = reckoning.facts
    setting, count = facts.setting, reckoning.count
    count("hjemler.residents", _("Innbyggere"), "persons", setting.residents, _("Planoppsett"))
    last = residents_in(facts, setting.last_year)
    if last is not None:
        count("hjemler.residents-last", _("Innbyggere siste år"), "persons", last, _("Framskriving"))


def _spans(reckoning: Reckoning) -> None:
    """Growth by the lowest and the highest alternative; retirement a little earlier or later than stated."""
    facts, figures = reckoning.facts, reckoning.figures
    setting = facts.setting
    late, early = (retiring(facts, reckoning.retire_at + d) for d in (LATER, -EARLIER))
    now = figures["hjemler.retiring"].value
    reckoning.span("hjemler.retiring", min(late, now), max(early, now))
    ends = [p.residents - setting.residents for p in facts.projections if p.year == setting.last_year]
    if not ends or "hjemler.growth-persons" not in figures:
        return
    reckoning.span("hjemler.growth-persons", min(ends), max(ends))
    mean = figures["hjemler.mean-list"].value
    if mean:
        reckoning.span("hjemler.growth", min(ends) / mean, max(ends) / mean)


def age(hjemmel: Hjemmel, day: date) -> int:
    """Whole years on a date. Raises ValueError for a vacant contract."""
    if hjemmel.born is None:
        raise ValueError(f"{hjemmel.id} is vacant")
    years = day.year - hjemmel.born.year
    return years - (anniversary(hjemmel.born, years) > day)


def retiring(facts: Facts, at: int) -> int:
    """How many doctors reach an age within the plan's years."""
    setting = facts.setting
    return sum(
        h.born is not None and setting.first_year <= h.born.year + at <= setting.last_year
        for h in facts.hjemler
    )


def residents_in(facts: Facts, year: int, alternative: str = "") -> int | None:
    """Residents in a year by an alternative (empty: the main one, or the first there is); None when not given."""
    names = tuple(dict.fromkeys(p.alternative for p in facts.projections))
    wanted = alternative or (MAIN if MAIN in names else names[0] if names else "")
    for p in facts.projections:
        if p.year == year and p.alternative == wanted:
            return p.residents
    return None
