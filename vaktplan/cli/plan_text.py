"""The answer of `plan` and `check` in words, at most 80 columns wide."""

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaktplan.export import words
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RULE_BY_ID

from .show import number

if TYPE_CHECKING:
    from vaktplan.answers import CheckAnswer, PlanAnswer

STATUS = {
    "proven": N_("Bevist best: ingen lovlig vaktplan er bedre."),
    "feasible": N_("Funnet, ikke bevist best: høyst {avstand} fra det beste som kan finnes."),
    "impossible": N_("Umulig: ingen vaktplan oppfyller det som er låst og forbudt (bekreftet to ganger)."),
    "out-of-time": N_("Ingen vaktplan funnet innen tiden. Prøv med lengre --time-limit."),
}
MOST = 12


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, 78, initial_indent=indent, subsequent_indent=indent + "  ") or [""]


def summary(made: "PlanAnswer") -> str:
    """What the coordinator wants to know first."""
    o = made.outcome
    lines = [f"{made.instance.municipality}, {made.instance.unit}: " + _period(made)]
    lines += _wrapped(_(STATUS[o.status.value]).format(avstand=words.percent(o.gap)), "")
    if o.interrupted:
        lines.append(_("Avbrutt: den beste planen så langt er tatt vare på."))
    if o.message:
        lines += _wrapped(o.message, "")
    if made.verdict is not None:
        lines.append(_headline(made.open_places, len(made.verdict.hard)))
        for tier in made.tiers:
            lines.append(
                _("  {navn:<24} kostnad {kostnad:>9}   nedre grense {grense:>9}").format(
                    navn=words.tier_name(tier.name),
                    kostnad=number(tier.cost),
                    grense=number(tier.bound),
                )
            )
        lines += _breaches(made.verdict.breaches)
        lines += _soft_summary(made.verdict.rule_costs)
    if made.clashes:
        lines.append(_("Dette er låst, men forbudt:"))
        lines += _breaches(made.clashes)
    if made.verdict is not None and made.verdict.hard:
        lines += _wrapped(
            _("Kontrollen fant lovbrudd i løserens plan. Det er en feil i vaktplan; meld fra."), ""
        )
    if made.disagreement:
        lines.append(_("FEIL I VAKTPLAN: løser og kontroll er uenige. Ikke publiser; meld fra:"))
        lines += [f"  {text}" for text in made.disagreement]
    if made.files:
        lines += [_("Filer:"), *_files(made.files)]
    return "\n".join(lines)


def _files(files: Iterable[str]) -> list[str]:
    plain = [f for f in files if not f.endswith(".ics")]
    feeds = [f for f in files if f.endswith(".ics")]
    shown = [f"  {f}" for f in plain]
    if feeds:
        folder = feeds[0].rsplit("/", 1)[0]
        shown.append(_("  {mappe}/ ({n} kalendere, én for hver lege)").format(mappe=folder, n=len(feeds)))
    return shown


def verdict_text(judged: "CheckAnswer") -> str:
    """The verdict on a roster."""
    lines = [_headline(judged.open_places, len(judged.verdict.hard))]
    lines += _breaches(judged.verdict.breaches, most=1000)
    lines += _soft_summary(judged.verdict.rule_costs)
    return "\n".join(lines)


def _period(made: "PlanAnswer") -> str:
    p = made.instance.period
    return _("{fra}–{til}, {leger} leger, {vakter} vakter").format(
        fra=f"{p.first:%d.%m.%Y}",
        til=f"{p.last:%d.%m.%Y}",
        leger=len(made.instance.doctors),
        vakter=sum(not s.on_demand for s in made.instance.shifts),
    )


def _headline(open_places: int, hard: int) -> str:
    if not open_places and not hard:
        return _("Alle plasser er dekket, og ingen regel er brutt.")
    return _("{plasser} udekkede plasser, {brudd} lovbrudd.").format(plasser=open_places, brudd=hard)


def _breaches(breaches: Iterable[Breach], most: int = MOST) -> list[str]:
    """Open places and hard breaches, one by one."""
    told = [b for b in breaches if b.level.value == "hard" or b.rule == "coverage"]
    lines: list[str] = []
    for breach in told[:most]:
        cite = f" ({breach.cite})" if breach.cite else ""
        lines += _wrapped(f"- {breach.text}{cite}")
    if len(told) > most:
        lines.append(_("  … og {n} til; alle står i arket Brudd.").format(n=len(told) - most))
    return lines


def _soft_summary(rule_costs: dict[str, int]) -> list[str]:
    """What the roster costs, rule by rule."""
    paid = [(RULE_BY_ID[rule].title, cost) for rule, cost in rule_costs.items() if cost]
    if not paid:
        return []
    parts = ", ".join(f"{_(title).lower()} {number(cost)}" for title, cost in paid)
    return _wrapped(_("Kostnad etter regel: {deler}.").format(deler=parts), "")
