"""The answer of `plan` and `check` in words, at most 80 columns wide."""

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change, Roster
from vaktplan.export import words
from vaktplan.export.rulewords import rule_in_a_sentence
from vaktplan.i18n import N_, _
from vaktplan.ledger.homes import home_shares
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Level, Tier
from vaktplan.verify.words import label

from .progress import gap_text, tier_heading, tier_row
from .show import file_lines, number, period_heading, wrapped
from .why_text import explained_lines, why_lines

if TYPE_CHECKING:
    from vaktplan.answers import CheckAnswer, PlanAnswer
    from vaktplan.verify.whynot import WhyOpen

STATUS = {
    "proven": N_("Bevist best: ingen lovlig vaktplan er bedre."),
    "feasible": N_("Funnet, ikke bevist best: høyst {avstand} fra det beste som kan finnes."),
    "impossible": N_("Umulig: ingen vaktplan oppfyller det som er låst og forbudt (bekreftet to ganger)."),
    "out-of-time": N_("Ingen vaktplan funnet innen tiden. Prøv med lengre --time-limit."),
}
MOST = 12


def summary(made: "PlanAnswer") -> str:
    """What the coordinator wants to know first."""
    o = made.outcome
    lines = wrapped(period_heading(made.instance), "")
    lines += wrapped(_(STATUS[o.status.value]).format(avstand=words.percent(o.gap)), "")
    lines += _target(made)
    if o.interrupted:
        lines.append(_("Avbrutt: den beste planen så langt er tatt vare på."))
    if o.message:
        lines += wrapped(o.message, "")
    if made.verdict is not None:
        lines.append(_headline(made.open_places, len(made.verdict.hard)))
        lines += _tiers(made)
        lines += _breaches(made.verdict.breaches)
        lines += _homes(made)
        lines += why_lines(made.instance, _unexplained(made), MOST)
        lines += explained_lines(made.instance, made.explained)
        lines += _soft_summary(made.verdict.breaches)
        lines += _changes(made.instance, made.changes)
    if o.status.value == "impossible":
        lines += _ways_out(made)
    lines += _own_faults(made)
    if made.files:
        lines += [
            _("Filer (lette i {sek} s):").format(sek=round(o.seconds)),
            *file_lines(made.files),
        ]
    return "\n".join(lines)


def _tiers(made: "PlanAnswer") -> list[str]:
    """Each tier: what it costs, what it costs at least, and how far apart they are."""
    rows = [
        tier_row(words.tier_name(t.name), number(t.cost), number(t.bound), gap_text(t.cost, t.bound))
        for t in made.tiers
    ]
    return [f"  {row}" for row in (tier_heading(), *rows)] if rows else []


def _unexplained(made: "PlanAnswer") -> "list[WhyOpen]":
    """What keeps each doctor from the open shifts that are not explained whole."""
    known = {e.shift for e in made.explained if e.answer != "out-of-time"}
    return [each for each in made.why_open if each.shift not in known]


def _target(made: "PlanAnswer") -> list[str]:
    """Whether the gap that was near enough was reached; nothing when the roster is proven best."""
    if made.target_gap is None or made.outcome.status.value != "feasible":
        return []
    reached = made.outcome.gap <= made.target_gap
    said = _("Målet på høyst {mål} er nådd.") if reached else _("Målet på høyst {mål} er ikke nådd.")
    return [said.format(mål=f"{words.number(100 * made.target_gap, 2, trim=True)} %")]


def _homes(made: "PlanAnswer") -> list[str]:
    """How shared duty falls on the municipalities, when shares are agreed."""
    parts = [
        _("{kommune} {del_} % (avtalt {avtalt} %)").format(
            kommune=h.municipality,
            del_=words.number(h.percent, 1),
            avtalt=words.number(h.agreed, 1, trim=True),
        )
        for h in home_shares(made.instance, made.outcome.roster or Roster())
    ]
    return (
        wrapped(_("Belastning i felles vakt: {deler}.").format(deler=", ".join(parts)), "") if parts else []
    )


def _ways_out(made: "PlanAnswer") -> list[str]:
    """What to look at when there is no roster."""
    if made.clashes:
        lines = [_("Dette er låst, men forbudt:"), *_breaches(made.clashes)]
        return [*lines, *wrapped(_("Rett arket Låser, eller det låsen strider mot, og kjør igjen."), "")]
    hint = _(
        "Låsene bryter ingen regel i seg selv, men ingen lovlig plan har dem alle. "
        "Fjern dem én etter én i arket Låser."
    )
    return wrapped(hint, "")


def _own_faults(made: "PlanAnswer") -> list[str]:
    """Where vaktplan itself is wrong."""
    lines: list[str] = []
    if made.verdict is not None and made.verdict.hard:
        lines += wrapped(
            _("Kontrollen fant brudd på krav i løserens plan. Det er en feil i vaktplan; meld fra."), ""
        )
    if made.disagreement:
        lines.append(_("FEIL I VAKTPLAN: løser og kontroll er uenige. Ikke publiser; meld fra:"))
        lines += [f"  {text}" for text in made.disagreement]
    return lines


def verdict_text(judged: "CheckAnswer") -> str:
    """The verdict on a roster: everything forbidden and everything that costs."""
    verdict = judged.verdict
    lines = [*wrapped(period_heading(judged.instance), ""), _headline(judged.open_places, len(verdict.hard))]
    lines += _breaches(verdict.breaches, most=None)
    for tier, cost in verdict.tier_costs.items():
        if tier is Tier.STABILITY and not judged.instance.base:
            continue
        lines.append(
            _("  {navn:<24} kostnad {kostnad:>9}").format(navn=words.tier_name(tier), kostnad=number(cost))
        )
    lines += _soft_list(verdict.breaches)
    lines += _changes(judged.instance, judged.changes)
    return "\n".join(lines)


def _headline(open_places: int, hard: int) -> str:
    if not open_places and not hard:
        return _("Alle plasser er dekket, og planen har ingen brudd på krav.")
    places = _("1 udekket plass") if open_places == 1 else _("{n} udekkede plasser").format(n=open_places)
    return _("{plasser}, {brudd} brudd på krav.").format(plasser=places, brudd=hard)


def _breaches(breaches: Iterable[Breach], most: int | None = MOST) -> list[str]:
    """Open places and hard breaches, one by one."""
    told = [b for b in breaches if b.level is Level.HARD or b.rule == "coverage"]
    lines: list[str] = []
    for breach in told[:most]:
        cite = f" ({breach.cite})" if breach.cite else ""
        lines += wrapped(f"- {breach.text}{cite}")
    if most is not None and len(told) > most:
        lines.append(_("  … og {n} til; alle står i arket Brudd.").format(n=len(told) - most))
    return lines


def _soft(breaches: Iterable[Breach]) -> list[Breach]:
    """The breaches that cost something and are not told otherwise."""
    return [b for b in breaches if b.level is Level.SOFT and b.rule != "coverage"]


def _by_rule(breaches: list[Breach]) -> dict[str, tuple[int, int]]:
    """What each rule that costs does cost, and how many times."""
    found: dict[str, tuple[int, int]] = {}
    for breach in breaches:
        cost, times = found.get(breach.rule, (0, 0))
        found[breach.rule] = (cost + breach.cost, times + 1)
    return found


def _soft_summary(breaches: Iterable[Breach]) -> list[str]:
    """What the roster costs, rule by rule."""
    paid = [
        f"{rule_in_a_sentence(rule)} {number(cost)} ({times})"
        for rule, (cost, times) in _by_rule(_soft(breaches)).items()
    ]
    text = _("Avvik, med kostnad (og antall): {deler}. Hvert av dem står i arkene Brudd og Vaktregnskap.")
    return wrapped(text.format(deler=", ".join(paid)), "") if paid else []


def _soft_list(breaches: Iterable[Breach]) -> list[str]:
    """Every breach that costs, under its rule, the dearest first."""
    soft, lines = _soft(breaches), list[str]()
    for rule, (cost, times) in _by_rule(soft).items():
        own = sorted((b for b in soft if b.rule == rule), key=lambda b: -b.cost)
        cites = "; ".join(dict.fromkeys(b.cite for b in own if b.cite))
        head = _("Avvik: {regel}, kostnad {kostnad}, antall {antall}.").format(
            regel=rule_in_a_sentence(rule), kostnad=number(cost), antall=times
        )
        lines += wrapped(f"{head} ({cites})" if cites else head, "")
        for b in own:
            lines += textwrap.wrap(f"{number(b.cost):>6}  {b.text}", 78, subsequent_indent=" " * 8)
    return lines


def _changes(instance: Instance, changes: tuple[Change, ...]) -> list[str]:
    """Who must be told that a duty is moved."""
    if not instance.base:
        return []
    if not changes:
        return [_("Ingen vakter er endret fra planen før.")]
    lines = [_("Endret fra planen før ({n}):").format(n=len(changes))]
    for change in changes:
        left, came = (_names(instance, doctors) for doctors in (change.left, change.came))
        lines += wrapped(f"- {label(instance.shift_by_id[change.shift])}: {left} → {came}")
    return lines


def _names(instance: Instance, doctors: tuple[str, ...]) -> str:
    return ", ".join(instance.doctor_by_id[d].name for d in doctors) or _("ingen")
