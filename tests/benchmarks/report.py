"""The report of a suite: ratios first, then costs, bounds and gaps, then the curves; as markdown with SVG beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from . import machine, tally
from .chart import Line, chart
from .suite import Result, Setup
from .suites import BEST_KNOWN
from .tally import NAMES

OWN = "vaktplan"
LAST = NAMES[-1]
ENGINES_ARE = """\
vaktplan: its own engine. cpsat: plain CP-SAT on the same model, its own settings, tier after tier. highs: HiGHS on the
same model as rows, tier after tier. timefold: Timefold in Java with constraint code of its own, as many independent
solvers as cores (solving one problem on several threads is not in the free edition), the best of them. Every cost is
what verify finds in the roster, whatever an engine claims."""


def write(name: str, results: Sequence[Result], setup: Setup, command: str, folder: Path) -> Path:
    """Write the report and its charts; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = [(key, list(of)) for key, of in groupby(results, key=lambda r: (r["instance"], r["seconds"]))]
    ratios = [_ratios(groups, setup)] if set(setup.engines) > {OWN} else []  # of two engines
    parts = [_head(name, setup, command), *ratios, _costs(groups, setup)]
    parts += [
        f"## Curves\n\nThe run in the middle of each engine, in the tier {LAST}; dashed lines are bounds."
    ]
    for (instance, seconds), of in groups:
        picture = f"{name}-{instance}-{seconds:g}.svg"
        ran = [e for e in setup.engines if any(r["engine"] == e for r in of)]
        lines = [_line(tally.median(r for r in of if r["engine"] == e)) for e in ran]
        (folder / picture).write_text(
            chart(f"{instance}, {seconds:g} s", [at for at in lines if at.costs], seconds), encoding="utf-8"
        )
        parts.append(f"### {instance}, {seconds:g} s\n\n![{instance}, {seconds:g} s]({picture})")
    failed = [f"- {r['engine']} on {r['instance']}: {r['why']}" for r in results if "why" in r]
    parts += ["## Not run\n\n" + "\n".join(dict.fromkeys(failed))] if failed else []
    if off := list(dict.fromkeys(_corrected(results))):
        parts.append("## Claims that verify corrects\n\n" + "\n".join(off))
    page = folder / f"{name}.md"
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return page


def _head(name: str, setup: Setup, command: str) -> str:
    told = ", ".join(f"{what} {version}" for what, version in machine.versions(setup.jars).items())
    seeds = ", ".join(map(str, setup.seeds))
    return "\n".join(
        [
            f"# Benchmarks: {name}",
            "",
            f"- command: `{command}`",
            "- commits: " + ", ".join(f"{engine} {machine.commit(engine)}" for engine in setup.engines),
            f"- machine: {machine.processor()}, {setup.cores} cores used, {machine.memory()}",
            f"- versions: {told}",
            f"- seeds: {seeds}; every engine on the same instance and seed one after the other, medians over the seeds",
            "",
            ENGINES_ARE,
        ]
    )


def _corrected(results: Sequence[Result]) -> Iterator[str]:
    """Costs that an engine tells wrongly: CP-SAT and HiGHS by what they left slack, the others by a fault."""
    for r in results:
        for tier, more in r.get("overstated", {}).items():
            yield f"- {r['engine']} on {r['instance']}, {r['seconds']:g} s, seed {r['seed']}: {tier} by {more:+d}"


Groups = Sequence[tuple[tuple[str, float], list[Result]]]


def _ratios(groups: Groups, setup: Setup) -> str:
    """vaktplan against each of the others: cost in the first tier that differs, and gap."""
    others = [e for e in setup.engines if e != OWN]
    lines = [
        "## Ratios",
        "",
        "Cost of vaktplan divided by that of the other, seed by seed, in the first tier in which they differ: below 1 "
        "vaktplan is better; 0 means that only vaktplan found a lawful roster.",
        "",
        "| instance | s | " + " | ".join(f"{OWN} / {e}" for e in others) + " | gap / gap of cpsat |",
        "|---|---|" + "---|" * (len(others) + 1),
    ]
    for (instance, seconds), of in groups:
        by = {e: {r["seed"]: r for r in of if r["engine"] == e} for e in setup.engines}
        cells = []
        for other in others:
            both = [s for s in setup.seeds if s in by.get(OWN, {}) and s in by[other]]
            pairs = [(by[OWN][s], by[other][s]) for s in both]
            ran = [(a, b) for a, b in pairs if "why" not in b]
            cells.append(_ratio(tally.middle(tally.ratio(a, b) for a, b in ran)))
        cells.append(_gaps(of))
        lines.append(f"| {instance} | {seconds:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ratio(found: tally.Ratio | None) -> str:
    if found is None:
        return "–"
    if found.tier in ("none", LAST):
        return f"{found.value:.3f}"
    return f"{found.value:.3f} ({found.tier})"


def _gaps(of: list[Result]) -> str:
    both = [
        tally.median(r for r in of if r["engine"] == e)
        for e in (OWN, "cpsat")
        if any(r["engine"] == e for r in of)
    ]
    return " / ".join(_percent(tally.gap(r)) for r in both)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _costs(groups: Groups, setup: Setup) -> str:
    """Costs, bounds and gaps of every engine."""
    lines = [
        "## Costs",
        "",
        f"Cost of the tier {LAST}: median (least–most) over the seeds; what other tiers cost is named beside it. "
        "Gap: by the engine's own bound, and by the best bound that anybody proved with the same costs in the tiers "
        "above.",
        "",
        "| instance | s | engine | cost | bound | gap | to the best bound | lawful | proven | MB | best known |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for (instance, seconds), of in groups:
        for engine in setup.engines:
            mine = [r for r in of if r["engine"] == engine]
            if mine and "why" not in mine[0]:
                lines.append(_row(instance, seconds, engine, mine, of))
    return "\n".join(lines)


def _row(instance: str, seconds: float, engine: str, mine: list[Result], of: list[Result]) -> str:
    middle, spread = tally.median(mine), tally.spread(mine, len(NAMES) - 1)
    lawful = sum(map(tally.has_roster, mine))
    proven = sum(r["status"] == "proven" for r in mine)
    bound = tally.bounds(middle)[-1] if lawful and tally.has_roster(middle) else None
    cost = "–" if spread is None else f"{spread[1]} ({spread[0]}–{spread[2]})"
    above = [f"{n} {c}" for n, c in zip(NAMES[:-1], tally.costs(middle)[:-1], strict=True) if c and lawful]
    best = BEST_KNOWN.get(instance)
    cells = [
        instance,
        f"{seconds:g}",
        engine,
        ", ".join([cost, *above]),
        "–" if bound is None else str(bound),
        _percent(tally.gap(middle)),
        _percent(tally.gap(middle, of)),
        f"{lawful} of {len(mine)}",
        f"{proven} of {len(mine)}",
        str(max((r.get("peak_mb", 0) for r in mine), default=0)),
        str(best or ""),
    ]
    return "| " + " | ".join(cells) + " |"


def _line(result: Result) -> Line:
    """The curve of an answer in the last tier."""
    points = [p for p in result["curve"] if p[1] == LAST]
    costs = [(float(p[0]), float(p[2])) for p in points if p[2] is not None]
    bounds = [(float(p[0]), float(p[3])) for p in points if p[3] is not None]
    return Line(result["engine"], costs, bounds, float(result.get("took") or result["seconds"]))
